"""Which of several rules on one matter holds: the order of ranks, and for each conflict the principle that settles it.

A rule of lower rank that departs from a higher one holds only where the data say why; two of one rank without such a
sentence are no answer. Nothing is settled by the order in which tables happen to be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minzhifa.law.errors import AmbiguousRule

if TYPE_CHECKING:
    from minzhifa.law.rulebook import TermRule

SPECIAL, SPECIAL_LAW, SHORTER, LONGER, HIGHER = "special", "special_law", "shorter", "longer", "higher"
_HOURS = {"h": 1.0, "d": 24.0, "wd": 33.6, "m": 730.0, "y": 8766.0}  # a working day is 1.4 days, holidays apart


@dataclass(frozen=True, slots=True)
class Conflict:
    """How a term's own rule stands to the wider one: the principle, and the sentence from which it comes.

    `domains`, `ranks`: only for own rules of these fields and ranks (empty: all).
    """

    terms: tuple[str, ...]
    principle: str
    source: str
    sentence: str
    mark: str
    domains: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()

    def covers(self, rule: TermRule) -> bool:
        """It is about this special rule."""
        return (
            rule.id in self.terms
            and (not self.domains or rule.domain in self.domains)
            and (not self.ranks or rule.rank in self.ranks)
        )


@dataclass(frozen=True, slots=True)
class Lost:
    """A rule in force that gives way, and the principle by which it does."""

    rule: TermRule
    principle: str
    reason: str


@dataclass(frozen=True, slots=True)
class Why:
    """The rule that holds, those that give way, and the reason as one sentence."""

    winner: TermRule
    losers: tuple[Lost, ...]
    reason: str
    mark: str = "V"


@dataclass(frozen=True, slots=True)
class Precedence:
    """The ranks from the highest down with their titles, the titles of the principles, and the conflicts."""

    ranks: Mapping[str, str] = field(default_factory=dict)
    principles: Mapping[str, str] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    statutes: Mapping[str, str] = field(default_factory=dict)

    def place(self, rule: TermRule) -> int:
        """How high the rule stands: 0 is the highest; one without a rank stands below all."""
        ranks = list(self.ranks)
        return ranks.index(rule.rank) if rule.rank in ranks else len(ranks)

    def rank_of(self, source: str) -> str:
        """The rank of the statute with which a source begins; empty where it is not listed."""
        return next((rank for name, rank in self.statutes.items() if source.startswith(name)), "")

    def settled(self, rules: Sequence[TermRule]) -> Why:
        """Of rules in force on one day, the most special first, the one that holds.

        Raises `AmbiguousRule` where two of one rank say different things and no sentence settles it.
        """
        winner = rules[0]
        lost: list[tuple[Lost, str]] = []
        for other in rules[1:]:
            kept, given, principle, reason, mark = self._between(winner, other)
            lost.append((Lost(given, principle, reason), mark))
            winner = kept
        if not lost:
            return Why(winner, (), "只有这一条规则。")
        told = [one.reason for one, _ in lost]
        marks = [mark for _, mark in lost]
        return Why(winner, tuple(one for one, _ in lost), "；".join(dict.fromkeys(told)), min(marks))

    def _between(self, special: TermRule, wide: TermRule) -> tuple[TermRule, TermRule, str, str, str]:
        """The one that holds, the one that gives way, principle, reason, mark."""
        if special.domain == wide.domain and special.rank == wide.rank:
            raise AmbiguousRule(special, wide)
        if says_the_same(special, wide):
            return special, wide, "", f"{special.source}与{wide.source}内容一致", "V"
        if wide.rank == "default":
            return special, wide, HIGHER, f"{wide.source}没有写明数目，平台缺省让位于{special.source}", "V"
        found = next((one for one in self.conflicts if one.covers(special)), None)
        if found is not None:
            return self._by(found, special, wide)
        if self.place(special) == self.place(wide):
            raise AmbiguousRule(special, wide)
        kept, given = sorted((special, wide), key=self.place)
        ranks = f"{self._rank(kept)}高于{self._rank(given)}"
        return kept, given, HIGHER, f"上位法优先（{ranks}）：用{kept.source}，不用{given.source}", "V"

    def _by(self, found: Conflict, special: TermRule, wide: TermRule) -> tuple[TermRule, TermRule, str, str, str]:
        kept, given = special, wide
        if found.principle in (SHORTER, LONGER):
            short, long = sorted((special, wide), key=length)
            kept, given = (short, long) if found.principle == SHORTER else (long, short)
        doubt = "" if found.mark == "V" else "（取舍待核）"
        title = self.principles[found.principle]
        reason = (
            f"{title}：用{kept.source}（{kept.period}），不用{given.source}（{given.period}）；"
            f"{found.source}：{found.sentence}{doubt}"
        )
        return kept, given, found.principle, reason, found.mark

    def _rank(self, rule: TermRule) -> str:
        return self.ranks.get(rule.rank, "位阶不明")


def says_the_same(one: TermRule, other: TermRule) -> bool:
    """The same length, counted the same way, with the same extensions allowed."""
    return (
        (one.period, one.direction, one.cap) == (other.period, other.direction, other.cap)
        and [(it.period, it.approver) for it in one.extendable]
        == [(it.period, it.approver) for it in other.extendable]
    )  # fmt: skip


def length(rule: TermRule) -> float:
    """The length in hours, near enough to tell which of two terms is the longer."""
    return rule.n * _HOURS[rule.unit.value]


__all__ = [
    "HIGHER", "LONGER", "SHORTER", "SPECIAL", "SPECIAL_LAW", "AmbiguousRule", "Conflict", "Lost", "Precedence", "Why",
    "length", "says_the_same",
]  # fmt: skip
