"""Statutes, their versions and provisions: parsed once, written by COPY."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from minzhifa.catalog.loading.files import StatuteData, VersionData, read_text
from minzhifa.catalog.models import Provision, Statute, StatuteVersion
from minzhifa.catalog.parsing import Article, Item, Paragraph

_COLUMNS = "version_id, position, path, level, article, suffix, paragraph, item, sub_item, heading, text"
Row = tuple[str, int, int, int, int, int, int, str, str]


class TextChanged(RuntimeError):
    """A loaded text differs from the shipped one; a corrected text is a new version, never a silent change."""


def _item_text(item: Item) -> str:
    lines = [item.text, *(f"{n}．{text}" for n, text in item.sub_items)]
    return "\n".join(lines)


def _paragraph_text(paragraph: Paragraph, signs: dict[int, str]) -> str:
    return "\n".join([paragraph.text, *(f"（{signs[i.number]}）{_item_text(i)}" for i in paragraph.items)])


def _rows(article: Article, signs: dict[int, str]) -> Iterator[Row]:
    """(path, level, article, suffix, paragraph, item, sub_item, heading, text) of an article and all its parts."""
    head = f"{article.number}-{article.suffix}" if article.suffix else str(article.number)
    heading = " ".join(article.headings)
    base = (article.number, article.suffix)
    texts = [_paragraph_text(p, signs) for p in article.paragraphs]
    yield (head, 1, *base, 0, 0, 0, heading, "\n".join(texts))
    for p, paragraph in enumerate(article.paragraphs, 1):
        yield (f"{head}.{p}", 2, *base, p, 0, 0, "", texts[p - 1])
        for item in paragraph.items:
            yield (f"{head}.{p}.{item.number}", 3, *base, p, item.number, 0, "", _item_text(item))
            for n, text in item.sub_items:
                yield (f"{head}.{p}.{item.number}.{n}", 4, *base, p, item.number, n, "", text)


def _copy(version_id: int, articles: list[Article], signs: dict[int, str]) -> int:
    count = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {Provision._meta.db_table} ({_COLUMNS}) FROM STDIN") as copy,
    ):
        for article in articles:
            for row in _rows(article, signs):
                count += 1
                copy.write_row((version_id, count, *row))
    return count


def _load_version(statute: Statute, data: VersionData, signs: dict[int, str]) -> int:
    interval = {
        "effective_from": data.effective_from,
        "effective_to": data.effective_to,
        "mark": data.mark,
        "from_quote": data.from_quote,
        "to_quote": data.to_quote,
        "partial": data.partial,
        "has_text": bool(data.files),
    }
    version, created = StatuteVersion.objects.get_or_create(
        statute=statute, version_date=data.version_date, defaults={**interval, "files": list(data.files)}
    )
    if not data.files:
        return 0
    articles, checksum = read_text(data)
    if version.checksum == checksum:
        return 0
    if version.checksum:
        raise TextChanged(f"{TextChanged.__doc__} {statute.title} {data.version_date}")
    count = _copy(version.pk, articles, signs)
    StatuteVersion.objects.filter(pk=version.pk).update(
        checksum=checksum, articles=len(articles), provisions=count, **({} if created else interval)
    )
    return count


def load_statutes(statutes: list[StatuteData], signs: dict[int, str]) -> int:
    """Insert what is missing; returns the number of provisions written. Loaded texts are left as they are."""
    written = 0
    for data in statutes:
        defaults = {"official_title": data.official_title, "kind": data.kind, "organ": data.organ}
        statute, _ = Statute.objects.get_or_create(title=data.title, defaults=defaults)
        for version in data.versions:
            written += _load_version(statute, version, signs)
    return written
