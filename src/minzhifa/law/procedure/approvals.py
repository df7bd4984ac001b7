"""Who proposes and who decides what: act → proposer, approver, stand-in, article. Parsed from data already read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from minzhifa.law.errors import BadInput

_KEYS = {"id", "label", "proposer", "endorser", "approver", "stand_in", "collective", "superior_in", "article", "note",
         "elements", "owners", "organ"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Approval:
    """One act that needs somebody else's decision. `collective`: by the heads together, not by one of them.

    `superior_in` names the domains in which the agency one level above decides. `endorser`: who may give an opinion
    on the proposal before it is approved; where he must, says the rulebook's `endorsement`. `elements` and `owners`:
    for publishing, the kinds of element and the levels of the agencies that may own one; `organ`: the line of agencies
    (条线) that publishes what belongs to no field.
    """

    id: str
    label: str
    proposer: tuple[str, ...]
    approver: tuple[str, ...]
    stand_in: tuple[str, ...]
    article: str
    collective: bool = False
    superior_in: tuple[str, ...] = ()
    note: str = ""
    endorser: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    organ: str = ""


def load(table: Mapping[str, Any]) -> dict[str, Approval]:
    """All rows by id. Raises `BadInput` for an unknown column or a second row of one name."""
    found: dict[str, Approval] = {}
    for raw in table["approval"]:
        if unknown := set(raw) - _KEYS:
            raise BadInput(f"审批表有不认识的列：{'、'.join(sorted(unknown))}。")
        if raw["id"] in found:
            raise BadInput(f"审批表“{raw['id']}”有两行。")
        found[raw["id"]] = Approval(
            raw["id"], raw["label"], tuple(raw["proposer"]), tuple(raw["approver"]), tuple(raw.get("stand_in", ())),
            raw["article"], raw.get("collective", False), tuple(raw.get("superior_in", ())), raw.get("note", ""),
            tuple(raw.get("endorser", ())), tuple(raw.get("elements", ())), tuple(raw.get("owners", ())),
            raw.get("organ", ""),
        )  # fmt: skip
    return found
