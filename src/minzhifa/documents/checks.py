"""Mandatory content: what a document still lacks, and by which article it must have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from minzhifa.documents.errors import IncompleteDocument
from minzhifa.documents.registry import Field, Kind, article_of, kind, of_the_market, title_of
from minzhifa.law.publication import only_warned


@dataclass(frozen=True, slots=True)
class Missing:
    """One gap: field name, its label for people (with the part that is missing), and the article."""

    field: str
    label: str
    article: str | None


def _empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip()) or value in ([], {}, ())


def has_fine(data: Mapping[str, Any]) -> bool:
    """True when one of the penalties is a fine (罚款)."""
    rows = data.get("penalties") or []
    return any(isinstance(row, Mapping) and "罚款" in str(row.get("name", "")) for row in rows)


def _required(field: Field, data: Mapping[str, Any]) -> bool:
    if field.required_when == "fine":
        return has_fine(data)
    if field.required_when == "hearing":
        return bool(data.get("hearing_due"))
    if field.required_when == "published":
        return of_the_market(str(data.get("domain") or "")) and not only_warned(data.get("penalties") or ())
    return field.required


def _parts(field: Field, value: Mapping[str, Any]) -> list[str]:
    names = {"name": "姓名或名称", "address": "地址", "text": "意见", "at": "日期"}
    if field.type == "opinion":
        names["name"] = "签名"
    return [f"{field.label}（{names.get(key, key)}）" for key in field.needs if _empty(value.get(key))]


def _rows(field: Field, value: object) -> list[str]:
    rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []
    if len(rows) < field.min:
        return [f"{field.label}（不少于{field.min}项）"] if field.min > 1 else [field.label]
    lacking: list[str] = []
    for number, row in enumerate(rows, 1):
        bare = (column.label for column in field.columns if column.required and _empty(row.get(column.name)))
        lacking.extend(f"{field.label}第{number}项（{label}）" for label in bare)
    return lacking


def _lacking(field: Field, data: Mapping[str, Any]) -> list[str]:
    """Labels of what this field lacks. An optional field that is filled must still be whole."""
    value = data.get(field.name)
    if _empty(value):
        return [field.label] if _required(field, data) else []
    if field.type == "table":
        return _rows(field, value)
    if field.type in ("party", "opinion"):
        return _parts(field, value) if isinstance(value, Mapping) else [field.label]
    if isinstance(value, Mapping | list | tuple):
        return [f"{field.label}（应为文字）"]
    if field.choices and value not in field.choices:
        return [f"{field.label}（应为：{'、'.join(field.choices)}）"]
    return []


def check(kind_id: str, data: Mapping[str, Any]) -> list[Missing]:
    """What `data` still lacks for this kind; empty when the document can be issued. Raises `UnknownKind`.

    The articles are those of the case's field (`data["domain"]`), the general act's where it is not known.
    """
    domain = str(data.get("domain") or "")
    return [
        Missing(field.name, label, article_of(field, domain))
        for field in kind(kind_id).fields
        for label in _lacking(field, data)
    ]


def required_fields(document: Kind, data: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the fields that this data makes mandatory."""
    return tuple(field.name for field in document.fields if _required(field, data))


def refuse_incomplete(kind_id: str, data: Mapping[str, Any]) -> None:
    """Raise `IncompleteDocument` with the article of the first gap, naming every gap."""
    missing = check(kind_id, data)
    if missing:
        labels = tuple(dict.fromkeys(item.label for item in missing))
        fields = tuple(dict.fromkeys(item.field for item in missing))
        raise IncompleteDocument(title_of(kind_id, str(data.get("domain") or "")), labels, fields, missing[0].article)
