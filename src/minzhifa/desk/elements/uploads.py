"""Uploads between the dry run and the load: kept sealed for two days, seen by whoever sent them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction

from minzhifa.access import Actor, visible
from minzhifa.access.errors import Conflict, NotFound
from minzhifa.crypto import open_text, seal_text, sm3
from minzhifa.desk.elements import engine
from minzhifa.desk.elements.books import Row, read_book
from minzhifa.desk.elements.kinds import element
from minzhifa.desk.elements.shapes import Checked, Element
from minzhifa.desk.models import ElementImport
from minzhifa.evidence.errors import UploadRefused
from minzhifa.evidence.inspection import check_name

KEPT = timedelta(days=2)
MOST_SHOWN = 200
_PURPOSE = "desk.element_import"


@dataclass(frozen=True, slots=True)
class Upload:
    """What the page of one upload shows."""

    id: UUID
    element: Element
    file_name: str
    uploaded_at: datetime
    loaded_at: datetime | None
    written: int
    counts: dict[str, int]
    ignored: list[str]
    findings: list[tuple[int, str, str, str]]  # row, column, what is wrong, how to mend it
    more: int  # findings beyond those shown


def take_in(*, actor: Actor, at: datetime, on: date, kind: str, name: str, content: bytes) -> UUID:
    """Read, check and keep an upload; nothing is loaded. Raises `BadBook`, `Denied`, `UploadRefused`."""
    chosen = element(kind)
    engine.require_import(actor, chosen)
    try:
        name = check_name(name)
    except UploadRefused as refusal:
        refusal.fields = ("file",)
        raise
    rows = read_book(content)
    checked = engine.check(element=chosen, rows=rows, actor=actor, on=on)
    ElementImport.objects.filter(uploaded_at__lt=at - KEPT).delete()
    made = ElementImport.objects.create(
        account_id=actor.account_id, kind=kind, file_name=name, sm3=sm3(content).hex(), uploaded_at=at,
        rows=_seal(rows), report=_seal(_report(checked)),
    )  # fmt: skip
    return made.id


def _report(checked: Checked) -> dict[str, Any]:
    findings = checked.findings
    shown = [(f.row, f.column, f.wrong, f.mend) for f in findings[:MOST_SHOWN]]
    more = max(len(findings) - MOST_SHOWN, 0)
    return {"counts": checked.counts, "ignored": list(checked.ignored), "findings": shown, "more": more}


def _seal(value: Any) -> str:
    return seal_text(msgspec.json.encode(value).decode(), purpose=_PURPOSE)


def _opened(token: str) -> Any:
    return msgspec.json.decode(open_text(token, purpose=_PURPOSE))


def _own(actor: Actor, upload_id: UUID) -> ElementImport:
    row: ElementImport | None = visible(actor, ElementImport.objects.filter(pk=upload_id)).first()
    if row is None:
        raise NotFound("没有这份导入文件，或者已经过期；请重新上传。")
    return row


def upload(actor: Actor, upload_id: UUID) -> Upload:
    """One's own upload. Raises `NotFound`."""
    row = _own(actor, upload_id)
    report = _opened(row.report)
    return Upload(
        row.id, element(row.kind), row.file_name, row.uploaded_at, row.loaded_at, row.written, report["counts"],
        report["ignored"], [tuple(finding) for finding in report["findings"]], report["more"],
    )  # fmt: skip


def _rows(row: ElementImport) -> list[Row]:
    if not row.rows:
        raise Conflict("already_loaded", "这份文件已经载入过了。")
    return [(number, cells) for number, cells in _opened(row.rows)]


def checked_again(actor: Actor, upload_id: UUID, on: date) -> Checked:
    """The dry run once more, on what the database holds now."""
    row = _own(actor, upload_id)
    return engine.check(element=element(row.kind), rows=_rows(row), actor=actor, on=on)


def load_upload(*, actor: Actor, at: datetime, on: date, upload_id: UUID, only_good: bool) -> int:
    """Check once more and load, all in one transaction; how many things were written.

    Raises `RowsWrong`, `Conflict` (loaded already), `NotFound`, `Denied` and what the rooms refuse.
    """
    with transaction.atomic():
        row = _own(actor, upload_id)
        row = ElementImport.objects.select_for_update().get(pk=row.pk)
        chosen = element(row.kind)
        checked = engine.check(element=chosen, rows=_rows(row), actor=actor, on=on)
        written = engine.load(
            element=chosen, checked=checked, actor=actor, at=at, only_good=only_good, source=row.file_name, sm3=row.sm3,
        )  # fmt: skip
        row.loaded_at, row.written, row.rows = at, written, ""
        row.report = _seal({**_report(checked), "findings": [], "more": 0})
        row.save(update_fields=["loaded_at", "written", "rows", "report"])
    return written
