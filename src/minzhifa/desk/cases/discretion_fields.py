"""Discretion in the form of a conclusion and of a decision: which benchmark, its facts, why to depart from it.

The facts are asked once: what the case holds already fills them in, and the decision starts from the conclusion's own.
The answer beside them is only shown; what counts is computed again when the form is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from minzhifa.catalog.queries import BenchmarkCard
from minzhifa.desk.cases.asking import Asking
from minzhifa.desk.reckoning import answer, asked, definition_of
from minzhifa.law.discretion import shown_bounds

PREFIX = "discretion.inputs"
PENALTY = "penalty"
DECIDING = "propose_decision"


def computable(ask: Asking) -> list[BenchmarkCard]:
    """The benchmarks that can be computed for this case; none where no penalty is being decided."""
    if ask.offer.action == DECIDING and ask.look("opinion.outcome") not in (None, PENALTY):
        return []
    return [card for card in ask.benchmarks if card.definition]


def benchmark_code(ask: Asking) -> forms.Field | None:
    """Which benchmark; its facts appear below as soon as it is chosen."""
    cards = computable(ask)
    if not cards:
        return None
    options = [(card.code, _label(card)) for card in cards]
    where = f"/cases/{ask.page.case.code}/reckon/{ask.offer.action}"
    attrs = {"hx-get": where, "hx-target": "#reckon", "hx-trigger": "change", "hx-include": "this"}
    field = forms.ChoiceField(
        label="适用的裁量基准", choices=[("", "没有适用的基准"), *options], widget=forms.Select(attrs=attrs),
        help_text="选定后填写它所需的事实，算出推荐幅度；罚款在幅度之外的，说明理由并经法制审核。",
    )  # fmt: skip
    field.ground = "处罚法第三十四条"  # type: ignore[attr-defined]
    return field


def _label(card: BenchmarkCard) -> str:
    gap = "" if card.complete else "，档次不全"
    return f"{card.violation}（{card.code}，{card.region}{gap}）"


class InputsWidget(forms.Widget):
    """The facts of the chosen benchmark, and its answer."""

    use_fieldset = True

    def __init__(self, cards: list[BenchmarkCard], chosen: str, known: Mapping[str, Any]) -> None:
        super().__init__()
        self.cards, self.chosen, self.known = cards, chosen, known

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, Any]:
        """The facts typed, and which benchmark they were typed for."""
        self.chosen = str(data.get("discretion.code") or "")
        start = f"{name}."
        return {key.removeprefix(start): data[key] for key in data if key.startswith(start)}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Nothing of it was sent."""
        return not any(key.startswith(f"{name}.") for key in data)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The place that choosing another benchmark fills anew."""
        return SafeString(f'<div id="reckon">{inputs_html(self.cards, self.chosen, value or self.known)}</div>')


def inputs_html(cards: list[BenchmarkCard], chosen: str, known: Mapping[str, Any]) -> str:
    """The inputs and the answer of the chosen benchmark; empty when none is chosen."""
    card = next((one for one in cards if one.code == chosen), None)
    definition = definition_of(card)
    if card is None or definition is None:
        return render_to_string("desk/cases/reckon.html", {"card": None})
    context = {
        "card": card, "asked": asked(definition, known, f"{PREFIX}."), "found": answer(definition, known),
    }  # fmt: skip
    return render_to_string("desk/cases/reckon.html", context)


class InputsField(forms.Field):
    """The facts by key, empty ones left out."""

    def clean(self, value: Any) -> dict[str, Any]:
        """Checked by the operation, which names the fact."""
        return {key: text for key, text in (value or {}).items() if text != ""}


def benchmark_inputs(ask: Asking) -> forms.Field | None:
    """The facts that the chosen benchmark asks for."""
    cards = computable(ask)
    if not cards:
        return None
    chosen = str(ask.look("discretion.code") or "")
    return InputsField(label="计算裁量幅度的事实", widget=InputsWidget(cards, chosen, known_inputs(ask, cards, chosen)))


def known_inputs(ask: Asking, cards: list[BenchmarkCard], chosen: str) -> dict[str, Any]:
    """What the case knows already of the facts that the benchmark asks for."""
    kept = ask.look(PREFIX)
    if isinstance(kept, Mapping) and chosen == ask.look("discretion.code"):
        return dict(kept)
    definition = definition_of(next((one for one in cards if one.code == chosen), None))
    found: dict[str, Any] = {}
    if definition is None:
        return found
    for key, fact in definition.facts.items():
        if fact.label == ask.look("range.base"):
            found[key] = ask.look("range.base_amount")
    if bounds := shown_bounds(ask.facts.get("range")):
        found |= {"statutory_min": str(bounds[0] or 0), "statutory_max": str(bounds[1])}
    return {key: value for key, value in found.items() if key in definition.facts}


def deviation_reason(ask: Asking) -> forms.Field | None:
    """Why the fine shall lie outside the recommended range."""
    if not computable(ask):
        return None
    field = forms.CharField(
        label="偏离基准的理由", max_length=4000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="罚款在推荐幅度之外时填写；偏离的案件须经法制审核，并列入监督清单。",
    )  # fmt: skip
    field.ground = "处罚法第三十四条"  # type: ignore[attr-defined]
    return field
