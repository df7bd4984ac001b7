"""The form of facts, checked before any guard looks at them: what is no list, object or text is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from minzhifa.law.procedure.facts import FACTS, FactKey, look

if TYPE_CHECKING:
    from minzhifa.law.procedure.table import Need

ITEMS = frozenset({"officers", "elements", "penalties"})
OBJECTS = frozenset({"party", "discretion", "record", "statement_meeting"})
INNER_ITEMS = (("decision", "penalties"), ("notice", "penalties"))
LISTS_OF_TEXT = (("panel", "members"),)
ITEM_LISTS = (("elements", "evidence"), ("collective", "members"))


def are_items(value: Any) -> bool:
    """A list of objects."""
    return isinstance(value, list | tuple) and all(isinstance(one, Mapping) for one in value)


def misshapen(facts: Mapping[str, Any], known: Mapping[str, FactKey] = FACTS) -> str | None:
    """The first fact whose form is wrong, as a path; None when all are well formed. Absent and None are fine."""
    for key, value in facts.items():
        if value is not None and not _well_formed(key, value, known):
            return key
    for top, inner in INNER_ITEMS:
        value = _inner(facts, top, inner)
        if value is not None and not are_items(value):
            return f"{top}.{inner}"
    for top, inner in LISTS_OF_TEXT:
        value = _inner(facts, top, inner)
        if value is not None and not _texts(value):
            return f"{top}.{inner}"
    for top, inner in ITEM_LISTS:
        if any(one.get(inner) is not None and not _texts(one[inner]) for one in facts.get(top) or ()):
            return f"{top}.{inner}"
    return None


def misfilled(fields: Iterable[Need], facts: Mapping[str, Any]) -> str | None:
    """The first field that holds an object or a list where the form asks for words, or words where it asks for rows.

    Of facts that are lists each item is a form of its own.
    """
    for need in fields:
        top, _, rest = need.key.partition(".")
        whole = facts.get(top)
        for one in whole if isinstance(whole, list | tuple) and rest else [whole]:
            value = one if not rest else look(one, rest) if isinstance(one, Mapping) else None
            if value is not None and not _filled(need.type, value):
                return need.key
    return None


def _filled(form: str, value: Any) -> bool:
    if form == "rows":
        return are_items(value)
    if form == "lines":
        return isinstance(value, str) or _texts(value)
    if form == "files":
        return _texts(value)
    return form == "" or not isinstance(value, Mapping | list | tuple)


def _well_formed(key: str, value: Any, known: Mapping[str, FactKey]) -> bool:
    if key in ITEMS:
        return are_items(value)
    if key in OBJECTS:
        return isinstance(value, Mapping)
    if key == "range":
        return isinstance(value, Mapping) or are_items(value)
    fact = known.get(key)
    if fact is None or fact.how == "set":
        return True
    return are_items(value) if fact.how == "append" else isinstance(value, Mapping)


def _inner(facts: Mapping[str, Any], top: str, inner: str) -> Any:
    return (facts.get(top) or {}).get(inner)


def _texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, str | int) for one in value)
