"""The statutory range in the form of a conclusion: which range applies, what a multiple is of, and what that makes.

The figures stand on the choices as data, so that the browser can show the bounds in yuan while one types; what counts
is computed again by the law when the form is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.html import format_html

from minzhifa.cases.queries import RangeChoice
from minzhifa.desk.cases.asking import Asking
from minzhifa.desk.cases.widgets import MoneyField


class RangeSelect(forms.RadioSelect):
    """Radio buttons that carry the figures of their range."""

    def __init__(self, ranges: list[RangeChoice]) -> None:
        super().__init__(attrs={"class": "ranges"})
        self.figures = {one.choice: one for one in ranges}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        one = self.figures.get(str(value))
        if one and one.most is not None:
            least = "" if one.least is None else f"{one.least:f}"
            data = {"data-range-min": least, "data-range-max": f"{one.most:f}", "data-range-base": one.base or ""}
            option["attrs"] |= data
        return option


def range_choice(ask: Asking) -> forms.Field | None:
    """Which of the matter's ranges applies; nothing to choose without a matter."""
    if not ask.ranges:
        return None
    field = forms.ChoiceField(
        label="适用的法定幅度", choices=[(one.choice, _words(one)) for one in ask.ranges],
        widget=RangeSelect(ask.ranges),
        help_text=format_html("{}<output data-range-result></output>", "不同情形有不同幅度的，选本案适用的一种。"),
    )  # fmt: skip
    field.ground = ask.ranges[0].citation  # type: ignore[attr-defined]
    return field


def _words(one: RangeChoice) -> str:
    return f"{one.text}（没有金额，须写明上下限）" if one.open else one.text


def range_base(ask: Asking) -> forms.Field | None:
    """The amount that multiples are of, in the words of the law."""
    bases = list(dict.fromkeys(one.base for one in ask.ranges if one.base))
    if not bases:
        return None
    unit = "" if all(one.startswith("数量") for one in bases) else "（元）"
    field = MoneyField(
        label="或者".join(bases) + unit, max_length=30,
        help_text="所选幅度按倍数、比例计算的，填写本案的数额，算出罚款的上下限。",
    )  # fmt: skip
    field.ground = ask.ranges[0].citation  # type: ignore[attr-defined]
    return field


def range_amount(label: str) -> Callable[[Asking], forms.Field | None]:
    """A bound typed by hand: only where no law text with figures is at hand."""

    def build(ask: Asking) -> forms.Field | None:
        if ask.ranges and not any(one.open for one in ask.ranges):
            return None
        return MoneyField(label=label, max_length=30)

    return build
