"""公示: what the rules say of publishing this case's outcome, and the dates that they set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from minzhifa.cases._facts import whole_day
from minzhifa.cases.queries.rows import DisclosureDay
from minzhifa.law import publication
from minzhifa.law.errors import BadInput, NoAnswer
from minzhifa.law.procedure import CaseState
from minzhifa.law.publication import Said
from minzhifa.law.rulebook import Rules, compute

UNKNOWN_START = "起算日还没有确定，作出决定后自动算出。"
REGISTERED = {"disclosure_credit": "登记地（住所地）在本省的", "disclosure_push": "登记地（住所地）不在本省的"}
AS_IF = "按在最后一日公示计算；实际公示日更早的，从实际公示之日起算。"
LOWER = "较低数额罚款由省级以上市场监督管理部门规定，手头没有文本，因此两个日期都列出。"


def penalties_of(facts: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Decided, else notified, else proposed."""
    decided = (facts.get("decision") or {}).get("penalties")
    found = decided or (facts.get("notice") or {}).get("penalties") or facts.get("penalties") or ()
    return [one for one in found if isinstance(one, Mapping)]


def publication_of(state: CaseState, domain: str, rules: Rules, number: str, agency: str) -> tuple[Said, ...]:
    """What is published, where, how it is corrected; the summary's parts as the file has them."""
    rows = publication.said(rules, domain, state.procedure, penalties_of(state.facts))
    if not any(row.label == "公示什么" for row in rows):
        return rows
    parts = {
        "决定书文号": number, "当事人": str((state.facts.get("party") or {}).get("name") or ""),
        "违法行为类型": str(state.facts.get("cause") or ""),
        "处罚内容": "、".join(str(one.get("name") or "") for one in penalties_of(state.facts)),
        "决定机关": agency, "决定日期": str(state.done.get("approve_decision") or ""),
    }  # fmt: skip
    text = "；".join(f"{label}：{value or '作出决定后写入'}" for label, value in parts.items()) + "。"
    return (*rows[:2], Said("信息摘要的内容", text, publication.SUMMARY), *rows[2:])


def disclosure(state: CaseState, domain: str, rules: Rules) -> tuple[DisclosureDay, ...]:
    """First publication (from the decision), shortest and longest display (from the publication)."""
    decided = whole_day(state.done.get("approve_decision"))
    first = _day("disclosure", decided, domain, rules)
    begun = first.due if first else None
    rest = (_day(term, begun, domain, rules) for term in ("disclosure_minimum", "disclosure_maximum"))
    return tuple(day for day in (first, *rest, *_credit(state, decided, domain, rules)) if day)


def _credit(state: CaseState, decided: date | None, domain: str, rules: Rules) -> list[DisclosureDay]:
    """In the enterprise credit system: from when, until when, withdrawn when the decision is changed."""
    penalties = penalties_of(state.facts)
    if not penalties or not publication.published(state.procedure, penalties):
        return []
    party = state.facts.get("party") or {}
    terms = publication.begins(str(party.get("uscc") or "") or None)
    starts = [(term, day) for term in terms if (day := _day(term, decided, domain, rules))]
    found = [replace(day, title=f"{day.title}：{REGISTERED[term]}") if len(terms) > 1 else day for term, day in starts]
    begun = starts[0][1].due if starts and starts[0][0] == "disclosure_credit" else None
    ending = publication.ends(penalties)
    for term in ending if starts else ():
        if day := _day(term, begun, domain, rules):
            note = f"{AS_IF}{LOWER if len(ending) > 1 else ''}" if begun else ""
            found.append(replace(day, explanation=f"{day.explanation}\n{note}".strip()))
    withdrawn = _day("disclosure_withdrawal", None, domain, rules)
    if starts and withdrawn:
        text = "决定被依法变更、撤销、确认违法或者确认无效的，自该日起算，并说明理由。"
        found.append(replace(withdrawn, explanation=text, source=publication.WITHDRAWAL))
    return found


def _day(term: str, start: date | None, domain: str, rules: Rules) -> DisclosureDay | None:
    try:
        rule = rules.term(term, domain, start or date.max)
    except NoAnswer:
        return None
    if start is None:
        return DisclosureDay(rule.title, None, UNKNOWN_START, rule.source, rule.mark)
    try:
        found = compute(rule, start, rules.calendar)
    except (NoAnswer, BadInput) as error:
        return DisclosureDay(rule.title, None, str(error), rule.source, rule.mark)
    return DisclosureDay(rule.title, found.due, found.explanation, rule.source, found.mark or rule.mark)
