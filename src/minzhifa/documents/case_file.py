"""The case file as one PDF: each volume with cover, catalogue, numbered pages and back sheet."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import pypdf

from minzhifa.documents import case_pages, rendering
from minzhifa.documents.binding import Context, bind
from minzhifa.documents.case_pages import Part
from minzhifa.documents.present import date as written_date
from minzhifa.documents.registry import kind

Scheme = Literal["market", "housing"]
EVIDENCE_CLASS = {"market": 4, "housing": 3}
VOLUMES = (("main", "正卷"), ("annex", "副卷"))


@dataclass(frozen=True, slots=True)
class Archive:
    """Who files the volumes, when, for how long; `scheme`: whose archive order (market two volumes, housing one)."""

    archivist: str = ""
    checker: str = ""
    archived_on: str = ""
    retention: str = ""
    scheme: Scheme = "market"


def place(part: Part, scheme: Scheme) -> tuple[str, int]:
    """Volume and order class of a part under a scheme (市监程序78, 住建程序40)."""
    if part.kind is None:
        return "main", EVIDENCE_CLASS[scheme]
    definition = kind(part.kind)
    return ("main", definition.housing) if scheme == "housing" else (definition.volume, definition.market)


def arranged(parts: Sequence[Part], scheme: Scheme) -> dict[str, list[Part]]:
    """The parts of each volume in archive order; a proof of service follows the document it proves."""
    followers: dict[str, list[Part]] = {}
    for part in parts:
        if part.follows:
            followers.setdefault(part.follows, []).append(part)
    numbers = {part.number for part in parts if part.number and not part.follows}
    volumes: dict[str, list[tuple[int, str, int, Part]]] = {"main": [], "annex": []}
    for index, part in enumerate(parts):
        if part.follows and part.follows in numbers:
            continue
        volume, order = place(part, scheme)
        volumes[volume if volume in volumes else "main"].append((order, part.date, index, part))
    result: dict[str, list[Part]] = {}
    for name, entries in volumes.items():
        result[name] = []
        for *_, part in sorted(entries, key=lambda entry: entry[:3]):
            result[name] += [part, *(followers.get(part.number, []) if part.number and not part.follows else [])]
    return result


def _catalogue(parts: Sequence[Part], counts: Sequence[int]) -> list[dict[str, str]]:
    rows, page = [], 1
    for number, (part, count) in enumerate(zip(parts, counts, strict=True), 1):
        pages = str(page) if count == 1 else f"{page}-{page + count - 1}"
        row = {"no": str(number), "title": part.title, "number": part.number, "date": part.date, "pages": pages}
        rows.append({**row, "note": part.note})
        page += count
    return rows


def _sheet(name: str, facts: Mapping[str, Any], context: Context, at: dt.datetime | None) -> pypdf.PdfReader:
    """Cover, catalogue or back sheet; a historical file may lack parts of it, which it then says."""
    data = bind(name, facts, context)
    made = rendering.render(name, data, shelf=True, at=at)
    return pypdf.PdfReader(io.BytesIO(made.pdf))


def _volume(
    writer: pypdf.PdfWriter,
    *,
    title: str,
    parts: Sequence[Part],
    facts: Mapping[str, Any],
    context: Context,
    archive: Archive,
    at: dt.datetime | None,
) -> None:
    bodies = [case_pages.body(part, at) for part in parts]
    counts = [len(body.pages) for body in bodies]
    total = sum(counts)
    shelf = {
        "volume_name": title,
        "archivist": archive.archivist,
        "checker": archive.checker,
        "retention": archive.retention,
        "pages_total": str(total),
        "catalogue": _catalogue(parts, counts),
        "remarks": f"本卷共{len(parts)}件，{total}页，已编页号，"
        + (f"{written_date(archive.archived_on)}立卷。" if archive.archived_on else "立卷日期未载明。"),
    }
    facts = {**facts, "archive": {**(facts.get("archive") or {}), **shelf}}
    context = replace(context, on=archive.archived_on or None, values={})
    first = len(writer.pages)
    case_pages.add(writer, _sheet("case_cover", facts, context, at))
    case_pages.add(writer, _sheet("case_catalogue", facts, context, at))
    start = len(writer.pages)
    for part, body in zip(parts, bodies, strict=True):
        number = len(writer.pages)
        case_pages.add(writer, body)
        writer.add_outline_item(title=f"{title} · {part.title}", page_number=number)
    if total:
        case_pages.number(writer, start, total, at)
    case_pages.add(writer, _sheet("case_backsheet", facts, context, at))
    writer.add_outline_item(title=f"{title} · 封面", page_number=first)


def build(
    parts: Sequence[Part],
    *,
    facts: Mapping[str, Any],
    context: Context,
    archive: Archive,
    at: dt.datetime | None = None,
) -> bytes:
    """The whole case file. Volumes without parts are left out; the main volume is always there.

    Covers, catalogues and back sheets carry no page number; each volume counts from 1, bottom right. The parts' own
    signatures end with the joining: the signed originals stay the evidence of authenticity.
    """
    writer = pypdf.PdfWriter()
    for name, title in VOLUMES:
        chosen = arranged(parts, archive.scheme)[name]
        if chosen or name == "main":
            shown = title if archive.scheme == "market" else "全卷"
            _volume(writer, title=shown, parts=chosen, facts=facts, context=context, archive=archive, at=at)
    writer.add_metadata({"/Title": f"行政处罚案卷 {context.case_code}", "/Producer": "minzhifa"})
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


__all__ = ["Archive", "Part", "arranged", "build", "place"]
