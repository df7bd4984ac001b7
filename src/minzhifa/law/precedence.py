"""Which of several rules on one matter holds: the order of ranks, and for each conflict the principle that settles it.

Terms (期限) and values (门槛、开关) are settled alike. A rule of lower rank that departs from a higher one holds only
where the data say why; two of one rank without such a sentence are no answer. Nothing is settled by the order in which
tables happen to be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from minzhifa.law.errors import AmbiguousRule, Sourced

SPECIAL, SPECIAL_LAW, SHORTER, LONGER, HIGHER = "special", "special_law", "shorter", "longer", "higher"
STRICTER, LOCAL = "stricter", "local"


class Claim(Sourced, Protocol):
    """A rule as far as it competes with others."""

    @property
    def matter(self) -> str:
        """What it is about: "term:" or "value:" and its name."""

    @property
    def domain(self) -> str:
        """The field of law that made it its own."""

    @property
    def rank(self) -> str:
        """Its rank."""

    @property
    def cell(self) -> tuple[str | None, ...]:
        """Whom it covers: field, region, kind of party. Two of one cell are equally special."""

    @property
    def weight(self) -> float | None:
        """How long, how strict; None where that is no number."""

    def same(self, other: Claim) -> bool:
        """It says what the other says."""

    def stricter(self, other: Claim) -> bool:
        """It asks of the agency all that the other asks, and more."""


C = TypeVar("C", bound=Claim)


@dataclass(frozen=True, slots=True)
class Conflict:
    """How a rule of one's own stands to the wider one: the principle, and the sentence from which it comes.

    `terms`, `values`: what it is about. `domains`, `ranks`: only for own rules of these fields and ranks (empty: all).
    """

    terms: tuple[str, ...]
    principle: str
    source: str
    sentence: str
    mark: str
    domains: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    values: tuple[str, ...] = ()

    def covers(self, rule: Claim) -> bool:
        """It is about this special rule."""
        table, _, name = rule.matter.partition(":")
        return (
            name in (self.terms if table == "term" else self.values)
            and (not self.domains or rule.domain in self.domains)
            and (not self.ranks or rule.rank in self.ranks)
        )


@dataclass(frozen=True, slots=True)
class Lost(Generic[C]):
    """A rule in force that gives way, and the principle by which it does."""

    rule: C
    principle: str
    reason: str


@dataclass(frozen=True, slots=True)
class Why(Generic[C]):
    """The rule that holds, those that give way, and the reason as one sentence."""

    winner: C
    losers: tuple[Lost[C], ...]
    reason: str
    mark: str = "V"


@dataclass(frozen=True, slots=True)
class Precedence:
    """The ranks from the highest down with their titles, the titles of the principles, and the conflicts."""

    ranks: Mapping[str, str] = field(default_factory=dict)
    principles: Mapping[str, str] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    statutes: Mapping[str, str] = field(default_factory=dict)

    def place(self, rule: Claim) -> int:
        """How high the rule stands: 0 is the highest; one without a rank stands below all."""
        ranks = list(self.ranks)
        return ranks.index(rule.rank) if rule.rank in ranks else len(ranks)

    def rank_of(self, source: str) -> str:
        """The rank of the statute with which a source begins; empty where it is not listed."""
        return next((rank for name, rank in self.statutes.items() if source.startswith(name)), "")

    def settled(self, rules: Sequence[C]) -> Why[C]:
        """Of rules in force on one day, the most special first, the one that holds.

        Raises `AmbiguousRule` where two of one rank say different things and no sentence settles it.
        """
        winner = rules[0]
        lost: list[tuple[Lost[C], str]] = []
        for other in rules[1:]:
            kept, given, principle, reason, mark = self._between(winner, other)
            lost.append((Lost(given, principle, reason), mark))
            winner = kept
        if not lost:
            return Why(winner, (), "只有这一条规则。")
        told = [one.reason for one, _ in lost]
        marks = [mark for _, mark in lost]
        return Why(winner, tuple(one for one, _ in lost), "；".join(dict.fromkeys(told)), min(marks))

    def _between(self, special: C, wide: C) -> tuple[C, C, str, str, str]:
        """The one that holds, the one that gives way, principle, reason, mark."""
        if special.cell == wide.cell and special.rank == wide.rank:
            raise AmbiguousRule(special, wide)
        if special.same(wide):
            return special, wide, "", f"{special.source}与{wide.source}内容一致", "V"
        if wide.rank == "default":
            return special, wide, HIGHER, f"{wide.source}没有写明数目，平台缺省让位于{special.source}", "V"
        for found in self.conflicts:
            if found.covers(special) and (pair := _by(found.principle, special, wide)):
                return (*pair, found.principle, self._said(found, *pair), found.mark)
        if self.place(special) == self.place(wide):
            raise AmbiguousRule(special, wide)
        kept, given = (special, wide) if self.place(special) < self.place(wide) else (wide, special)
        ranks = f"{self._rank(kept)}高于{self._rank(given)}"
        return kept, given, HIGHER, f"上位法优先（{ranks}）：用{kept.source}，不用{given.source}", "V"

    def _said(self, found: Conflict, kept: Claim, given: Claim) -> str:
        doubt = "" if found.mark == "V" else "（取舍待核）"
        title = self.principles[found.principle]
        return f"{title}：用{_named(kept)}，不用{_named(given)}；{found.source}：{found.sentence}{doubt}"

    def _rank(self, rule: Claim) -> str:
        return self.ranks.get(rule.rank, "位阶不明")


def _by(principle: str, special: C, wide: C) -> tuple[C, C] | None:
    """The one that holds and the one that gives way; None where the principle does not tell them apart."""
    before = True
    if principle in (SHORTER, LONGER):
        if special.weight is None or wide.weight is None:
            return None
        before = (special.weight > wide.weight) == (principle == LONGER)
    elif principle == STRICTER:
        before = special.stricter(wide)
        if not before and not wide.stricter(special):
            return None
    elif principle == LOCAL:  # the standard of the place goes before that of the whole country
        before = any(special.cell[1:2])
        if before == any(wide.cell[1:2]):
            return None
    return (special, wide) if before else (wide, special)


def _named(rule: Claim) -> str:
    return f"{rule.source}（{rule.says}）" if rule.says else rule.source


__all__ = [
    "HIGHER", "LOCAL", "LONGER", "SHORTER", "SPECIAL", "SPECIAL_LAW", "STRICTER", "AmbiguousRule", "Claim", "Conflict",
    "Lost", "Precedence", "Why",
]  # fmt: skip
