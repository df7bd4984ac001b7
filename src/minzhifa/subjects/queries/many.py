"""Many subjects at once: what an import is compared with, and what an export holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from minzhifa.access import Actor, visible
from minzhifa.crypto import blind_index
from minzhifa.law.identifiers_mask import mask_id, mask_phone
from minzhifa.subjects.access import reading
from minzhifa.subjects.models import Subject, SubjectName
from minzhifa.subjects.operations.register import ID_PURPOSE


@dataclass(frozen=True, slots=True)
class HeldSubject:
    """A subject as known today; `facts` under the names that `update_subject` takes, numbers in the clear."""

    id: UUID
    version: int
    kind: str
    names: frozenset[str]  # present and former
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """By what a subject is found: its id, its code, its identity number, or (with none) kind, name and address."""

    id: str = ""
    uscc: str = ""
    id_number: str = ""
    kind: str = ""
    name: str = ""
    address: str = ""


def _held(row: Subject, former: Iterable[str]) -> HeldSubject:
    facts = {name: str(getattr(row, name) or "") for name in
             ("name", "uscc", "id_number", "phone", "legal_representative", "region_code")}  # fmt: skip
    facts["address"] = row.where
    return HeldSubject(row.id, row.version, row.kind, frozenset({row.name, *former}), facts)


def held_subjects(actor: Actor, asked: Sequence[Asked]) -> list[HeldSubject | None]:
    """For each question the subject that is there, or None (5 statements, whatever the number)."""
    index = {one.id_number: blind_index(one.id_number, purpose=ID_PURPOSE) for one in asked if one.id_number}
    plain = {one.name for one in asked if not one.uscc and not one.id_number and not one.id}
    with reading(actor):
        rows = visible(actor, Subject.objects.all())
        by_id = {str(row.pk): row for row in rows.filter(pk__in={one.id for one in asked if one.id})}
        by_code = {row.uscc: row for row in rows.filter(uscc__in={one.uscc for one in asked if one.uscc})}
        by_index = {row.id_index: row for row in rows.filter(id_index__in=set(index.values()))}
        bare = rows.filter(name__in=plain, uscc=None, id_index=None)
        by_place = {(row.kind, row.name, row.where): row for row in bare}
        found = [
            by_id.get(one.id) if one.id
            else by_code.get(one.uscc) if one.uscc
            else by_index.get(index[one.id_number]) if one.id_number
            else by_place.get((one.kind, one.name, one.address))
            for one in asked
        ]  # fmt: skip
        former: dict[UUID, list[str]] = {}
        ids = {row.pk for row in found if row is not None}
        for subject, name in SubjectName.objects.filter(subject__in=ids).values_list("subject_id", "name"):
            former.setdefault(subject, []).append(name)
    return [None if row is None else _held(row, former.get(row.pk, ())) for row in found]


def count(actor: Actor) -> int:
    """How many there are, for those who may read them (1 statement)."""
    with reading(actor):
        return visible(actor, Subject.objects.all()).count()


def rows_masked(actor: Actor, limit: int) -> list[dict[str, Any]]:
    """The first `limit` subjects by name for a file; identity number and telephone masked (1 statement)."""
    with reading(actor):
        rows = visible(actor, Subject.objects.all()).order_by("sort_key", "id")[:limit]
        return [
            {
                "id": str(row.pk), "kind": row.kind, "name": row.name, "uscc": row.uscc or "", "address": row.address,
                "id_number": mask_id(row.id_number) if row.id_number else "",
                "phone": mask_phone(row.phone) if row.phone else "",
                "legal_representative": row.legal_representative, "region_code": row.region_code,
            }
            for row in rows
        ]  # fmt: skip
