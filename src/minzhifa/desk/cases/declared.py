"""Fields of facts that a procedure declares for itself: put together from the type its table names."""

from __future__ import annotations

from collections.abc import Callable

from django import forms

from minzhifa.desk.cases.asking import Asking
from minzhifa.desk.cases.fields import Flag
from minzhifa.desk.cases.widgets import Column, DateInput, LinesField, MoneyField, RowsField
from minzhifa.desk.cases.words import choices
from minzhifa.law.procedure import Need

LARGE = frozenset({"long", "lines", "rows"})


def declared(ask: Asking, need: Need) -> forms.Field:
    """The field that asks for this fact. `rows` takes its columns from `choices` (name → label)."""
    return BUILD.get(need.type, _text)(ask, need)


def _text(_: Asking, need: Need) -> forms.Field:
    return forms.CharField(label=need.label, max_length=200)


def _money(_: Asking, need: Need) -> forms.Field:
    return MoneyField(label=need.label, max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"}))


def _long(_: Asking, need: Need) -> forms.Field:
    return forms.CharField(label=need.label, max_length=20000, widget=forms.Textarea(attrs={"rows": 3}))


def _past(ask: Asking, need: Need) -> forms.Field:
    return forms.DateField(label=need.label, widget=DateInput(max=ask.on.isoformat()))


def _future(_: Asking, need: Need) -> forms.Field:
    return forms.DateField(label=need.label, widget=DateInput())


def _time(_: Asking, need: Need) -> forms.Field:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"})
    return forms.CharField(label=need.label, max_length=16, widget=widget)


def _flag(_: Asking, need: Need) -> forms.Field:
    return Flag(label=need.label)


def _choice(_: Asking, need: Need) -> forms.Field:
    return forms.ChoiceField(label=need.label, choices=choices(dict(need.choices), "请选择"))


def _lines(_: Asking, need: Need) -> forms.Field:
    return LinesField(label=need.label, rows=3, help_text="一行一项。")


def _rows(_: Asking, need: Need) -> forms.Field:
    return RowsField(tuple(Column(name, words, _kind(name)) for name, words in need.choices.items()), label=need.label)


def _kind(column: str) -> str:
    """What a column of declared rows holds, by its name, as everywhere in the facts."""
    return "money" if column == "amount" else "date" if column.endswith("_on") else "text"


BUILD: dict[str, Callable[[Asking, Need], forms.Field]] = {
    "money": _money, "long": _long, "date": _past, "future": _future, "time": _time, "flag": _flag,
    "choice": _choice, "lines": _lines, "rows": _rows,
}  # fmt: skip
