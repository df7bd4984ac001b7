"""Forms of the desk. Each required field says on what ground it is required; rules stay in the operations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy

from minzhifa.access import Denied
from minzhifa.access.errors import Refused
from minzhifa.desk import labels
from minzhifa.desk.errors import problem_of
from minzhifa.desk.shapes import Problem


def grounded(field: forms.Field, ground: str = "", css: str = "") -> Any:
    """The field with the ground of its being asked, its place in the grid (`wide`: both columns), a spoken error."""
    field.ground, field.css = ground, css  # type: ignore[attr-defined]
    verb = "请选择" if isinstance(field, forms.ChoiceField) else "请填写"
    field.error_messages["required"] = f"{verb}{field.label}。"
    return field


def show(form: forms.Form, refusal: Refused | Denied) -> Problem | None:
    """Put a refusal beside the fields it names; a box for the page when it names none of this form."""
    fields = [name for name in getattr(refusal, "fields", ()) if name in form.fields]
    for name in fields:
        form.add_error(name, str(refusal))
    return None if fields else problem_of(refusal)


def text(label: str, *, size: int, ground: str = "", css: str = "", required: bool = False, **more: Any) -> Any:
    """One line of text."""
    return grounded(forms.CharField(label=label, max_length=size, required=required, **more), ground, css)


def agency_box() -> forms.TextInput:
    """The box of an agency's full name, with suggestions from the second letter on (`#agency-names` of the page)."""
    return forms.TextInput(
        attrs={
            "list": "agency-names", "autocomplete": "off", "hx-get": reverse_lazy("desk:agency_names"),
            "hx-trigger": "input changed delay:250ms", "hx-target": "#agency-names", "hx-swap": "innerHTML",
            "hx-sync": "this:replace",
        }
    )  # fmt: skip


def unkept() -> forms.TextInput:
    """The box of a number that no draft in the browser may hold: office machines are shared."""
    return forms.TextInput(attrs={"autocomplete": "off", "data-never-keep": True})


class SubjectForm(forms.Form):
    """An enterprise, sole trader, person, organisation or place."""

    kind = grounded(
        forms.ChoiceField(label="类型", choices=labels.choices(labels.SUBJECT_KINDS)), "决定适用的罚则和告知对象"
    )
    name = text("名称或姓名", size=120, required=True, ground="文书必须载明（行政处罚法第五十九条）")
    uscc = text("统一社会信用代码", size=18, help_text="18 位；企业、个体工商户、组织填写，会核对校验码。")
    id_number = text("身份证号", size=18, help_text="自然人填写；加密保存，列表中不显示。", widget=unkept())
    legal_representative = text("法定代表人（负责人、经营者）", size=40)
    phone = text("联系电话", size=30, help_text="加密保存。", widget=unkept())
    region_code = text("区划代码", size=12, help_text="六位以上，例如 350302。")
    address = text("地址或住所", size=160, css="wide", help_text="自然人的住址加密保存，列表中只显示到县（市、区）。")
