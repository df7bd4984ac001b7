"""The points of a review on the form: what the file says of each stands there, the finding is the reviewer's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from minzhifa.desk.cases.asking import Asking
from minzhifa.desk.cases.widgets import Column, Row, RowsField
from minzhifa.desk.forms import grounded
from minzhifa.documents.wording import citations, discretion_text, penalties_text
from minzhifa.law.review import check
from minzhifa.law.review_points import FOUND, points
from minzhifa.rules import current


def points_field(ask: Asking) -> forms.Field:
    """One row a point: the question, the finding, the note."""
    columns = (
        Column("point", "", "hidden"), Column("item", "审核内容", "shown"),
        Column("result", "审核意见", "choice", (("", "请选择"), *FOUND.items())), Column("note", "说明", "long"),
    )  # fmt: skip
    field = RowsField(columns, fixed=True, label="审核内容", help_text="逐项写明审核意见；有问题的写明是什么问题。")
    grounded(field, points(current(), ask.page.domain).article)
    return field


def known_points(ask: Asking) -> list[Row]:
    """The questions, each with what the file says of it."""
    asked = points(current(), ask.page.domain).asked
    return [
        {"point": key, "item": f"{number}．{question}", "result": "", "note": KNOWN[key](ask) if key in KNOWN else ""}
        for number, (key, question) in enumerate(asked.items(), 1)
    ]


def kept_points(_: Asking, facts: dict[str, Any]) -> None:
    """The questions are the law's: kept are the findings."""
    if rows := facts["review"].get("points"):
        facts["review"]["points"] = [
            {key: row[key] for key in ("point", "result", "note") if row.get(key)} for row in rows
        ]


def _jurisdiction(ask: Asking) -> str:
    domain = current().domains[ask.page.domain].title if ask.page.domain in current().domains else ""
    matter = f"；事项：{ask.matter.name}" if ask.matter else ""
    return f"立案机关：{ask.page.case.agency_name}；执法领域：{domain}{matter}。"


def _standing(ask: Asking) -> str:
    people = [f"{o.get('name')}（{o.get('certificate')}）" for o in ask.facts.get("officers") or ()]
    return f"办案人员：{'、'.join(people)}。" if people else ""


def _party(ask: Asking) -> str:
    party: Mapping[str, Any] = ask.facts.get("party") or {}
    parts = (party.get("name"), party.get("uscc"), party.get("legal_representative"))
    return "，".join(str(one) for one in parts if one) + "。" if party else ""


def _evidence(ask: Asking) -> str:
    elements = ask.facts.get("elements") or ()
    proven = sum(1 for one in elements if one.get("evidence"))
    return f"证据 {len(ask.facts.get('evidence') or ())} 份；构成要件 {len(elements)} 项，{proven} 项有证据证明。"


def _cited(key: str, words: str) -> Callable[[Asking], str]:
    def known(ask: Asking) -> str:
        text = citations(key)(ask.facts, None)
        return f"{words}{text}。" if text else ""

    return known


def _procedure(ask: Asking) -> str:
    failed = [one for one in check(ask.page.state, current(), ask.on) if one.ok is False]
    if not failed:
        return "卷内自查没有发现问题。"
    return "卷内自查：" + "；".join(f"{one.title}：{one.detail.rstrip('。')}" for one in failed) + "。"


def _fitting(ask: Asking) -> str:
    parts = (penalties_text(ask.facts, None), discretion_text(ask.facts, None))
    return "；".join(part.rstrip("。") for part in parts if part) + "。" if any(parts) else ""


KNOWN: Mapping[str, Callable[[Asking], str]] = {
    "jurisdiction": _jurisdiction,
    "powers": _jurisdiction,
    "standing": _standing,
    "party": _party,
    "evidence": _evidence,
    "nature": _cited("violated", "认定违反"),
    "basis": _cited("basis", "处罚依据："),
    "procedure": _procedure,
    "fitting": _fitting,
}
