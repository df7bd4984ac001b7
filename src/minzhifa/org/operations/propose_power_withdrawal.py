"""登记收回赋权, with what becomes of the cases that run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from minzhifa.access import Actor
from minzhifa.access.errors import NotFound, Refused
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.models import Empowerment, EmpowermentWithdrawal
from minzhifa.org.operations._common import act, agency_stream, locked_agency, require_administrator
from minzhifa.org.powers import ARTICLE, RUNNING


def propose_power_withdrawal(
    *,
    actor: Actor,
    township_id: int,
    ids: Sequence[int],
    effective_on: date,
    running: str,
    announcement: str,
    published_on: date,
    at: datetime,
    document_number: str = "",
    reason: str = "",
) -> int:
    """Take matters back from a township from a day. `running`: `continue` (cases filed before go on there) or
    `hand_over` (they go to the county department). Effective when approved.

    Raises `NotFound`, `NotAuthorised`, `Refused`.
    """
    if running not in RUNNING:
        raise Refused("running_unknown", "应当写明在办案件如何处理。", article=ARTICLE, fields=("running",))
    if published_on > effective_on:
        raise Refused("not_published", "收回的决定应当先公布。", article=ARTICLE, fields=("published_on",))
    with act(actor):
        township = locked_agency(township_id)
        rows = list(Empowerment.objects.filter(pk__in=ids, township=township, withdrawal=None))
        rows = [row for row in rows if row.approved_at is not None and row.valid_to is None]
        if not rows or len(rows) != len(set(ids)):
            raise NotFound("只能收回正在行使的赋权事项。")
        if len({row.county_id for row in rows}) != 1:
            raise Refused("several_counties", "一次收回一个部门的事项。", article=ARTICLE, fields=("matters",))
        require_administrator(actor, rows[0].county_id)
        if any(row.valid_from is None or effective_on <= row.valid_from for row in rows):
            raise Refused("interval_wrong", "收回之日早于赋权之日。", fields=("effective_on",))
        made = EmpowermentWithdrawal.objects.create(
            township=township, county_id=rows[0].county_id, effective_on=effective_on, running=running, reason=reason,
            announcement=announcement.strip(), document_number=document_number.strip(), published_on=published_on,
            proposed_by=actor.account_id, proposed_name=actor.name, proposed_at=at,
        )  # fmt: skip
        Empowerment.objects.filter(pk__in=[row.pk for row in rows]).update(withdrawal=made)
        payload = {
            "withdrawal": made.pk, "matters": [row.matter_code for row in rows], "on": effective_on.isoformat(),
            "running": running, "announcement": announcement, "published_on": published_on.isoformat(),
        }  # fmt: skip
        stream = agency_stream(township_id, township.name)
        append(actor=actor, stream=stream, events=[NewEvent("power_withdrawal_proposed", payload)], at=at)
    return int(made.pk)
