"""From document data to pages: PDF for issue, PDF or SVG with amber gaps for drafts."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pypdf
import segno

from minzhifa.documents import press
from minzhifa.documents.checks import check, refuse_incomplete, required_fields
from minzhifa.documents.present import present
from minzhifa.documents.registry import kind, title_of
from minzhifa.law.hidden import plain

MASK = 2  # any mask is read; trying all eight for the prettiest costs more than drawing the page
EPOCH = dt.datetime(2021, 7, 15, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered document: PDF/A-2b bytes (same data and instant, same bytes) and its number of pages."""

    pdf: bytes
    pages: int


def qr_svg(url: str) -> str:
    """A QR code as SVG; the address must hold nothing personal."""
    buffer = io.BytesIO()
    segno.make_qr(url, error="m", mask=MASK).save(buffer, kind="svg", border=0, xmldecl=False)
    return buffer.getvalue().decode()


def _meta(kind_id: str, data: Mapping[str, Any], mode: str) -> dict[str, Any]:
    document = kind(kind_id)
    url = str(data.get("verify_url") or "")
    return {
        "kind": kind_id,
        "title": title_of(kind_id, str(data.get("domain") or "")),
        "mode": mode,
        "labels": {field.name: field.label for field in document.fields},
        "columns": {
            field.name: [[c.name, c.label] for c in field.columns] for field in document.fields if field.columns
        },
        "required": required_fields(document, data),
        "missing": sorted({item.field for item in check(kind_id, data)}),
        "qr": qr_svg(url) if url and document.external else "",
    }


def _press(kind_id: str, data: Mapping[str, Any], mode: str, output: str, at: dt.datetime | None) -> list[bytes]:
    document = kind(kind_id)
    shown = plain(json.dumps(present(document, data), ensure_ascii=False))
    meta = json.dumps(_meta(kind_id, data, mode), ensure_ascii=False)
    stamp = int((at or EPOCH).timestamp())
    return press.press(document.template, shown, meta, output=output, timestamp=stamp)


def page_count(pdf: bytes) -> int:
    """Number of pages of a PDF."""
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def render(
    kind_id: str,
    data: Mapping[str, Any],
    *,
    draft: bool = False,
    recorded: bool = False,
    void: bool = False,
    shelf: bool = False,
    at: dt.datetime | None = None,
) -> Rendered:
    """Render a document as PDF/A-2b.

    For issue (the default) missing mandatory content raises `IncompleteDocument` with its article. `draft` shows gaps
    in amber; `recorded` (a document of a historical record) says of gaps that the record does not state them, as
    `shelf` (cover, catalogue and back sheet of a file) does without a remark on the page; `void` marks every page.
    Raises `UnknownKind`, `RenderFailed`.
    """
    chosen = {"draft": draft, "recorded": recorded, "void": void, "file": shelf}
    mode = next((name for name, wanted in chosen.items() if wanted), "issue")
    if mode == "issue":
        refuse_incomplete(kind_id, data)
    pdf = _press(kind_id, data, mode, "pdf", at)[0]
    return Rendered(pdf, page_count(pdf))


def preview(kind_id: str, data: Mapping[str, Any]) -> list[str]:
    """The draft as one SVG a page, for the preview beside the form."""
    return [page.decode() for page in _press(kind_id, data, "draft", "svg", None)]


def pictures(kind_id: str, data: Mapping[str, Any], *, draft: bool = True) -> list[bytes]:
    """The pages as PNG (110 dpi)."""
    return _press(kind_id, data, "draft" if draft else "issue", "png", None)
