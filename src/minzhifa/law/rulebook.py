"""The rulebook: every number of the procedure as data with source, trust mark and interval in force.

`Rules` is frozen: parsed once from `data/`, served by the `rules` room, handed to every pure function that needs it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from minzhifa.law.errors import AmbiguousRule, NoAnswer, NoRule, NoRuleVersion, NotLoaded, UnknownYear
from minzhifa.law.holidays import Calendar
from minzhifa.law.precedence import Precedence, Why
from minzhifa.law.rulebook_rows import (
    FROM_MEMORY,
    GENERAL,
    VERIFIED,
    Domain,
    Extension,
    Ruling,
    TermRule,
    Unsaid,
    Value,
)
from minzhifa.law.terms import BackMode, Computed, Pause, Period, Unit
from minzhifa.law.terms_count import compute_period
from minzhifa.law.words import day_words


@dataclass(frozen=True, slots=True)
class Rules:
    """Terms, values and the calendar, frozen."""

    calendar: Calendar
    terms: Mapping[tuple[str, str], tuple[TermRule, ...]]
    values: Mapping[tuple[str, str], tuple[Ruling, ...]]
    domains: Mapping[str, Domain]
    version: str = ""
    value_titles: Mapping[str, str] = field(default_factory=dict)
    procedures: Mapping[str, Any] = field(default_factory=dict)  # id → law.procedure.Procedure
    approvals: Mapping[str, Any] = field(default_factory=dict)  # act → law.procedure.Approval
    review_rules: tuple[Any, ...] = ()  # law.review.ReviewRule
    precedence: Precedence = field(default_factory=Precedence)
    unsaid: Mapping[tuple[str, str], tuple[Unsaid, ...]] = field(default_factory=dict)
    review_points: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # field → law.review_points
    publication: tuple[Mapping[str, str], ...] = ()  # rows of law.publication
    concordance: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # article → field → its article there
    cited: dict[tuple[str, str], str | None] = field(init=False, default_factory=dict, repr=False, compare=False)
    _answers: dict[tuple[str | int, ...], TermRule] = field(init=False, default_factory=dict, repr=False, compare=False)
    _rulings: dict[tuple[str | int, ...], Ruling] = field(init=False, default_factory=dict, repr=False, compare=False)

    def with_calendar(self, calendar: Calendar) -> Rules:
        """The same rules on another calendar."""
        return replace(self, calendar=calendar)

    def chain(self, domain: str) -> tuple[Domain, ...]:
        """The domains to ask in turn, ending with the general one; raises `NoRule` for an unknown domain."""
        found: list[Domain] = []
        code = domain
        while True:
            one = self.domains.get(code)
            if one is None:
                raise NoRule(f"没有名为“{code}”的执法领域。", fields=("domain",))
            found.append(one)
            if code == GENERAL:
                return tuple(found)
            code = one.follows

    def codes(self, domain: str) -> tuple[str, ...]:
        """The codes of `chain`; an unknown domain is asked as the general one."""
        return tuple(one.code for one in self.chain(domain if domain in self.domains else GENERAL))

    def term(self, term_id: str, domain: str, on: date) -> TermRule:
        """The rule that holds on `on`: the domain's own, the one it follows, the general one, as `precedence` settles.

        Raises `NoRule` (never defined), `NotLoaded` (the field's own text is not at hand), `NoRuleVersion` (defined,
        but not for that day) and `AmbiguousRule`. A borrowed rule of a domain whose own rules are not loaded, or that
        follows another's column, carries the mark M. Where a rule that says otherwise gave way, the note says why.
        """
        found = self._in_question(term_id, domain, on)
        asked: tuple[str | int, ...] = (
            domain,
            *(id(rule) for rule in found),
        )  # the rules live as long as this book; between two commencements all agree
        if (answer := self._answers.get(asked)) is None:
            why = self.precedence.settled(found)
            over = "；".join(lost.reason for lost in why.losers if lost.principle)
            winner = replace(why.winner, note=_join(why.winner.note, over)) if over else why.winner
            answer = self._answers[asked] = self._borrowed(winner, domain)
        return answer

    def why(self, term_id: str, domain: str, on: date) -> Why[TermRule]:
        """The rule that holds, the rules in force that give way, and the reason; raises as `term` does."""
        found = self._in_question(term_id, domain, on)
        why = self.precedence.settled(found)
        if not why.losers and why.winner.domain != domain:
            why = replace(why, reason=self._lender(domain, why.winner.domain))
        return replace(why, winner=self._borrowed(why.winner, domain))

    def _lender(self, domain: str, lender: str) -> str:
        asking = self.domains[domain]
        missing = f"{asking.unread}尚未载入，" if asking.unread else f"{asking.title}没有自己的规定，"
        return f"{missing}适用{self.domains[lender].title}的规则。"

    def _in_question(self, term_id: str, domain: str, on: date) -> list[TermRule]:
        """The rules in force, the most special first; never empty."""
        found: list[TermRule] = []
        known, chain = False, self.chain(domain)
        for one in chain:
            versions = self.terms.get((term_id, one.code), ())
            known = known or bool(versions)
            found += [rule for rule in versions if _in_force(rule.valid_from, rule.valid_to, on)]
            if versions and not found and one.code == domain and not one.unread and not _predates(versions, on):
                break
        if found:
            return found
        for one in chain:
            for cell in self.unsaid.get((term_id, one.code), ()):
                if _in_force(cell.valid_from, cell.valid_to, on):
                    sentence = f"“{cell.title}”（{one.title}）：{cell.says}（{cell.source}）。"
                    raise NotLoaded(sentence, fields=("term_id",))
        raise self._nothing(term_id, domain, on, known=known)

    def _nothing(self, term_id: str, domain: str, on: date, *, known: bool) -> NoRule:
        asking = self.domains[domain]
        title = next((rules[0].title for (name, _), rules in self.terms.items() if name == term_id), "")
        if title and asking.unread and (term_id, GENERAL) not in self.terms:
            who = f"，须由{asking.ask}提供" if asking.ask else ""
            sentence = f"“{title}”（{asking.title}）没有载入：没有见到{asking.unread}的文本{who}。"
            return NotLoaded(sentence, fields=("term_id",))
        if not known:
            return NoRule(f"规则库中没有期限“{term_id}”（{asking.title}）。", fields=("term_id",))
        return NoRuleVersion(f"没有该日期适用的规则版本：期限“{term_id}”，{day_words(on)}。", fields=("on",))

    def find_term(self, term_id: str, domain: str, on: date) -> TermRule | None:
        """Like `term`, but None where no number is fixed or loaded (及时)."""
        try:
            return self.term(term_id, domain, on)
        except NoRule:
            return None

    def _borrowed(self, rule: TermRule, domain: str) -> TermRule:
        if rule.domain == domain:
            return rule
        asking = self.domains[domain]
        if asking.unread:
            return replace(rule, mark=FROM_MEMORY, note=_join(rule.note, f"{asking.unread}尚未载入，暂按{rule.source}"))
        if rule.domain != GENERAL:
            return replace(rule, mark=FROM_MEMORY, note=_join(rule.note, f"{asking.title}参照本规则"))
        return rule

    def value(
        self, key: str, domain: str, on: date, region: str | None = None, party_kind: str | None = None
    ) -> Ruling:
        """The threshold or switch that holds on `on`, as `precedence` settles between field, region and general rule.

        Within one field and region, one kind of party goes before all kinds. A sole trader without a row of his own is
        judged as the kind that `sole_trader_as` names. Raises `NoRule`, `NoRuleVersion` and `AmbiguousRule`. Where a
        rule that says otherwise gave way, the note says why.
        """
        found = self._rulings_in_question(key, domain, on, region, party_kind)
        asked: tuple[str | int, ...] = (domain, *(id(ruling) for ruling in found))
        if (answer := self._rulings.get(asked)) is None:
            why = self.precedence.settled(found)
            over = "；".join(lost.reason for lost in why.losers if lost.principle and lost.rule.rank != "default")
            winner = replace(why.winner, note=_join(why.winner.note, over)) if over else why.winner
            answer = self._rulings[asked] = self._lent(winner, domain)
        return answer

    def why_value(
        self, key: str, domain: str, on: date, region: str | None = None, party_kind: str | None = None
    ) -> Why[Ruling]:
        """The threshold or switch that holds, those that give way, and the reason; raises as `value` does."""
        why = self.precedence.settled(self._rulings_in_question(key, domain, on, region, party_kind))
        if not why.losers and why.winner.domain != domain:
            why = replace(why, reason=self._lender(domain, why.winner.domain))
        return replace(why, winner=self._lent(why.winner, domain))

    def _rulings_in_question(
        self, key: str, domain: str, on: date, region: str | None, party_kind: str | None
    ) -> list[Ruling]:
        """The rulings in force that cover the case, the most special first; never empty."""
        kinds: tuple[str | None, ...] = (None, party_kind)
        if party_kind == "sole_trader":
            kinds = (None, str(self.value("sole_trader_as", domain, on, region).value), party_kind)
        found: list[Ruling] = []
        rulings: tuple[Ruling, ...] = ()
        known = False
        for one in self.chain(domain):
            rulings = self.values.get((key, one.code), ())
            known = known or bool(rulings)
            found += _fitting([one for one in rulings if _in_force(one.valid_from, one.valid_to, on)], region, kinds)
        if found:
            return found
        title = self.value_titles.get(key, key)
        if not known:
            raise NoRule(f"规则库中没有“{title}”（{self.domains[domain].title}）。", fields=("key",))
        if kinds == (None, None) and any(_in_force(ruling.valid_from, ruling.valid_to, on) for ruling in rulings):
            raise NoRule(f"“{title}”按当事人类别规定，须先写明当事人类别。", fields=("party_kind",))
        raise NoRuleVersion(f"没有该日期适用的规则版本：“{title}”，{day_words(on)}。", fields=("on",))

    def surcharge_terms(self, on: date, domain: str = GENERAL) -> tuple[Decimal, Decimal | None]:
        """Daily rate of the surcharge and its cap as a multiple of the fine (None: no cap in force yet)."""
        rate = self.value("surcharge_rate", domain, on).amount
        try:
            return rate, self.value("surcharge_cap", domain, on).amount
        except NoRuleVersion:
            return rate, None

    def _lent(self, ruling: Ruling, domain: str) -> Ruling:
        asking = self.domains[domain]
        if ruling.domain == domain or not asking.unread:
            return ruling
        return replace(ruling, mark=FROM_MEMORY, note=_join(ruling.note, f"{asking.unread}尚未载入"))


def _in_force(first: date, after: date | None, on: date) -> bool:
    return first <= on and (after is None or on < after)


def _fitting(rulings: Sequence[Ruling], region: str | None, kinds: tuple[str | None, ...]) -> list[Ruling]:
    """Those of the region and kind of party, the narrower region first; of one region the most special kind alone."""
    here: dict[str, list[Ruling]] = {}
    for one in rulings:
        if (one.region is None or (region or "").startswith(one.region)) and one.party_kind in kinds:
            here.setdefault(one.region or "", []).append(one)
    found: list[Ruling] = []
    for place in sorted(here, key=len, reverse=True):
        most = max(kinds.index(one.party_kind) for one in here[place])
        found += [one for one in here[place] if kinds.index(one.party_kind) == most]
    return found


def _predates(versions: Sequence[TermRule], on: date) -> bool:
    """Before the domain's own rules began, the general ones are asked; after they ended, nothing is guessed."""
    return all(on < rule.valid_from for rule in versions)


def _join(first: str, second: str) -> str:
    return f"{first}；{second}" if first else second


def compute(
    rule: TermRule,
    start: date,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    *,
    extensions: Sequence[Period] = (),
    back_mode: BackMode | None = None,
) -> Computed:
    """The due day of a rule from its start event, with explanation, source and mark.

    `start` is a date, or a datetime for rules in hours. Raises `UnknownYear` and `BadInput`.
    """

    def one(period: Period, note: str) -> Computed:
        return compute_period(
            period,
            start,
            calendar,
            back=rule.direction == "backward",
            back_mode=back_mode or rule.back_mode,
            roll=rule.roll,
            pauses=pauses,
            extensions=extensions,
            cap=rule.cap,
            heading=rule.title,
            source=rule.source,
            mark=rule.mark,
            note=note,
        )

    main = one(rule.period, rule.note)
    if rule.other_reading is None:
        return main
    other = one(rule.other_reading, f"另一种读法：{rule.other_reading}")
    text = f"{main.explanation}\n另一种读法：{rule.other_reading}，届满 {day_words(other.due)}（按较早者提醒）"
    return replace(main, explanation=text, other=other)


__all__ = [
    "FROM_MEMORY",
    "GENERAL",
    "VERIFIED",
    "AmbiguousRule",
    "BackMode",
    "Computed",
    "Domain",
    "Extension",
    "NoAnswer",
    "NoRule",
    "NoRuleVersion",
    "NotLoaded",
    "Pause",
    "Period",
    "Precedence",
    "Rules",
    "Ruling",
    "TermRule",
    "Unit",
    "UnknownYear",
    "Unsaid",
    "Value",
    "Why",
    "compute",
    "compute_period",
]
