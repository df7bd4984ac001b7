"""The one form of every act: put together from the act's `needs` and what it may take besides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from minzhifa.access import Denied
from minzhifa.access.errors import Refused
from minzhifa.desk.cases.asking import Asking
from minzhifa.desk.cases.declared import LARGE, declared
from minzhifa.desk.cases.fields import FIELDS, GROUPS, INSTEAD, MORE
from minzhifa.desk.cases.initial import initial
from minzhifa.desk.cases.papers import paper_fields
from minzhifa.desk.cases.sections import WIDE, section_of
from minzhifa.desk.forms import grounded
from minzhifa.desk.offline import grounds_for_act
from minzhifa.law.citing import cite
from minzhifa.law.procedure import Need
from minzhifa.rules import current

OFFLINE = "offline_ground"  # under which the act is entered afterwards: no fact of the case
ENDORSING = ("approve_", "withdraw_filing", "terminate", "endorse")
ALIASES = {"statements": "statement_answers", "decision": "decision.penalties", "discretion": "discretion.reasons"}
SINGULAR = {
    "suspensions": "suspension", "extensions": "extension",
    "exclusions": "exclusion", "follow_ups": "follow_up", "recusals": "recusal",
    "public_notices": "public_notice",
}  # fmt: skip


class ActForm(forms.Form):
    """Fields are named by the path of their fact; `sections` groups them for the page."""

    headings: dict[str, str]

    def sections(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Heading and fields, in the order of first appearance."""
        found: dict[str, list[BoundField]] = {}
        for name in self.fields:
            found.setdefault(self.headings.get(name, ""), []).append(self[name])
        return iter(found.items())

    def kept(self) -> dict[str, Any]:
        """What could be read, whatever else is wrong: for the preview."""
        if not self.is_bound:
            return {name: self.get_initial_for_field(f, name) for name, f in self.fields.items()}
        return dict(self.cleaned_data) if hasattr(self, "cleaned_data") else {}


def paths(action: str, needs: tuple[Need, ...], asks: tuple[Need, ...] = ()) -> list[tuple[str, bool, str]]:
    """Field path, required, ground; each path once."""
    found: dict[str, tuple[bool, str]] = {}
    for need in needs:
        parts = INSTEAD.get((action, need.key)) or GROUPS.get(need.key) or (f"{need.key}*",)
        for part in parts:
            found.setdefault(part.rstrip("*"), (part.endswith("*"), need.ground))
    for part in MORE.get(action, ()):
        found.setdefault(part.rstrip("*"), (part.endswith("*"), ""))
    for ask in asks:
        found.setdefault(ask.key, (False, ask.ground))
    if action.startswith((*ENDORSING, "propose_")):
        found.setdefault("opinion_text", (False, ""))
    return [("on", True, ""), *((path, *rest) for path, rest in found.items())]


def act_form(ask: Asking, data: Any = None, files: Any = None) -> ActForm:
    """The form of the act, filled with what the case knows or with what was sent."""
    form = ActForm(data, files)
    form.headings = {}
    told = {need.key: need for need in (*ask.offer.fields, *ask.offer.asks)}
    labels = {need.key: need.label for need in ask.offer.fields}
    for path, required, ground in paths(ask.offer.action, ask.offer.fields, ask.offer.asks):
        field = FIELDS[path](ask) if path in FIELDS else declared(ask, told[path])
        if field is None:
            continue
        field.required = required
        field.label = labels.get(path, field.label)
        if path == "occurred_on" and not required:
            field.help_text = f"{field.help_text}还不清楚的，可以以后再填。"
        if path == "opinion_text" and ask.offer.action.startswith("propose_"):
            field.label, field.help_text = "承办人意见", "印在审批表上；不填写的，记拟办事项。"
        said = getattr(field, "ground", "") or (required and cite(ground, ask.page.domain, current())) or ""
        _add(
            form,
            path,
            grounded(field, said, "wide" if wide(path, told) else ""),
            initial(ask, path),
            section_of(path),
        )
    if not ask.page.case.historical and (asked := grounds_for_act(ask.actor, ask.on, ask.page.remit_id)):
        _add(form, OFFLINE, asked, None, "")
    for path, field in paper_fields(ask):
        _add(form, path, field, field.initial, "文书内容")
    return form


def wide(path: str, told: dict[str, Need]) -> bool:
    """The field takes the whole width."""
    return path in WIDE or (path in told and told[path].type in LARGE)


def _add(form: ActForm, path: str, field: forms.Field, value: Any, heading: str) -> None:
    field.initial = value
    form.fields[path] = field
    form.headings[path] = heading


def place(form: ActForm, refusal: Refused | Denied) -> None:
    """Put the refusal beside the field it names; the box above the form says it too, with its article."""
    for name in getattr(refusal, "fields", ()):
        if found := _field_for(form, str(name)):
            form.add_error(found, str(refusal))


def _field_for(form: ActForm, name: str) -> str | None:
    top, _, rest = name.partition(".")
    candidates = [name, ALIASES.get(name, ""), f"{SINGULAR.get(top, top)}.{rest}"]
    while "." in name:
        name = name.rpartition(".")[0]
        candidates.append(name)
    candidates += [f for f in form.fields if f.startswith((f"{top}.", f"{SINGULAR.get(top, top)}."))]
    candidates += [f for f in form.fields if f.endswith(f".{top}")]
    return next((one for one in candidates if one in form.fields and not form.fields[one].widget.is_hidden), None)
