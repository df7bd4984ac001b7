"""The documents of an act: what the case cannot say by itself is asked in the form; a draft is shown while typing."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms

from minzhifa.access.errors import Refused
from minzhifa.cases.paper_facts import paper_facts, section_opinion
from minzhifa.cases.paper_terms import term_words
from minzhifa.cases.queries import proposed_by
from minzhifa.desk.cases.asking import Asking
from minzhifa.desk.cases.fields import FIELDS
from minzhifa.desk.cases.gathering import SEALED_CONSENT
from minzhifa.desk.cases.widgets import Column, DateInput, RowsField
from minzhifa.desk.forms import grounded
from minzhifa.documents import Context, Field, Kind, article_of, bind, check, kind, title_of
from minzhifa.documents.rendering import preview
from minzhifa.law.procedure import FACTS, merged
from minzhifa.org.queries import agency_card

# What the act itself will say, or follows from it.
SAID: dict[str, frozenset[str]] = {
    "recusal_decision": frozenset({"decision", "decided_by"}),
    "suspension_decision": frozenset({"begins_on", "approved_by"}),
    "panel_record": frozenset({"attendees"}),
    "resumption_notice": frozenset({"suspension_number", "reason", "resumes_on"}),
    "termination_decision": frozenset({"approved_by"}),
    "coercion_decision": frozenset({"begins_on", "ends_on"}),
    "coercion_extension_decision": frozenset({"decision_number", "before", "ends_on"}),
    "coercion_release_decision": frozenset({"decision_number"}),
    "freeze_decision": frozenset({"begins_on", "ends_on"}),
    "freeze_extension_decision": frozenset({"decision_number", "before", "ends_on"}),
    "freeze_extension_notice": frozenset({"notice_number", "before", "ends_on"}),
    "freeze_release_decision": frozenset({"decision_number"}),
    "freeze_release_notice": frozenset({"notice_number"}),
    "property_transfer_notice": frozenset({"decision_number"}),
    "goods_claim_notice": frozenset({"until"}),
}
PARTLY = frozenset({"panel"})  # facts of which the form asks the heart, and the paper the rest
OPINION = ("text", "name")
# What the record's form says under other names than the document's fields.
RECORD = {
    "inspection_record": {
        "place": "place", "begun_at": "begun_at", "ended_at": "ended_at", "present": "person",
        "present_post": "relation", "shown_answer": "shown_answer", "findings": "summary",
    },
    "interview_record": {
        "place": "place", "begun_at": "begun_at", "ended_at": "ended_at", "person": "person", "relation": "relation",
        "person_id": "person_id", "shown_answer": "shown_answer", "dialogue": "dialogue",
    },
}  # fmt: skip


def kinds_of(ask: Asking) -> list[Kind]:
    """The documents that the act may make, covers and catalogues aside; an opinion's are those of the proposal."""
    named = proposed_papers(ask) if ask.offer.action == "endorse" else ask.offer.documents
    return [found for found in map(kind, named) if found.volume != "file"]


def proposed_papers(ask: Asking) -> tuple[str, ...]:
    """The papers of what waits for an opinion: those that its approval makes, else the act's own."""
    what = next(iter(ask.unendorsed), "")
    proposed = ((ask.facts.get("pending") or {}).get(what) or {}).get("action", "")
    name = ask.state.procedure
    settles = next((o for o in ask.page.offers if proposed_by(o.action, name) == proposed != o.action), None)
    return settles.documents if settles else ask.offer.documents


def context(ask: Asking, values: Mapping[str, Any] | None = None) -> Context:
    """What the documents need besides the facts (1 SQL, once)."""
    if "card" not in ask.cache:
        ask.cache["card"] = agency_card(ask.page.agency_id, ask.on)
    notice = ask.facts.get("notice") or {}
    card = replace(ask.cache["card"], name=ask.page.case.agency_name)
    return Context(
        agency=card, on=ask.on.isoformat(), case_code=ask.page.case.code, values=values or {},
        terms=term_words(ask.page.domain, ask.on),
        hearing_due=bool(notice.get("hearing_due") or notice.get("hearing_told")),
    )  # fmt: skip


def approving(ask: Asking) -> str:
    """The proposal that this act approves, "" when it approves nothing."""
    found = proposed_by(ask.offer.action, ask.state.procedure)
    return found if found != ask.offer.action else ""


def given(ask: Asking) -> dict[str, Any]:
    """Opinions that are on record already: the proposer's own words."""
    act = (ask.facts.get("acts") or {}).get(approving(ask)) or {}
    if not act:
        return {}
    words = str(act.get("reason") or f"拟{ask.offer.label}，请审批。")
    found = {"proposer_opinion": {"text": words, "name": act.get("name"), "at": act.get("on")}}
    endorsed = section_opinion(ask.state, ask.offer.action)
    return {**found, "section_opinion": endorsed} if endorsed else found


def paper_fields(ask: Asking) -> Iterator[tuple[str, forms.Field]]:
    """Inputs for what the documents still lack and no fact of this act will fill."""
    if ask.offer.action.startswith(("propose_", "endorse")):
        return  # the proposal's paper is made whole by the approval
    typed = {key for key, _, _ in ask.offer.takes}
    for document in kinds_of(ask):
        if document.id in RECORD:
            continue
        data = bind(document.id, paper_facts(ask.state), context(ask, given(ask)))
        gaps = {one.field for one in check(document.id, {**data, "number": "1"})}
        lacking = gaps - SAID.get(document.id, frozenset())
        for item in document.fields:
            if item.name in lacking and _asked(item, typed, approves=bool(approving(ask))):
                title = title_of(document.id, ask.page.domain)
                yield from _inputs(document, item, article_of(item, ask.page.domain) or "", title)


def _asked(item: Field, typed: set[str], *, approves: bool) -> bool:
    if item.type == "party" or (item.name == "head_opinion" and approves):
        return False
    if item.source.startswith("="):
        return "." in item.source and item.source != "=agency.name"
    top = item.source.partition(".")[0]
    return top not in typed or (top in PARTLY and item.source not in FIELDS)


def _inputs(document: Kind, item: Field, article: str, title: str) -> Iterator[tuple[str, forms.Field]]:
    name = f"doc.{document.id}.{item.name}"
    label = f"{item.label}（{title}）"
    more: dict[str, Any] = {"label": label, "required": False}
    if item.type == "opinion":
        yield name, grounded(forms.CharField(**more, max_length=2000), article, "wide")
        yield f"{name}_by", grounded(forms.CharField(label=f"{item.label}：签名", required=False, max_length=40))
        return
    yield name, grounded(_control(item, more), article, "wide" if item.type in ("long", "table") else "")


def _control(item: Field, more: dict[str, Any]) -> forms.Field:
    if item.type == "table":
        columns = [Column(c.name, c.label, "date" if c.type == "date" else "text") for c in item.columns]
        return RowsField(columns, **more)
    if item.type == "choice":
        return forms.ChoiceField(choices=[("", "请选择"), *((one, one) for one in item.choices)], **more)
    if item.type == "date":
        return forms.DateField(widget=DateInput(), **more)
    if item.type == "datetime":
        return forms.CharField(widget=forms.DateTimeInput(attrs={"type": "datetime-local"}), max_length=16, **more)
    if item.type == "long":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=20000, **more)
    return forms.CharField(max_length=200, **more)


def paper_values(ask: Asking, answers: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Kind → what was filled in by hand; a kind that nobody touched is left to be made when it is whole."""
    found: dict[str, dict[str, Any]] = {}
    for document in kinds_of(ask):
        values = _record_values(ask, document.id, answers) or _typed(ask, document, answers)
        if values:
            found[document.id] = {**given(ask), **values} if document.id not in RECORD else values
    return found


def _typed(ask: Asking, document: Kind, answers: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for item in document.fields:
        value = answers.get(f"doc.{document.id}.{item.name}")
        if value in (None, "", []):
            continue
        if item.type == "opinion":
            signed = answers.get(f"doc.{document.id}.{item.name}_by") or ask.actor.name
            value = {"text": value, "name": signed, "at": ask.on.isoformat()}
        values[item.name] = value
    return values


def _record_values(ask: Asking, kind_id: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """A record's paper, from the record's own form."""
    if kind_id == "service_address_confirmation":
        told = {name: answers.get(f"service_consent.{name}") for name in SEALED_CONSENT}
        return {name: value for name, value in told.items() if value}
    if kind_id not in RECORD:
        return {}
    values = {name: answers.get(f"record.{path}") for name, path in RECORD[kind_id].items()}
    chosen = set(answers.get("officers") or ())
    people = [{"name": o.name, "certificate": o.certificate} for o in ask.officers if str(o.id) in chosen]
    return {key: value for key, value in {**values, "officers": people}.items() if value not in (None, "", [])}


def draft_pages(ask: Asking, kind_id: str, facts: Mapping[str, Any], values: Mapping[str, Any]) -> list[str]:
    """The draft's pages as data addresses of images; gaps are amber. Nothing when it cannot be drawn just now."""
    known = {*FACTS, *(key for key, _, _ in ask.offer.takes)}
    patch = {key: value for key, value in facts.items() if key in known}
    if isinstance(patch.get("evidence"), dict):
        patch["evidence"] = [patch["evidence"]]  # one form, one piece; a list once it is sent
    data = bind(kind_id, merged(ask.facts, patch), context(ask, {**given(ask), **values}))
    try:
        pages = preview(kind_id, data)
    except Refused:
        return []
    return ["data:image/svg+xml;base64," + base64.b64encode(page.encode()).decode() for page in pages]
