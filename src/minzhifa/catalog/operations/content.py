"""What a proposed version may say, checked and brought to the stored form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from minzhifa.catalog.errors import BadVersion
from minzhifa.catalog.loading.matters import range_json
from minzhifa.catalog.loading.resolve import Resolved, Resolver, citation_json
from minzhifa.catalog.models import TrustMark
from minzhifa.catalog.operations.entries import checked_entries
from minzhifa.law.benchmark import Malformed
from minzhifa.rules.benchmarks import parsed

_FIELDS: dict[str, frozenset[str]] = {
    "matter": frozenset(
        {"name", "level", "range_text", "violated", "basis", "elements", "law_version", "mark", "source", "note"}
    ),
    "benchmark": frozenset(
        {"violation", "law", "statutory_range", "grades", "complete", "mark", "source", "note", "definition"},
    ),
    "template": frozenset({"title", "label", "sha256"}),
    "sparing": frozenset({"title", "organ", "months", "entries", "mark", "source", "note"}),
}
_REQUIRED = {
    "matter": ("name", "basis", "source"),
    "benchmark": ("violation", "law", "grades", "source"),
    "template": ("title", "label", "sha256"),
    "sparing": ("title", "organ", "entries", "source"),
}
MOST_MONTHS = 1200
_GRADE = {"grade", "factor", "range"}
_ELEMENT = {"key", "kind", "text", "citation"}


def checked(kind: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """`content` with defaults. Raises `BadVersion` naming the missing or unknown fields."""
    if unknown := sorted(set(content) - _FIELDS[kind]):
        raise BadVersion("bad_field", "提交的内容有不认识的项目。", fields=tuple(unknown))
    if missing := [name for name in _REQUIRED[kind] if not content.get(name)]:
        raise BadVersion("missing_field", "请补全必填的项目。", fields=tuple(missing))
    out = dict(content)
    if kind != "template" and out.setdefault("mark", TrustMark.PAGE) not in TrustMark.values:
        raise BadVersion("bad_mark", "可信度只能是 lawtext、page 或者 memory。", fields=("mark",))
    if kind == "template" and not re.fullmatch("[0-9a-f]{64}", out["sha256"]):
        raise BadVersion("bad_sha256", "模板校验值应为 64 位十六进制数字。", fields=("sha256",))
    for name, keys in (("grades", _GRADE), ("elements", _ELEMENT)):
        if any(not keys <= set(row) for row in out.get(name, ())):
            raise BadVersion("bad_rows", "每一行都要写全。", fields=(name,))
    if kind == "sparing":
        out["entries"] = checked_entries(out["entries"])
        if out.get("months") is not None and not 0 < out["months"] <= MOST_MONTHS:
            raise BadVersion("bad_months", f"首次的期间应为 1 到 {MOST_MONTHS} 个月。", fields=("months",))
    if out.get("definition"):
        _computable(str(out["definition"]))
    return out


def _computable(text: str) -> None:
    """A definition that reads. Raises `BadVersion` with line, column and what is wrong."""
    try:
        parsed(text, "（定义）")
    except Malformed as error:
        raise BadVersion("bad_definition", str(error), fields=("definition",)) from None


def matter_columns(
    content: dict[str, Any], resolver: Resolver | None = None
) -> tuple[dict[str, Any], list[tuple[str, Resolved]]]:
    """Columns of a matter version and its resolved citations. Raises `BadVersion` when a citation names no statute."""
    resolver = resolver or Resolver()
    day: date | None = content.get("law_version")
    found = [
        (role, resolved)
        for role in ("violated", "basis")
        for text in content.get(role, ())
        for resolved in resolver.resolve(text, day)
    ]
    if unreadable := tuple({role for role, r in found if not r.statute}):
        raise BadVersion("bad_citation", "引用的条款没有写明法律、法规、规章的名称。", fields=unreadable)
    columns = {
        **{k: v for k, v in content.items() if k not in ("violated", "basis")},
        "legal_basis": "、".join(content["basis"]),
        "ranges": range_json(content.get("range_text", "")),
        **{role: [citation_json(r) for k, r in found if k == role] for role in ("violated", "basis")},
    }
    return columns, found
