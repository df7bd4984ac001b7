"""Yes or no; and what makes a case grave: for which the law wants a legal review, or the heads together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from minzhifa.desk.cases import words
from minzhifa.desk.cases.asking import Asking
from minzhifa.desk.cases.words import choices
from minzhifa.desk.forms import grounded
from minzhifa.law.errors import NoAnswer
from minzhifa.rules import current


class Flag(forms.TypedChoiceField):
    """Yes or no, said explicitly: an empty answer is unknown, not no."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            choices=choices(words.YES_NO), coerce=lambda v: v == "yes", empty_value=None,
            widget=forms.RadioSelect(attrs={"class": "inline"}),
            **more,
        )  # fmt: skip

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def _asked(label: str) -> Callable[[Asking], forms.Field | None]:
    return lambda _: Flag(label=label)


def _triggering(trigger: str, label: str) -> Callable[[Asking], forms.Field | None]:
    """A circumstance in which this field's rules have the heads discuss the case; not asked elsewhere."""

    def build(ask: Asking) -> forms.Field | None:
        try:
            rule = current().value("panel_triggers", ask.page.domain, ask.on)
        except NoAnswer:
            return None
        if not isinstance(rule.value, tuple) or trigger not in rule.value:
            return None
        field = Flag(label=label)
        grounded(field, rule.source)
        return field

    return build


def superior_agency(ask: Asking) -> forms.Field | None:
    """Who decides above the agency; asked only where the field's rules leave the act to the superior (农业程序58)."""
    approval = current().approvals.get(ask.offer.action.removeprefix("approve_"))
    if approval is None or not set(approval.superior_in) & set(current().codes(ask.page.domain)):
        return None
    return forms.CharField(label="上一级机关（由其决定的）", max_length=80)


SIGNIFICANCE: dict[str, Callable[[Asking], forms.Field | None]] = {
    "significance.major_public_interest": _asked("涉及重大公共利益"),
    "significance.complex": _asked("情节复杂、疑难，或者涉及多个法律关系"),
    "significance.statutory": _asked("法律、法规规定应当法制审核的其他情形"),
    "significance.major_violation": _asked("重大违法行为"),
    "significance.major_social_impact": _triggering("major_social_impact", "有重大社会影响"),
    "significance.head_decides": _triggering("head_decides", "负责人认为应当提交集体讨论"),
    "significance.disputed_evidence_or_law": _triggering(
        "disputed_evidence_or_law", "事实、证据或者法律适用争议较大，违法行为较恶劣、危害较大，或者管辖有争议"
    ),
}
