"""Reading statutes and provisions."""

from __future__ import annotations

import re
from datetime import date

from django.db import connection
from django.db.models import Prefetch

from minzhifa.access.bigrams import bigram_condition, bigrams, escape_like
from minzhifa.access.errors import NotFound
from minzhifa.catalog.citations import Place, format_citation, parse_places, short_title
from minzhifa.catalog.models import Matter, Provision, Statute, StatuteVersion
from minzhifa.catalog.rows import (
    ProvisionHit,
    ProvisionRow,
    ProvisionText,
    StatutePage,
    StatuteRow,
    Unknown,
    VersionRow,
)

_AROUND = 40
_SHORTEST = 2


def _version_row(v: StatuteVersion) -> VersionRow:
    return VersionRow(
        id=v.pk,
        version_date=v.version_date,
        effective_from=v.effective_from,
        effective_to=v.effective_to,
        mark=v.mark,
        from_quote=v.from_quote,
        to_quote=v.to_quote,
        partial=v.partial,
        has_text=v.has_text,
        articles=v.articles,
        provisions=v.provisions,
    )


def _statute_row(s: Statute) -> StatuteRow:
    versions = tuple(map(_version_row, s.versions.all()))
    return StatuteRow(s.pk, s.title, s.official_title, s.kind, s.organ, versions)


def statutes(q: str = "") -> list[StatuteRow]:
    """All statutes with their versions, newest first; `q` is part of the title (2 statements)."""
    order = Prefetch("versions", StatuteVersion.objects.order_by("-version_date"))
    rows = Statute.objects.prefetch_related(order).order_by("kind", "title")
    return [_statute_row(s) for s in (rows.filter(official_title__contains=q) if q else rows)]


def _chosen(statute: StatuteRow, version_id: int | None) -> VersionRow | None:
    """The version asked for; without one the newest that has a text, else the newest."""
    if version_id is not None:
        return next((v for v in statute.versions if v.id == version_id), None)
    return next((v for v in statute.versions if v.has_text), next(iter(statute.versions), None))


def statute_page(statute_id: int, version_id: int | None = None) -> StatutePage:
    """One statute, the chosen version (without one: the newest with a text) and its provisions (4 statements).

    `provisions` holds paragraphs and finer, each with its own words; `heading` and the article's number stand on the
    first paragraph of each article. Raises `NotFound`.
    """
    order = Prefetch("versions", StatuteVersion.objects.order_by("-version_date"))
    statute = Statute.objects.prefetch_related(order).filter(pk=statute_id).first()
    if statute is None:
        raise NotFound
    row = _statute_row(statute)
    chosen = _chosen(row, version_id)
    if chosen is None:
        raise NotFound
    matters = Matter.objects.filter(versions__citations__provision__version=chosen.id).distinct().order_by("code")
    return StatutePage(
        row,
        chosen,
        _provisions(statute.title, chosen.id),
        tuple(matters.values_list("code", "versions__name").distinct()),
    )


def _provisions(title: str, version_id: int) -> tuple[ProvisionRow, ...]:
    out: list[ProvisionRow] = []
    heading = ""
    for p in Provision.objects.filter(version=version_id).order_by("position"):
        if p.level == 1:
            heading = p.heading
            continue
        text = p.text.split("\n")[0] if p.level == 2 else p.text  # noqa: PLR2004 - level 2 is the 款 without its 项
        place = Place(p.article, p.suffix, p.paragraph, p.item, p.sub_item)
        out.append(ProvisionRow(p.pk, p.path, p.level, format_citation(title, place), heading, text))
        heading = ""
    return tuple(out)


def _choose(versions: list[StatuteVersion], on: date | None) -> tuple[StatuteVersion, bool | None] | None:
    """The version to read on that day and whether it is in force: yes, or None when its commencement is not known."""
    if on is None:
        return (versions[0], None) if versions else None
    for v in versions:
        ended = v.effective_to is not None and on >= v.effective_to
        if v.effective_from is not None and v.effective_from <= on and not ended:
            return v, True
    for v in versions:
        ended = v.effective_to is not None and on >= v.effective_to
        if v.effective_from is None and not ended and (v.version_date is None or v.version_date <= on):
            return v, None
    return None


def provision(statute_title: str, citation: str, on: date | None = None) -> ProvisionText | Unknown:
    """The text of a place in the version of `on` (without: the newest held); at most 3 statements.

    `citation`: 第二十三条第一款第（二）项 (the first place counts). Never guesses: the rest comes as `Unknown`.
    """
    title = short_title(statute_title)
    rows = StatuteVersion.objects.filter(statute__title=title).order_by("-version_date")
    versions = list(rows)
    if not versions:
        return Unknown("no_statute", f"目录中没有《{title}》。")
    held = [v for v in versions if v.has_text]
    if not held:
        return Unknown("no_text", f"目录中没有《{title}》的文本。")
    chosen = _choose(held, on)
    if chosen is None:
        return Unknown("no_version", f"没有《{title}》在 {on} 施行的文本。")
    places = parse_places(citation)
    if not places:
        return Unknown("unreadable", f"没有读懂条款：{citation}")
    version, in_force = chosen
    row = _find(version.pk, places[0])
    if row is None:
        return Unknown(
            "no_provision", f"《{title}》（{version.version_date} 文本）没有{places[0]}，或者不止一款有此项。"
        )
    return ProvisionText(
        provision_id=row.pk,
        statute=title,
        citation=format_citation(title, places[0]),
        text=row.text,
        version_id=version.pk,
        version_date=version.version_date,
        in_force=in_force,
        mark=version.mark,
    )


def _find(version_id: int, place: Place) -> Provision | None:
    rows = Provision.objects.filter(version=version_id, article=place.article, suffix=place.suffix)
    if place.item and not place.paragraph:
        rows = rows.filter(item=place.item, sub_item=place.sub_item)
    else:
        rows = rows.filter(paragraph=place.paragraph, item=place.item, sub_item=place.sub_item)
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None


def search_provisions(q: str, limit: int = 30) -> list[ProvisionHit]:
    """Articles that contain all words of `q` (each two characters or more; 1 statement). Nothing for shorter words."""
    words = [w for w in q.split() if len(w) >= _SHORTEST]
    if not words:
        return []
    conditions = " AND ".join(bigram_condition("p.text") for _ in words)
    parameters = [value for word in words for value in (bigrams(word), escape_like(word))]
    sql = f"""
        SELECT p.id, s.id, s.title, p.article, p.suffix, p.text, p.version_id
        FROM catalog_provision p
        JOIN catalog_statuteversion v ON v.id = p.version_id JOIN catalog_statute s ON s.id = v.statute_id
        WHERE p.level = 1 AND {conditions}
        ORDER BY s.title, v.version_date DESC, p.position LIMIT %s"""  # noqa: S608 - conditions are our own text
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, limit])
        return [
            ProvisionHit(
                pk, statute, title, format_citation(title, Place(a, suffix)), _excerpt(text, words[0]), version
            )
            for pk, statute, title, a, suffix, text, version in cursor.fetchall()
        ]


def _excerpt(text: str, word: str) -> str:
    flat = re.sub(r"\s+", " ", text)
    at = max(flat.lower().find(word.lower()), 0)
    start, end = max(at - _AROUND, 0), at + len(word) + _AROUND
    return ("…" if start else "") + flat[start:end] + ("…" if end < len(flat) else "")
