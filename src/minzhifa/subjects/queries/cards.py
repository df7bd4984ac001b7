"""One subject: its page, its snapshot as a party, and who else it may be."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from minzhifa.access import Actor, allows, visible
from minzhifa.access.errors import NotFound
from minzhifa.crypto import open_text, seal_text
from minzhifa.law.identifiers_mask import mask_id, mask_phone
from minzhifa.subjects.access import reading
from minzhifa.subjects.models import Subject, SubjectKind
from minzhifa.subjects.queries.rows import MergeCandidate, SubjectCard, SubjectRow

PARTY_PURPOSE = "facts.party"
_FORM = ("有限责任公司", "股份有限公司", "有限公司", "分公司", "公司", "经营部", "商行", "店")
_SHORTEST = 4


def _get(actor: Actor, subject_id: UUID) -> Subject:
    row: Subject | None = visible(actor, Subject.objects.filter(pk=subject_id)).first()
    if row is None:
        raise NotFound
    return row


def subject(actor: Actor, subject_id: UUID) -> SubjectCard:
    """A subject's page (2 statements); numbers masked. Raises `NotFound`."""
    with reading(actor):
        row = _get(actor, subject_id)
        names = list(row.names.order_by("-id").values_list("name", "valid_from", "valid_to"))
    return SubjectCard(
        id=row.id,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        name=row.name,
        uscc=row.uscc or "",
        stated_code=row.stated_code,
        id_number=mask_id(row.id_number) if row.id_number else "",
        phone=mask_phone(row.phone) if row.phone else "",
        address=row.address,
        at_home=row.home is not None,
        legal_representative=row.legal_representative,
        region_code=row.region_code,
        verified=row.verified,
        historical=row.historical,
        version=row.version,
        updated_at=row.updated_at,
        names=tuple(names),
    )


def party_snapshot(actor: Actor, subject_id: UUID) -> dict[str, Any]:
    """The subject as `facts.party` of a case, frozen from now on (1 statement). Raises `NotFound`.

    kind, subject_id, name, uscc, legal_representative, address, region_code; `id_number` and `phone` masked, with the
    sealed values in `id_sealed` and `phone_sealed` (see `open_party_value`). Absent facts are left out.
    """
    with reading(actor):
        row = _get(actor, subject_id)
    party: dict[str, Any] = {
        "kind": row.kind,
        "subject_id": str(row.id),
        "name": row.name,
        "uscc": row.uscc or "",
        "stated_code": row.stated_code,
        "legal_representative": row.legal_representative,
        "address": row.where,
        "region_code": row.region_code,
    }
    if row.id_number:
        party |= {"id_number": mask_id(row.id_number), "id_sealed": seal_text(row.id_number, purpose=PARTY_PURPOSE)}
    if row.phone:
        party |= {"phone": mask_phone(row.phone), "phone_sealed": seal_text(row.phone, purpose=PARTY_PURPOSE)}
    return {key: value for key, value in party.items() if value}


def open_party_value(token: str) -> str:
    """The value behind `id_sealed` or `phone_sealed` of a snapshot, for a document; the caller logs it."""
    return open_text(token, purpose=PARTY_PURPOSE)


def may_open(actor: Actor, subject_id: UUID) -> bool:
    """True when the page may offer a look at what is masked."""
    return allows(actor, "open", Subject(pk=subject_id))


def may_edit(actor: Actor, subject_id: UUID) -> bool:
    """True when the page may offer a change."""
    return allows(actor, "edit", Subject(pk=subject_id))


def _stem(name: str) -> str:
    """The distinctive part of a name: the legal form and a bracketed place cut off."""
    for form in _FORM:
        name = name.removesuffix(form)
    return name


def merge_candidates(actor: Actor, subject_id: UUID, limit: int = 20) -> list[MergeCandidate]:
    """Subjects that may be the same one: same stated code, same name, or the same name without the legal form."""
    with reading(actor):
        return _alike(actor, _get(actor, subject_id), limit)


def _alike(actor: Actor, row: Subject, limit: int) -> list[MergeCandidate]:
    stem = _stem(row.name)
    alike = Q(name=row.name) | Q(names__name=row.name)
    if len(stem) >= _SHORTEST and row.kind != SubjectKind.NATURAL_PERSON:
        alike |= Q(name__startswith=stem)
    if row.stated_code:
        alike |= Q(uscc=row.stated_code) | Q(stated_code=row.stated_code)
    others = visible(actor, Subject.objects.exclude(pk=row.pk)).filter(alike).distinct().order_by("sort_key", "id")
    return [MergeCandidate(_row(other), _why(row, other)) for other in others[:limit]]


def _row(s: Subject) -> SubjectRow:
    return SubjectRow(
        id=s.id,
        kind=s.kind,
        name=s.name,
        uscc=s.uscc or "",
        address=s.address,
        legal_representative=s.legal_representative,
        region_code=s.region_code,
        verified=s.verified,
        historical=s.historical,
    )


def _why(row: Subject, other: Subject) -> str:
    if row.stated_code and row.stated_code in (other.uscc, other.stated_code):
        return "原文书所载代码相同"
    return "名称相同" if other.name == row.name else "名称相近"
