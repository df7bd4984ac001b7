"""Form fields that one HTML control cannot hold: rows, lines, the matrix of elements and evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from minzhifa.law.errors import BadInput
from minzhifa.law.money import parse_yuan

Row = dict[str, Any]
MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Column:
    """One column of rows. `kind`: text, long, date, money, choice, shown (said again, not typed), hidden."""

    name: str
    label: str
    kind: str = "text"
    choices: Sequence[tuple[str, str]] = ()
    required: bool = False


class DateInput(forms.DateInput):
    """The browser's own date field; the value is always ISO."""

    input_type = "date"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class RowsWidget(forms.Widget):
    """Rows of inputs named `field.0.column`; `blank` empty rows wait at the end, more can be added in the browser."""

    use_fieldset = True

    def __init__(self, columns: Sequence[Column], *, blank: int = 1, fixed: bool = False, noun: str = "") -> None:
        super().__init__()
        self.columns, self.blank, self.fixed, self.noun = columns, blank, fixed, noun

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Row]:
        pattern = re.compile(rf"{re.escape(name)}\.(\d{{1,3}})\.(\w+)")
        rows: dict[int, Row] = {}
        for key in data:
            if found := pattern.fullmatch(key):
                rows.setdefault(int(found.group(1)), {})[found.group(2)] = data[key]
        return [rows[number] for number in sorted(rows)][:MOST_ROWS]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(key.startswith(f"{name}.") for key in data)

    def id_for_label(self, id_: str) -> str:
        return ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        rows = [dict(row) for row in value or ()]
        shown = [*rows, *({} for _ in range(0 if self.fixed else max(self.blank - len(rows), 0) or (not rows)))]
        return render_to_string(
            "desk/cases/widgets/rows.html",
            {"name": name, "fixed": self.fixed, "noun": self.noun, "rows": [self._cells(row) for row in shown],
             "empty": self._cells({}), "columns": [c for c in self.columns if c.kind != "hidden"]},
        )  # fmt: skip

    def _cells(self, row: Row) -> list[tuple[Column, Any]]:
        return [(column, row.get(column.name, "")) for column in self.columns]


class RowsField(forms.Field):
    """A list of rows; empty rows are dropped, days and amounts checked, each fault named with its row."""

    def __init__(self, columns: Sequence[Column], *, blank: int = 1, fixed: bool = False, noun: str = "", **more: Any):
        self.columns, self.noun = columns, noun
        super().__init__(widget=RowsWidget(columns, blank=blank, fixed=fixed, noun=noun), **more)

    def clean(self, value: Any) -> list[Row]:
        rows, faults = [], []
        for number, raw in enumerate(value or (), 1):
            if not any(str(raw.get(c.name) or "").strip() for c in self.columns if c.kind not in ("choice", "hidden")):
                continue
            row: Row = {}
            for column in self.columns:
                try:
                    row[column.name] = _typed(column, str(raw.get(column.name) or "").strip())
                except ValueError as error:
                    faults.append(f"第 {number} 行：{error}")
            rows.append({key: one for key, one in row.items() if one != ""})
        if faults:
            raise forms.ValidationError(faults)
        if self.required and not rows:
            raise forms.ValidationError(self.error_messages["required"])
        return rows


def _typed(column: Column, text: str) -> Any:
    if not text:
        if column.required:
            raise ValueError(f"请填写{column.label}。")
        return ""
    if column.kind == "date":
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise ValueError(f"{column.label}“{text}”不是日历上的日期。") from None
    if column.kind == "money":
        try:
            return f"{parse_yuan(text):.2f}"
        except BadInput as error:
            raise ValueError(error.message) from None
    if column.kind == "choice" and text not in {key for key, _ in column.choices}:
        raise ValueError(f"请选择{column.label}。")
    return text


class LinesField(forms.CharField):
    """One thing a line; cleans to a list."""

    def __init__(self, *, rows: int = 3, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **more)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        return list(dict.fromkeys(line.strip() for line in str(text or "").splitlines() if line.strip()))


class MoneyField(forms.CharField):
    """Yuan as typed (20000, 20,000.00, ￥200); cleans to a string with two decimals."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return f"{parse_yuan(text):.2f}"
        except BadInput as error:
            raise forms.ValidationError(error.message) from None


class MatrixWidget(forms.Widget):
    """Element × evidence: a tick says that this evidence proves this element. Own elements may be added."""

    use_fieldset = True
    blank = 1

    def __init__(self, evidence: Sequence[Mapping[str, Any]], *, extra: int = 1) -> None:
        super().__init__()
        self.evidence, self.extra = evidence, extra

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Row]:
        rows = []
        for number in range(MOST_ROWS):
            if f"{name}.{number}.text" not in data:
                break
            row = {key: data.get(f"{name}.{number}.{key}", "") for key in ("key", "text", "kind", "citation")}
            rows.append({**row, "evidence": data.getlist(f"{name}.{number}.evidence")})
        return rows

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}.0.text" not in data

    def id_for_label(self, id_: str) -> str:
        return ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        rows = [dict(row) for row in value or () if row.get("text") or row.get("key")]
        rows += [{"key": "", "text": "", "evidence": []} for _ in range(self.extra)]
        for row in rows:
            row["ticked"] = {str(one) for one in row.get("evidence") or ()}
        return render_to_string(
            "desk/cases/widgets/matrix.html", {"name": name, "rows": rows, "evidence": self.evidence}
        )


class MatrixField(forms.Field):
    """The elements with the evidence that proves each; rows without a text are dropped."""

    def __init__(self, evidence: Sequence[Mapping[str, Any]], **more: Any) -> None:
        super().__init__(widget=MatrixWidget(evidence), **more)

    def clean(self, value: Any) -> list[Row]:
        rows = [row for row in value or () if str(row.get("text") or "").strip()]
        if self.required and not rows:
            raise forms.ValidationError(self.error_messages["required"])
        used = {str(row.get("key")) for row in rows}
        for number, row in enumerate(rows, 1):
            row["text"] = row["text"].strip()
            if not row.get("key"):
                row["key"] = next(k for k in (f"own-{number + i}" for i in range(len(rows) + 1)) if k not in used)
                used.add(row["key"])
        return [{key: one for key, one in row.items() if one != ""} for row in rows]
