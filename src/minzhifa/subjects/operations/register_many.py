"""Register many new subjects in a fixed number of statements: what an import of a spreadsheet is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from minzhifa.access import Actor, require
from minzhifa.access.errors import Conflict
from minzhifa.crypto import blind_index
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import Batch, NewEvent, Stream, append_many
from minzhifa.subjects.access import reading
from minzhifa.subjects.checks import Facts, checked_facts
from minzhifa.subjects.models import Subject, SubjectName
from minzhifa.subjects.names import initials, search_text, sort_key
from minzhifa.subjects.operations.register import ID_PURPOSE, label, ledger_facts


def _subject(facts: Facts, at: datetime) -> Subject:
    row = Subject(
        id=uuid7(), kind=facts.kind, name=facts.name, uscc=facts.uscc or None, id_number=facts.id_number or None,
        id_index=blind_index(facts.id_number, purpose=ID_PURPOSE) if facts.id_number else None,
        phone=facts.phone or None, legal_representative=facts.legal_representative,
        region_code=facts.region_code, initials=initials(facts.name), sort_key=sort_key(facts.name),
        search_text=search_text([facts.name]), created_at=at, updated_at=at,
    )  # fmt: skip
    row.where = facts.address
    return row


def register_subjects(*, actor: Actor, at: datetime, facts: Sequence[Facts], reason: str = "") -> list[UUID]:
    """Register subjects that are not there yet, all or none.

    Raises `BadSubject` (fields), `Denied`, `Conflict` when one of the numbers is registered meanwhile.
    """
    kept = [checked_facts(one) for one in facts]
    rows = [_subject(one, at) for one in kept]
    for row in rows[:1]:
        require(actor, "edit", row)
    with reading(actor):
        try:
            with transaction.atomic():
                Subject.objects.bulk_create(rows, batch_size=500)
        except IntegrityError as error:
            taken = "其中有的执法对象刚被登记，或者文件里号码重复；请重新检查后再导入。"
            raise Conflict("subject_conflict", taken) from error
        SubjectName.objects.bulk_create([SubjectName(subject=row, name=row.name) for row in rows], batch_size=1000)
        batches = [
            Batch(
                Stream("subject", row.id, label(one.kind, one.name)),
                [NewEvent("subject_registered", ledger_facts(one, row.id_index))], None, reason,
            )
            for row, one in zip(rows, kept, strict=True)
        ]  # fmt: skip
        append_many(actor=actor, batches=batches, at=at)
    return [row.id for row in rows]
