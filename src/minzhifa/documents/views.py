"""Facts as documents read them: the last entry of each list of acts under one name, and the words of one act under all
the names that forms use for it. Nothing is invented; a name that is already there is left as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# list of acts → name under which documents read its last entry
LAST = {"preservations": "preservation"}
# name in documents ← name in the facts, inside one object
ALIASES = {
    "preservation": {"begins_on": "from_on", "ends_on": "until"},
    "rectification": {"deadline": "due_on"},
    "closing": {"ground": "reason"},
    "performance": {"text": "summary"},
}
LIST_ALIASES = {
    "recusals": {
        "applied_on": "requested_on",
        "applicant": "requested_by",
        "person": "officer",
        "finding": "reason_decided",
    },
    "suspensions": {"begins_on": "from_on", "ends_on": "to_on", "resume_reason": "ended_because"},
    "extensions": {"extended_to": "until"},
}
RECORD_ALIASES = {"id_number": "person_id", "findings": "summary", "present": "person", "present_post": "relation"}
RECORDS = {"inspection": "inspection", "interview": "interview", "statement": "statement_meeting"}


def _with_aliases(item: Mapping[str, Any], aliases: Mapping[str, str]) -> dict[str, Any]:
    whole = dict(item)
    for name, other in aliases.items():
        if whole.get(name) in (None, "") and item.get(other) not in (None, ""):
            whole[name] = item[other]
    return whole


def _items(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list | tuple) else []


def _recusal(item: dict[str, Any]) -> dict[str, Any]:
    if "decision" not in item and isinstance(item.get("granted"), bool):
        item["decision"] = "同意回避" if item["granted"] else "不同意回避"
    return item


def _people(whole: dict[str, Any]) -> None:
    panel = whole.get("panel")
    if isinstance(panel, Mapping) and not panel.get("attendees") and panel.get("members"):
        whole["panel"] = {**panel, "attendees": [{"name": str(name)} for name in panel["members"]]}


def _filed(whole: dict[str, Any]) -> None:
    act = (whole.get("acts") or {}).get("approve_filing")
    if not whole.get("filed_on") and isinstance(act, Mapping) and act.get("on"):
        whole["filed_on"] = act["on"]


def reading(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with the names that document definitions use."""
    whole = dict(facts)
    for plural, single in LAST.items():
        items = _items(whole.get(plural))
        if items and not whole.get(single):
            whole[single] = dict(items[-1])
    for record in _items(whole.get("records")):
        if (name := RECORDS.get(str(record.get("kind")))) and not facts.get(name):
            whole[name] = _with_aliases(record, RECORD_ALIASES)
    for name, aliases in ALIASES.items():
        if isinstance(whole.get(name), Mapping):
            whole[name] = _with_aliases(whole[name], aliases)
    for name, aliases in LIST_ALIASES.items():
        if items := _items(whole.get(name)):
            whole[name] = [_recusal(_with_aliases(item, aliases)) for item in items]
    if isinstance(whole.get("waiver"), Mapping) and whole["waiver"].get("on"):
        whole["statement_waived"] = True
    _people(whole)
    _filed(whole)
    return whole
