"""Register a subject, or find the one that is there already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from minzhifa.access import Actor, require
from minzhifa.access.errors import Conflict
from minzhifa.crypto import blind_index
from minzhifa.law.errors import BadInput
from minzhifa.law.identifiers import check_uscc, compact
from minzhifa.law.identifiers_mask import mask_address, mask_id, mask_name
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import NewEvent, Stream, append
from minzhifa.subjects.access import reading
from minzhifa.subjects.checks import Facts, checked_facts
from minzhifa.subjects.errors import SubjectExists
from minzhifa.subjects.models import Subject, SubjectKind, SubjectName
from minzhifa.subjects.names import initials, search_text, sort_key

ID_PURPOSE = "subjects.id_number"
_LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class Registered:
    """The subject, and whether this call made it."""

    id: UUID
    created: bool


def label(kind: str, name: str) -> str:
    """How the ledger names the subject: people masked."""
    return mask_name(name) if kind == SubjectKind.NATURAL_PERSON else name


def _address(facts: Facts) -> str:
    return mask_address(facts.address) if facts.kind == SubjectKind.NATURAL_PERSON else facts.address


def ledger_facts(facts: Facts, id_index: str | None) -> dict[str, str]:
    """What the ledger keeps of the facts: no identity number, telephone or home in the clear."""
    kept = {"kind": facts.kind, "name": label(facts.kind, facts.name), "address": _address(facts)}
    kept |= {"uscc": facts.uscc, "legal_representative": facts.legal_representative, "region_code": facts.region_code}
    if id_index:
        kept |= {"id_number": mask_id(facts.id_number), "id_index": id_index}
    return {key: value for key, value in kept.items() if value}


def _existing(facts: Facts, id_index: str | None) -> Registered | None:
    """The subject that has this code or number already. Raises `SubjectExists` when it has another name."""
    for field, found in (("uscc", {"uscc": facts.uscc}), ("id_number", {"id_index": id_index})):
        if not next(iter(found.values())):
            continue
        row = Subject.objects.filter(**found).values_list("id", "name").first()
        if row is None:
            continue
        names = {row[1], *SubjectName.objects.filter(subject=row[0]).values_list("name", flat=True)}
        if facts.name not in names:
            what = "统一社会信用代码" if field == "uscc" else "公民身份号码"
            raise SubjectExists(
                f"该{what}已登记为“{row[1]}”，请核对名称或者先办理名称变更。", existing=row[0], fields=(field,)
            )
        return Registered(row[0], created=False)
    return None


def _historical_code(code: str) -> tuple[str, str]:
    """(valid code, code as written): an old document's wrong code is kept as it was written, never as a code."""
    try:
        return (check_uscc(code) if code else "", "")
    except BadInput:
        return "", compact(code)[:_LONGEST_CODE]


def register_subject(
    *,
    actor: Actor,
    at: datetime,
    kind: str,
    name: str,
    uscc: str = "",
    id_number: str = "",
    phone: str = "",
    address: str = "",
    legal_representative: str = "",
    region_code: str = "",
    verified: bool = False,
    historical: bool = False,
    subject_id: UUID | None = None,
    reason: str = "",
) -> Registered:
    """Register a subject (6 statements). The same code or number under a known name returns the subject that is there.

    Raises `BadSubject` (check digits, kind, name; `fields` names which), `SubjectExists`, `Denied`. A historical record
    may carry a code with a wrong check digit; it is kept as stated and is no code.
    """
    stated = ""
    if historical:
        uscc, stated = _historical_code(uscc)
    facts = checked_facts(Facts(kind, name, uscc, id_number, phone, address, legal_representative, region_code))
    subject = Subject(id=subject_id or uuid7(), kind=facts.kind, name=facts.name)
    require(actor, "edit", subject)
    id_index = blind_index(facts.id_number, purpose=ID_PURPOSE) if facts.id_number else None
    with reading(actor):
        if found := _existing(facts, id_index):
            return found
        subject.uscc, subject.stated_code = facts.uscc or None, stated
        subject.id_number, subject.id_index = facts.id_number or None, id_index
        subject.phone, subject.where = facts.phone or None, facts.address
        subject.legal_representative, subject.region_code = facts.legal_representative, facts.region_code
        subject.initials, subject.sort_key = initials(facts.name), sort_key(facts.name)
        subject.search_text = search_text([facts.name])
        subject.verified, subject.historical = verified, historical
        subject.created_at = subject.updated_at = at
        try:
            with transaction.atomic():
                subject.save(force_insert=True)
        except IntegrityError:
            if found := _existing(facts, id_index):  # somebody registered it in this very moment
                return found
            if Subject.objects.filter(pk=subject.pk, name=facts.name, kind=facts.kind).exists():
                return Registered(subject.pk, created=False)  # the same request once more
            raise Conflict("subject_conflict", "该执法对象刚被登记，请刷新后重试。") from None
        SubjectName.objects.create(subject=subject, name=facts.name)
        event = NewEvent("subject_registered", ledger_facts(facts, id_index))
        stream = Stream("subject", subject.id, label(facts.kind, facts.name))
        append(actor=actor, stream=stream, events=[event], at=at, reason=reason)
    return Registered(subject.id, created=True)
