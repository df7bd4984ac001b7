"""Change a subject's facts; a change of name keeps the old one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from minzhifa.access import Actor, require
from minzhifa.access.errors import NotFound
from minzhifa.crypto import blind_index
from minzhifa.ledger.operations import NewEvent, Stream, append
from minzhifa.subjects.access import reading
from minzhifa.subjects.checks import Facts, checked_facts
from minzhifa.subjects.errors import BadSubject, SubjectChanged, SubjectExists
from minzhifa.subjects.models import Subject, SubjectName
from minzhifa.subjects.names import initials, search_text, sort_key
from minzhifa.subjects.operations.register import ID_PURPOSE, label, ledger_facts

CHANGEABLE = frozenset({"name", "uscc", "id_number", "phone", "address", "legal_representative", "region_code"})
_PLAIN = ("name", "legal_representative", "region_code")
_SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Updated:
    """The subject and its new version."""

    id: UUID
    version: int


def _facts(subject: Subject) -> Facts:
    return Facts(
        kind=subject.kind,
        name=subject.name,
        uscc=subject.uscc or "",
        id_number=str(subject.id_number or ""),
        phone=str(subject.phone or ""),
        address=subject.where,
        legal_representative=subject.legal_representative,
        region_code=subject.region_code,
    )


def _rename(subject: Subject, name: str, at: datetime) -> None:
    """End the present name today and begin the new one; former names stay searchable."""
    today = at.astimezone(_SHANGHAI).date()
    SubjectName.objects.filter(subject=subject, valid_to=None).update(valid_to=today)
    SubjectName.objects.create(subject=subject, name=name, valid_from=today)
    names = SubjectName.objects.filter(subject=subject).order_by("-id").values_list("name", flat=True)
    subject.name, subject.initials, subject.sort_key = name, initials(name), sort_key(name)
    subject.search_text = search_text(names)


def _save(subject: Subject, fields: tuple[str, ...]) -> None:
    try:
        with transaction.atomic():
            subject.save()
    except IntegrityError as error:
        taken = Subject.objects.filter(uscc=subject.uscc).exclude(pk=subject.pk).values_list("pk", "name").first()
        if taken is None:
            taken = (
                Subject.objects.filter(id_index=subject.id_index).exclude(pk=subject.pk).values_list("pk", "name")[0]
            )
        raise SubjectExists(f"该号码已登记为“{taken[1]}”。", existing=taken[0], fields=fields) from error


def update_subject(
    *, actor: Actor, at: datetime, subject_id: UUID, version: int, changes: Mapping[str, str], reason: str = ""
) -> Updated:
    """Change facts of a subject that the caller read at `version`.

    Raises `NotFound`, `Denied`, `SubjectChanged` (somebody was faster), `BadSubject`, `SubjectExists`.
    """
    if unknown := sorted(set(changes) - CHANGEABLE):
        raise BadSubject("bad_field", "只能修改列明的登记事项。", fields=tuple(unknown))
    with reading(actor):
        subject = Subject.objects.select_for_update().filter(pk=subject_id).first()
        if subject is None:
            raise NotFound
        require(actor, "edit", subject)
        if subject.version != version:
            raise SubjectChanged
        before = _facts(subject)
        facts = checked_facts(replace(before, **changes))
        changed = tuple(name for name in sorted(changes) if getattr(facts, name) != getattr(before, name))
        if not changed:
            return Updated(subject.id, subject.version)
        if facts.name != before.name:
            _rename(subject, facts.name, at)
        for name in _PLAIN:
            setattr(subject, name, getattr(facts, name))
        subject.uscc, subject.phone, subject.where = facts.uscc or None, facts.phone or None, facts.address
        subject.id_number = facts.id_number or None
        subject.id_index = blind_index(facts.id_number, purpose=ID_PURPOSE) if facts.id_number else None
        subject.version, subject.updated_at = version + 1, at
        _save(subject, changed)
        after = ledger_facts(facts, subject.id_index)
        payload = {"changed": list(changed), "after": after}
        stream = Stream("subject", subject.id, label(facts.kind, facts.name))
        append(actor=actor, stream=stream, events=[NewEvent("subject_updated", payload)], at=at, reason=reason)
    return Updated(subject.id, version + 1)
