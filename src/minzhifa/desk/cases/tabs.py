"""What each tab of the case page shows beyond the page itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import InvalidOperation
from typing import Any

from minzhifa.access import Actor
from minzhifa.cases.policy import may_reveal
from minzhifa.cases.queries import CasePage, kept_terms, referrals_of_case, unmade_papers
from minzhifa.catalog.errors import UnknownMatter
from minzhifa.catalog.queries import MatterCard, matter_card
from minzhifa.desk.cases import words
from minzhifa.desk.cases.executing import plan_view, roads
from minzhifa.desk.cases.law_of import law_of
from minzhifa.desk.cases.part_view import opening_steps, part_view
from minzhifa.desk.cases.steps import label_of
from minzhifa.documents import kind
from minzhifa.documents.wording import EVIDENCE_KINDS
from minzhifa.documents.wording_sparing import SPARING
from minzhifa.law.discretion import (
    FINE,
    NO_ORDER,
    Order,
    base_missing,
    never_heavier,
    order_of,
    shown_bounds,
    total,
    within_range,
)
from minzhifa.law.errors import BadInput, NoAnswer
from minzhifa.law.money import capitals
from minzhifa.law.procedure import SHIFTED, education_way, look, owing
from minzhifa.law.words import day_words
from minzhifa.ledger.types import LedgerRow
from minzhifa.rules import current

Context = dict[str, Any]
Tab = Callable[[Actor, CasePage, date], Context]


def overview(_: Actor, page: CasePage, on: date) -> Context:
    """The case in one look; what came back and why."""
    facts = page.state.facts
    returns = facts.get("returns") or []
    return {
        "facts": facts, "returned": returns[-1] if returns and page.case.returned else None,
        "source": words.SOURCES.get(str(facts.get("source_kind")), facts.get("source_kind")),
        "outcome": words.OUTCOMES.get(str(look(facts, "opinion.outcome")), ""), "matter": _matter(page, on),
        "recent": named_rows(page)[-4:][::-1], "officers": facts.get("officers") or (),
        "sparing": _sparing(facts),
        "education": [
            {**one, "way": education_way(one.get("way")) or one.get("way")} for one in facts.get("education") or ()
        ],
    }  # fmt: skip


def _sparing(facts: Mapping[str, Any]) -> Context | None:
    """Why the party is not to be punished: ground, list, and what was found of earlier penalties."""
    stated = facts.get("no_penalty") or {}
    if not stated.get("ground"):
        return None
    found = facts.get("listed") or {}
    return {
        "ground": SPARING.get(str(stated["ground"]), stated["ground"]), "facts": stated.get("facts"),
        "listed": found if found.get("ref") == stated.get("entry") and found.get("cited") else None,
        "written": stated.get("list"), "first": stated["ground"] == "first", "history": facts.get("history") or {},
    }  # fmt: skip


def _matter(page: CasePage, on: date) -> MatterCard | None:
    code = page.state.facts.get("matter")
    try:
        return matter_card(str(code), on) if code else None
    except UnknownMatter:
        return None


def party(actor: Actor, page: CasePage, on: date) -> Context:
    """The snapshot."""
    if page.party is None:
        return {}
    return {
        "kind_label": words.PARTY_KINDS.get(page.party.kind, "未载明"),
        "opens": may_reveal(actor, page.remit_id) and not page.party.opened,
    }


def evidence(_: Actor, page: CasePage, on: date) -> Context:
    """The matrix, the evidence with its files and hashes, the records."""
    files = {str(f.id): f for f in page.files}
    items = [
        {**e, "id": str(e.get("id")), "kind_label": EVIDENCE_KINDS.get(str(e.get("kind")), e.get("kind")),
         "file": files.get(str(e.get("id")))}
        for e in page.state.facts.get("evidence") or ()
    ]  # fmt: skip
    proved = {row.key: {str(e.get("id")) for e in row.evidence} for row in page.matrix}
    titles = {"inspection": "现场检查（勘验）笔录", "interview": "询问笔录"}
    records = [{**r, "title": titles.get(str(r.get("kind")), "笔录")} for r in page.state.facts.get("records") or ()]
    may = {o.action for o in page.offers if o.allowed} & {"set_elements", "add_evidence"}
    return {
        "may": may,
        "items": items,
        "proved": proved,
        "records": records,
        "gaps": sum(row.gap for row in page.matrix),
    }


def discretion(_: Actor, page: CasePage, on: date) -> Context:
    """Step by step: range, benchmark, choice, reasons; notice against decision; the law's verdicts on them."""
    facts = page.state.facts
    told, final = look(facts, "notice.penalties"), look(facts, "decision.penalties")
    chosen = final or told or facts.get("penalties")
    return {
        "facts": facts, "matter": _matter(page, on), "chosen": chosen, "told": told, "final": final,
        "fits": within_range(chosen, facts.get("range"), facts.get("discretion")) if chosen else None,
        "bounds": shown_bounds(facts.get("range")), "base_missing": base_missing(facts.get("range")),
        "heavier": never_heavier(told, final, _order(page, on)) if told and final else None,
        "capitals": _capitals(chosen),
        "law": law_of(page, on),
    }  # fmt: skip


def _order(page: CasePage, on: date) -> Order:
    try:
        listed = current().value("penalty_order", page.domain, on)
    except NoAnswer:
        return NO_ORDER
    groups = listed.value if isinstance(listed.value, tuple) else ()
    return order_of(groups, certain=listed.verified)


def _capitals(penalties: Any) -> str:
    try:
        fine = total(penalties or (), FINE)
    except InvalidOperation:
        return ""
    return capitals(fine) if fine else ""


def payment(_: Actor, page: CasePage, on: date) -> Context:
    """Fine, payments, the day it is due, the plan, what lateness costs today, and how far enforcement has come."""
    facts = page.state.facts
    fine, paid = owing.fine_of(page.state), owing.paid_of(page.state)
    return {
        "penalties": look(facts, "decision.penalties"), "fine": fine, "paid": paid, "facts": facts,
        "left": owing.unpaid(page.state), "due": next((t for t in page.terms if t.term_id == "payment"), None),
        "late": _late(page, on), "plan": plan_view(page, on), "roads": roads(page),
    }  # fmt: skip


def _late(page: CasePage, on: date) -> Any:
    if not owing.unpaid(page.state) and not owing.parts_named(page.state, owing.SURCHARGE):
        return None  # paid late, and nobody decided on a surcharge
    try:
        return owing.surcharge_on(page.state, current(), page.domain, on)
    except (NoAnswer, BadInput):
        return None


def history(_: Actor, page: CasePage, on: date) -> Context:
    """Every event with its hash."""
    return {"rows": named_rows(page)[::-1]}


LOOKS = {"case.party_revealed": "查看当事人完整信息"}


def _act(page: CasePage, payload: dict[str, Any]) -> str:
    """The act that an event records, in the words of its procedure."""
    part = page.state.parts.get(str(payload.get("part") or ""))
    return label_of(str(payload.get("action") or ""), part.procedure if part else page.state.procedure)


def _shifted(row: LedgerRow) -> str:
    """What a corrected calendar did to the case's terms."""
    if row.type != SHIFTED:
        return ""
    moved = [f"{m['title']}由{day_words(m['old'])}改为{day_words(m['new'])}" for m in row.payload.get("moved", ())]
    return f"按更正的工作日历改期：{'；'.join(moved)}" if moved else "按更正的工作日历重写期限说明"


def _label(page: CasePage, row: LedgerRow) -> str:
    return _act(page, row.payload) or _paper(row) or _handed_over(row) or _shifted(row) or LOOKS.get(row.type, row.type)


def named_rows(page: CasePage) -> list[dict[str, Any]]:
    """The ledger's rows with the label of the act."""
    return [
        {"row": row, "label": _label(page, row),
         "on": row.payload.get("on"), "hash": row.hash.hex(), "late": _late_mark(row)}
        for row in page.ledger
    ]  # fmt: skip


def _late_mark(row: LedgerRow) -> dict[str, Any]:
    """The mark of what was done off the platform and entered afterwards; empty for everything else."""
    facts = row.payload.get("facts") or {}
    acts = facts.get("late_acts") or (facts.get("host") or {}).get("late_acts") or [facts.get("late_entry") or {}]
    return dict(acts[0])


def _handed_over(row: LedgerRow) -> str:
    if row.type != "case.handed_over":
        return ""
    return f"{row.payload['from_name']}并入{row.payload['to_name']}，本案由其承接"


def _paper(row: LedgerRow) -> str:
    if not row.payload.get("document"):
        return ""
    title = kind(str(row.payload.get("kind"))).title
    return f"{'作废' if row.type.endswith('_voided') else '制作'}《{title}》{row.payload.get('number') or ''}"


def terms(actor: Actor, page: CasePage, on: date) -> Context:
    """The terms stand on the page; what a corrected calendar left as it was is told beside them."""
    return {"kept": kept_terms(actor, case_id=page.case.id)}


def nothing(_: Actor, page: CasePage, on: date) -> Context:
    """The page itself says all."""
    return {}


def parts(actor: Actor, page: CasePage, on: date) -> Context:
    """Each part with its stage bar, acts, facts in words, terms, its letter to another agency; what may be begun."""
    sent = referrals_of_case(actor, page.case.id, page.case.code, on)
    letters = {one.part: one for one in sent if one.case_code == page.case.code}  # not the one by which it came
    views = [part_view(page, one) for one in page.parts][::-1]
    return {"parts": views, "openings": opening_steps(page), "letters": letters}


def papers(actor: Actor, page: CasePage, on: date) -> Context:
    """Papers that were not made, with what each lacks; what is whole can be made here."""
    if page.gone or page.case.historical:
        return {}
    return {"unmade": unmade_papers(actor, page.case.id, on)}


BY_TAB: dict[str, Tab] = {
    "": overview, "parts": parts, "party": party, "evidence": evidence, "discretion": discretion, "documents": papers,
    "terms": terms, "payment": payment, "disclosure": nothing, "history": history, "check": nothing,
}  # fmt: skip
