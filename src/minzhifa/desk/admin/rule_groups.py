"""The rules of each field as a folded part of the page, and the values: each with why it holds against others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeVar

from minzhifa.desk.admin.words import VALUE_WORDS
from minzhifa.desk.templatetags.fmt import money
from minzhifa.law.discretion import KINDS
from minzhifa.law.errors import NoAnswer
from minzhifa.law.precedence import Why
from minzhifa.law.rulebook import GENERAL, Domain, Rules, Ruling, TermRule, Unsaid
from minzhifa.law.words import day_words

KINDS_OF_PARTY = ("natural_person", "legal_person")
Fits = Callable[[TermRule], bool]
R = TypeVar("R", TermRule, Ruling)


@dataclass(frozen=True, slots=True)
class Line:
    """One rule, its rank in words, and why it holds (or gives way) against a rule that says otherwise."""

    rule: TermRule
    rank: str
    why: str = ""
    gives_way: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One field: its rules, the cells without a number, and what applies where it has none."""

    domain: Domain
    lines: tuple[Line, ...]
    unsaid: tuple[Unsaid, ...]
    lends: str


def groups(served: Rules, on: date, fits: Fits, only: str = "") -> list[Group]:
    """The fields (or one), each with the rules that fit; a field of which nothing fits is left out when one asks."""
    found = []
    for domain in served.domains.values():
        if only in ("", domain.code):
            lines = tuple(
                _line(served, rule, on)
                for (_, code), versions in served.terms.items() if code == domain.code
                for rule in versions if fits(rule)
            )  # fmt: skip
            cells = tuple(cell for (_, code), some in served.unsaid.items() if code == domain.code for cell in some)
            found.append(Group(domain, lines, cells, _lends(served, domain)))
    return found


def _line(served: Rules, rule: TermRule, on: date) -> Line:
    rank = served.precedence.ranks.get(rule.rank, "")
    if rule.domain == GENERAL or rule.valid_from > on or (rule.valid_to and rule.valid_to <= on):
        return Line(rule, rank)
    said, gives_way = _against(rule, lambda: served.why(rule.id, rule.domain, on))
    return Line(rule, rank, said, gives_way=gives_way)


def _against(rule: R, why: Callable[[], Why[R]]) -> tuple[str, bool]:
    """Why the rule holds against others, or that (and why) it gives way."""
    try:
        found = why()
    except NoAnswer as nothing:
        return str(nothing), True
    said = "；".join(lost.reason for lost in found.losers if lost.principle)
    return said, any(lost.rule == rule for lost in found.losers)


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One threshold or switch in words, its rank, and why it holds (or gives way)."""

    title: str
    shown: str
    rule: Ruling
    rank: str
    why: str = ""
    gives_way: bool = False


def value_lines(served: Rules, on: date, fits: Callable[[Ruling, str], bool]) -> Iterator[ValueLine]:
    """The thresholds and switches that fit, each with the reason why it holds on that day."""
    for rulings in served.values.values():
        for rule in rulings:
            title = served.value_titles.get(rule.key, rule.key)
            if fits(rule, title):
                yield _value_line(served, rule, title, on)


def _value_line(served: Rules, rule: Ruling, title: str, on: date) -> ValueLine:
    line = ValueLine(title, _worded(served, rule), rule, served.precedence.ranks.get(rule.rank, ""))
    wide = rule.domain == GENERAL and rule.region is None
    if wide or rule.valid_from > on or (rule.valid_to and rule.valid_to <= on):
        return line
    kinds = (rule.party_kind,) if rule.party_kind else (None, *KINDS_OF_PARTY)  # what it says for each of them
    told = [_against(rule, partial(served.why_value, rule.key, rule.domain, on, rule.region, kind)) for kind in kinds]
    said = "；".join(dict.fromkeys(one for one, _ in told if one))
    return replace(line, why=said, gives_way=any(way for _, way in told))


def _worded(served: Rules, rule: Ruling) -> str:
    if isinstance(rule.value, Decimal):  # yuan
        return str(rule.says).replace(f"{rule.value.normalize():f}", money(rule.value))
    if rule.says:
        return rule.says
    codes = rule.value if isinstance(rule.value, tuple) else (str(rule.value),)
    return "、".join(_word(served, code) for code in codes) or "没有"


def _word(served: Rules, code: str) -> str:
    if code in served.approvals:
        return str(served.approvals[code].label)
    same = [KINDS[one].label if one in KINDS else VALUE_WORDS.get(one, one) for one in code.split("|")]
    return "＝".join(same)


def _lends(served: Rules, domain: Domain) -> str:
    if domain.code == GENERAL:
        return ""
    lender = served.domains[domain.follows].title
    if domain.unread:
        ask = f"，须由{domain.ask}提供" if domain.ask else ""
        return (
            f"没有见到{domain.unread}的文本{ask}；没有载入的期限，法律有规定的暂按{lender}，标待核，没有规定的不推算。"
        )
    if domain.follows != GENERAL:
        return f"没有自己的规定，参照{lender}，标待核。"
    return f"这里没有的，适用{lender}。"


def why_words(served: Rules, term: str, domain: str, on: date) -> str:
    """Which rule holds for a term on a day, and why, as one sentence."""
    why = served.why(term, domain, on)
    return f"{day_words(on)}用{why.winner.source}。{why.reason}"
