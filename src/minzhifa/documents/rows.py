"""Documents as typed rows, and the split of their data into plain and sealed parts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from minzhifa.crypto import open_text, seal_text
from minzhifa.documents.press import TEMPLATES
from minzhifa.documents.registry import kind

SEALED_PARTY = ("id_number", "phone")
SEALED_PERSON = ("address",)  # of natural persons, besides the above


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document as other rooms see it; its data is asked for separately."""

    id: UUID
    case_id: UUID
    remit_id: int
    agency_id: int
    agency_name: str
    kind: str
    title: str
    number: str
    status: str
    version: int
    on: str
    at: datetime
    recorded: bool
    pages: int  # 0 while no PDF was made
    external: bool
    volume: str


@cache
def template_version(kind_id: str) -> str:
    """A short hash of the template and the shared library it was made with."""
    text = (TEMPLATES / kind(kind_id).template).read_bytes() + (TEMPLATES / "lib.typ").read_bytes()
    return hashlib.sha256(text).hexdigest()[:16]


def split(kind_id: str, data: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """Plain data, and the personal parts as one sealed text ("" when there are none)."""
    plain, hidden = dict(data), {}
    for field in kind(kind_id).fields:
        value = plain.get(field.name)
        if value in (None, ""):
            continue
        if field.sealed:
            hidden[field.name] = plain.pop(field.name)
        elif field.type == "party" and isinstance(value, Mapping):
            names = SEALED_PARTY + (SEALED_PERSON if value.get("kind") == "natural_person" else ())
            secret = {name: value[name] for name in names if value.get(name)}
            if secret:
                hidden[field.name] = secret
                plain[field.name] = {key: item for key, item in value.items() if key not in secret}
    return plain, seal_text(json.dumps(hidden, ensure_ascii=False), purpose="document") if hidden else ""


def join(data: Mapping[str, Any], sealed: str) -> dict[str, Any]:
    """The whole data again."""
    whole = dict(data)
    for name, value in (json.loads(open_text(sealed, purpose="document")) if sealed else {}).items():
        whole[name] = (
            {**whole[name], **value} if isinstance(value, dict) and isinstance(whole.get(name), dict) else value
        )
    return whole
