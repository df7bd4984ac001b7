"""制定本级裁量权基准: a benchmark of one agency's own (行政处罚法 34), proposed with its first version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from minzhifa import clock
from minzhifa.access import Actor, require
from minzhifa.access.errors import Conflict
from minzhifa.access.rls import acting
from minzhifa.catalog.errors import NOT_PROPOSER, BadVersion
from minzhifa.catalog.models import Benchmark, Matter
from minzhifa.catalog.operations.content import checked
from minzhifa.catalog.operations.propose import Proposed, add_version
from minzhifa.catalog.operations.things import thing
from minzhifa.org.queries import agency_card, remit


def propose_own_benchmark(
    *,
    actor: Actor,
    at: datetime,
    agency_id: int,
    field: str,
    code: str,
    matters: Sequence[str],
    effective_from: date,
    content: Mapping[str, Any],
    reason: str = "",
) -> Proposed:
    """Propose `code` as a benchmark of this agency and `field` (code, slug or name), for matters of that field.

    Raises `Denied` (not this agency's administrator, or a level that the approvals table does not name),
    `OutsideRemit`, `BadVersion` (fields), `Conflict` (the code is taken). Nothing is in force before the agency's head
    has approved it.
    """
    columns = checked("benchmark", content)
    own = remit(agency_id, field)
    agency = agency_card(agency_id, clock.local_date(at))
    with acting(actor):
        made = Benchmark(
            code=code, field=own.field_name, field_code=own.field_code, region=agency.region_name,
            owner_remit_id=own.id,
        )  # fmt: skip
        require(actor, "propose", made, NOT_PROPOSER)
        rows = list(Matter.objects.filter(code__in=matters, field_code=own.field_code))
        if not rows or len(rows) != len(set(matters)):
            raise BadVersion(
                "bad_matters", "请列明本领域的执法事项编码；有的编码不存在，或者不属于该领域。", fields=("matters",)
            )
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as error:
            raise Conflict("code_taken", f"编码 {code} 已有基准使用，请另取编码。", fields=("code",)) from error
        made.matters.set(rows)
        return add_version(
            actor=actor, at=at, what=thing("benchmark"), owner=made, effective_from=effective_from, columns=columns,
            reason=reason,
        )  # fmt: skip
