"""From case facts to document data: each field takes its value from where its definition says (`Field.source`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from minzhifa.documents import derived
from minzhifa.documents.registry import Field, kind
from minzhifa.documents.views import reading


class AgencyLike(Protocol):
    """What a document needs of an agency; `org.queries.AgencyCard` has it."""

    @property
    def name(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def payee_name(self) -> str: ...
    @property
    def payee_bank(self) -> str: ...
    @property
    def payee_bank_address(self) -> str: ...
    @property
    def payee_account(self) -> str: ...
    @property
    def reconsideration_body(self) -> str: ...
    @property
    def court(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Context:
    """What a document needs besides the facts.

    `on`: the legal day of the document (ISO, possibly partial). `terms`: period texts by id (statement, hearing,
    payment, reconsideration, litigation, public_notice) where rules give other than the general law. `hearing_due`:
    the intended penalty reaches the hearing threshold. `values`: fields filled by hand; they win over bound ones.
    """

    agency: AgencyLike
    on: str | dt.date | None = None
    case_code: str = ""
    number: str = ""
    verify_url: str = ""
    hearing_due: bool = False
    terms: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)


def path(facts: Mapping[str, Any], source: str) -> Any:
    """The value at a dotted path, None where the path ends early."""
    value: Any = facts
    for part in source.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


def _bound(item: Field, facts: Mapping[str, Any], context: Context) -> Any:
    if item.source.startswith("="):
        return derived.value(item.source[1:], facts, context)
    return path(facts, item.source) if item.source else None


def bind(kind_id: str, facts: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """Document data of a kind; unknown values are absent, never guessed. Raises `UnknownKind`."""
    facts = reading(facts)
    data: dict[str, Any] = {}
    for item in kind(kind_id).fields:
        value = context.values.get(item.name)
        if value in (None, ""):
            value = _bound(item, facts, context)
        if value not in (None, "", [], {}):
            data[item.name] = value.isoformat() if isinstance(value, dt.date) else value
    if facts.get("domain"):
        data["domain"] = facts["domain"]
    if context.verify_url:
        data["verify_url"] = context.verify_url
    if context.hearing_due:
        data["hearing_due"] = True
    return data
