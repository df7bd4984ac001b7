"""The rules of each field as one folded part of the page, each with the reason why it holds against others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from minzhifa.law.errors import NoAnswer
from minzhifa.law.rulebook import GENERAL, Domain, Rules, TermRule, Unsaid
from minzhifa.law.words import day_words

Fits = Callable[[TermRule], bool]


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
    try:
        why = served.why(rule.id, rule.domain, on)
    except NoAnswer as nothing:
        return Line(rule, rank, str(nothing), gives_way=True)
    said = "；".join(lost.reason for lost in why.losers if lost.principle)
    return Line(rule, rank, said, gives_way=any(lost.rule == rule for lost in why.losers))


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
