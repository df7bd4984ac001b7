"""What a proposed version says otherwise than the one it would replace, field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from minzhifa.catalog.operations import Interval
from minzhifa.catalog.operations.entries import CORRECTED, HARM
from minzhifa.catalog.queries.intervals import ChangeLine
from minzhifa.desk.labels import ELEMENT_KINDS

LABELS: dict[str, dict[str, str]] = {
    "matter": {
        "name": "事项名称", "level": "实施层级", "violated": "违反条款", "basis": "处罚依据", "range_text": "法定幅度",
        "elements": "构成要件", "law_version": "依据文本日期", "mark": "可信度", "source": "核对来源", "note": "说明",
    },
    "benchmark": {
        "violation": "违法行为", "law": "依据", "statutory_range": "法定幅度", "grades": "裁量档次",
        "complete": "档次齐全", "definition": "可计算的定义", "mark": "可信度", "source": "来源", "note": "说明",
    },
    "sparing": {
        "title": "清单名称", "organ": "发布机关", "months": "首次的期间（月）", "entries": "条目", "mark": "可信度",
        "source": "来源", "note": "说明",
    },
    "template": {"title": "文书名称", "label": "版本标识", "sha256": "模板校验值"},
}  # fmt: skip
INTERVAL_LABELS = {"starts_on": "施行日期", "ends_on": "停止施行日期", "mark": "可信度", "from_quote": "施行出处",
                   "to_quote": "停止施行出处"}  # fmt: skip
STATUTE_MARKS = {"V": "已核", "M": "待核", "U": "未知"}
MARKS = {"lawtext": "据法律文本核对", "page": "据公开页面", "memory": "凭记忆，待核"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: same, added or gone."""

    state: str  # same | new | gone
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: both texts as pieces; `changed` False when they are alike."""

    label: str
    before: Sequence[Piece]
    after: Sequence[Piece]
    changed: bool


def shown(name: str, value: Any) -> str:
    """A field's value as text, one line for each member of a list."""
    if value is None or value in ("", []):
        return ""
    if name in WRITTEN:
        return WRITTEN[name](value)
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)  # a date is its ISO text


def entry_words(row: Mapping[str, Any]) -> str:
    """An entry of a list in one line: number, act, what it is tied to, conditions."""
    tied = "、".join([*row["matters"], *row["provisions"]])
    amount = f"{row['amount_of']}不超过 {row['amount_most']} 元" if row["amount_most"] else ""
    conditions = [row["conditions"], HARM.get(row["harm"], ""), CORRECTED.get(row["corrected"], ""), amount]
    return f"{row['key']}．{row['violation']}（{tied}）" + "；".join(filter(None, conditions))


def _element(row: Mapping[str, Any]) -> str:
    free = "" if row.get("required", True) else "［非必备］"
    return f"{ELEMENT_KINDS.get(row['kind'], row['kind'])}：{row['text']}（{row['citation']}）{free}"


def _grade(row: Mapping[str, Any]) -> str:
    return f"{row['grade']}：{row['factor']} → {row['range']}"


def _lines(one: Callable[[Mapping[str, Any]], str]) -> Callable[[Any], str]:
    return lambda rows: "\n".join(map(one, rows))


WRITTEN: dict[str, Callable[[Any], str]] = {
    "mark": lambda value: MARKS.get(value, str(value)), "complete": lambda value: "是" if value else "否",
    "elements": _lines(_element), "grades": _lines(_grade), "entries": _lines(entry_words),
}  # fmt: skip


def differences(kind: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[Difference]:
    """Every field of the kind, in the order of the form."""
    return [
        difference(label, shown(name, (before or {}).get(name)), shown(name, after.get(name)))
        for name, label in LABELS[kind].items()
    ]


def interval_differences(line: ChangeLine) -> list[Difference]:
    """Every field of a text's interval as it is and as it shall be."""

    def shown(interval: Interval) -> dict[str, str]:
        kept = interval.to_json()
        return {**{name: kept[name] or "" for name in kept}, "mark": STATUTE_MARKS[interval.mark]}

    before, after = shown(line.before), shown(line.after)
    return [difference(label, before[name], after[name]) for name, label in INTERVAL_LABELS.items()]


AROUND, LONGEST = 10, 48  # so many signs of what stays the same beside a change; so many of a change itself


def brief(kind: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[Difference]:
    """The fields that differ alone, each cut down to what changed and a few signs around it; none for a new thing."""
    if before is None:
        return []
    found = [one for one in differences(kind, before, after) if one.changed]
    return [Difference(one.label, _cut(one.before), _cut(one.after), True) for one in found]


def _cut(pieces: Sequence[Piece]) -> list[Piece]:
    found = []
    for at, piece in enumerate(pieces):
        text = piece.text
        if piece.state != "same":
            text = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
        elif len(text) > 2 * AROUND:
            first, last = at == 0, at == len(pieces) - 1
            text = f"{'' if first else text[:AROUND]}…{'' if last else text[-AROUND:]}"
        found.append(Piece(piece.state, text.replace("\n", " ")))
    return found


def difference(label: str, old: str, new: str) -> Difference:
    """Both texts of one field as pieces."""
    if old == new:
        return Difference(label, [Piece("same", old)], [Piece("same", new)], False)
    before, after = [], []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            before.append(Piece("same", old[a:b]))
            after.append(Piece("same", new[c:d]))
            continue
        if b > a:
            before.append(Piece("gone", old[a:b]))
        if d > c:
            after.append(Piece("new", new[c:d]))
    return Difference(label, before, after, True)
