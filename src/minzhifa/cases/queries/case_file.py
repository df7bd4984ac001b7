"""案卷: the case file, put together from the case's documents and evidence within the actor's scope."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from minzhifa import clock
from minzhifa.access import Actor, rls
from minzhifa.cases.paper_facts import ORIGINALS
from minzhifa.cases.queries.rows import CasePage
from minzhifa.documents import Context
from minzhifa.documents.case_file import Archive, Part, build
from minzhifa.documents.pdfs import pdf_of
from minzhifa.documents.queries import served_numbers
from minzhifa.documents.wording import EVIDENCE_KINDS
from minzhifa.evidence.errors import Altered
from minzhifa.evidence.queries import open_file
from minzhifa.org.queries import agency_card

REDRAWN = ("evidence_list",)  # made anew with every change of the matrix: the last one holds


def case_file(actor: Actor, page: CasePage, *, at: datetime) -> bytes:
    """正卷 and 副卷 as one PDF: everything that is on the case at the instant `at` (aware), in archive order.

    A piece of evidence that was altered in the store keeps its place in the catalogue, without its content.
    """
    with rls.acting(actor):
        parts = [*_documents(actor, page), *_evidence(actor, page)]
    facts = {**page.state.facts, **_cover(page)}
    on = clock.local_date(at)
    archive = facts.get("archive") or {}
    shelf = Archive(
        archivist=str(archive.get("archivist") or ""), checker=str(archive.get("checker") or ""),
        archived_on=str(archive.get("on") or ""), retention=str(archive.get("retention") or ""),
        scheme="housing" if page.domain == "housing" else "market",
    )  # fmt: skip
    card = agency_card(page.agency_id, on)
    return build(parts, facts=facts, context=Context(agency=card, case_code=page.case.code), archive=shelf, at=at)


def _cover(page: CasePage) -> dict[str, Any]:
    """Days and number of the cover, as far as the case has them."""
    numbers = (d.number for d in reversed(page.documents) if d.kind in ORIGINALS and d.status == "issued" and d.number)
    done = page.state.done
    known = {
        "decision_number": next(numbers, None), "filed_on": done.get("approve_filing"),
        "closed_on": done.get("approve_closing"),
    }  # fmt: skip
    return {name: value for name, value in known.items() if value}


def _documents(actor: Actor, page: CasePage) -> list[Part]:
    """The issued documents; a list that was drawn up anew stands there once, as it last was."""
    proves = served_numbers(actor, page.case.id)
    last = {d.kind: d.id for d in page.documents if d.status == "issued"}
    return [
        Part(d.title, pdf_of(d.id), kind=d.kind, number=d.number, date=d.on, follows=proves.get(d.id, ""))
        for d in page.documents
        if d.status == "issued" and d.volume != "file" and (d.kind not in REDRAWN or last[d.kind] == d.id)
    ]


def _evidence(actor: Actor, page: CasePage) -> list[Part]:
    known = {str(e.get("id")): e for e in page.state.facts.get("evidence") or ()}
    parts = []
    for file in page.files:
        item = known.get(str(file.id)) or {}
        try:
            with open_file(actor, file.id) as handle:
                content: bytes | None = handle.read()
        except Altered:
            content = None
        parts.append(
            Part(
                file.title, content, file.media_type, date=str(item.get("date") or ""), sm3=file.sm3,
                sha256=file.sha256, evidence_kind=EVIDENCE_KINDS.get(file.kind, file.kind),
                source=str(item.get("source") or file.place_claim),
            )
        )  # fmt: skip
    return parts
