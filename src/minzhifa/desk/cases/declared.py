"""Fields of facts that a procedure declares for itself: put together from the type its table names."""

from __future__ import annotations

from collections.abc import Callable

from django import forms

from minzhifa.desk.cases.asking import Asking
from minzhifa.desk.cases.significance_fields import Flag
from minzhifa.desk.cases.widgets import Column, DateInput, LinesField, MoneyField, RowsField
from minzhifa.desk.cases.words import choices
from minzhifa.desk.forms import agency_box
from minzhifa.law.procedure import Need

LARGE = frozenset({"long", "lines", "rows", "files"})
ON_PLATFORM = "写全称。对方在平台上办案的，函件直接进入其工作台，答复自动回到本案；不在平台上的，收到答复后登记。"


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


def _agency(_: Asking, need: Need) -> forms.Field:
    return forms.CharField(label=need.label, max_length=200, widget=agency_box(), help_text=ON_PLATFORM)


def _files(ask: Asking, need: Need) -> forms.Field:
    found = [(str(one.id), one.title) for one in ask.page.files]
    widget = forms.CheckboxSelectMultiple(attrs={"class": "people"})
    said = "对方只能看到勾选的文件。" if found else "本案还没有存入证据文件。"
    return forms.MultipleChoiceField(label=need.label, choices=found, widget=widget, help_text=said)


def _kind(column: str) -> str:
    """What a column of declared rows holds, by its name, as everywhere in the facts."""
    return "money" if column == "amount" else "date" if column.endswith("_on") else "text"


BUILD: dict[str, Callable[[Asking, Need], forms.Field]] = {
    "money": _money, "long": _long, "date": _past, "future": _future, "time": _time, "flag": _flag,
    "choice": _choice, "lines": _lines, "rows": _rows, "agency": _agency, "files": _files,
}  # fmt: skip
