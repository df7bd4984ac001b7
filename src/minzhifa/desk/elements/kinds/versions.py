"""What matters and benchmarks share: a row against the versions that are held or wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from minzhifa.catalog.queries.many import HeldThing, HeldVersion
from minzhifa.desk.elements.shapes import CHANGED, NEW, SAME, Line
from minzhifa.org import queries as org


def fields_by_word() -> dict[str, tuple[str, str]]:
    """Field code and name by code and by name (1 SQL)."""
    return {word: (card.code, card.name) for card in org.fields() for word in (card.code, card.name)}


def publisher(field_code: str, remit_id: int | None = None) -> str:
    """The word for whoever publishes it; see `catalog.publishing`."""
    return f"remit:{remit_id}" if remit_id else f"field:{field_code}"


def unchanged(line: Line, held: HeldThing | None, names: Sequence[str], rows: str) -> bool:
    """The row says what is held or waits: it is left alone, whoever sends it.

    `rows`: the column that is a list of rows, compared without their keys.
    """
    content, versions = _content(line, names, rows), held.versions if held else []
    start = line.values["effective_from"]
    if not any(_same(v, names, rows, content) and _counts(v, versions, start) for v in versions):
        return False
    line.outcome = SAME
    return True


def judge_version(line: Line, held: HeldThing | None, source: str) -> None:
    """Set the outcome of a row that is not `unchanged`: new, changed; or what stands in the way of a proposal.

    `source`: what the column of the source is called; whatever is new must name one.
    """
    versions = held.versions if held else []
    start = line.values["effective_from"]
    if waiting := next((version for version in versions if version.state == "proposed"), None):
        line.bad("", f"第 {waiting.number} 版正等待审定。", "先审定或者退回那一版，再导入。")
        return
    line.outcome = CHANGED if versions else NEW
    newest = next((v for v in versions if v.state == "approved"), None)
    if not line.values["source"]:
        line.bad(source, "新的内容没有写来源。", "写明与什么文本核对过。")
    if start is None:
        line.bad("生效日期", "新的内容没有写从哪一天起生效。", "填写生效日期。")
    elif newest and newest.effective_from and start <= newest.effective_from:
        since = newest.effective_from.isoformat()
        line.bad("生效日期", f"早于现行版本的生效日（{since}）。", "写现行版本生效日之后的日期。")


def _content(line: Line, names: Sequence[str], rows: str) -> dict[str, Any]:
    return _plain({name: line.values[name] for name in names}, rows)


def _same(version: HeldVersion, names: Sequence[str], rows: str, content: Mapping[str, Any]) -> bool:
    return _plain({name: version.content[name] for name in names}, rows) == content


def _counts(version: HeldVersion, versions: Sequence[HeldVersion], start: Any) -> bool:
    """A waiting version counts for its own day; of the approved ones the newest, an ended one for its own day alone."""
    if version.state == "proposed":
        return start in (None, version.effective_from)
    newest = version is next(v for v in versions if v.state == "approved")
    return newest and (version.effective_to is None or start == version.effective_from)


def _plain(content: Mapping[str, Any], rows: str) -> dict[str, Any]:
    """Content as it is compared: no keys of rows, empty is empty, blanks at the ends are none."""
    out = {}
    for name, value in content.items():
        plain = value.strip() if isinstance(value, str) else list(value) if isinstance(value, list | tuple) else value
        if name == rows:
            plain = [{k: v for k, v in {"required": True, **row}.items() if k != "key"} for row in value]
        out[name] = plain or None
    return out
