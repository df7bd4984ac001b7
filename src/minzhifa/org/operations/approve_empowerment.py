"""核准赋权事项的登记."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from minzhifa.access import Actor, Role
from minzhifa.access.errors import NotFound, Refused
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.errors import NotAuthorised
from minzhifa.org.models import Agency, Empowerment
from minzhifa.org.operations._common import act, agency_stream, locked_agency
from minzhifa.org.powers import ARTICLE, PROVINCIAL_JUSTICE


def require_confirmer(actor: Actor, county_id: int, proposed_by: object) -> None:
    """Raise unless the actor heads the county department, or the provincial justice department, and did not propose."""
    justice = Agency.objects.filter(slug=PROVINCIAL_JUSTICE).values_list("pk", flat=True).first()
    heads = [agency for agency in (county_id, justice) if agency is not None]
    if not any(grant.role is Role.AGENCY_HEAD and grant.agency_id in heads for grant in actor.grants):
        raise NotAuthorised("赋权的登记由县级部门或者省级司法行政部门的负责人核准。")
    if actor.account_id == proposed_by:
        raise Refused("own_proposal", "不能核准自己登记的事项。", article=ARTICLE)


def approve_empowerment(*, actor: Actor, township_id: int, ids: Sequence[int], at: datetime) -> None:
    """Confirm that the registered matters are those of the public decision; from their first day they are in force.

    Raises `NotFound`, `NotAuthorised`, `Refused` (own_proposal, already approved).
    """
    with act(actor):
        township = locked_agency(township_id)
        rows = list(Empowerment.objects.filter(pk__in=ids, township=township))
        if not rows or len(rows) != len(set(ids)):
            raise NotFound("没有登记过这些事项。")
        for row in rows:
            require_confirmer(actor, row.county_id, row.proposed_by)
            if row.approved_at is not None:
                raise Refused("already_approved", f"“{row.matter_name}”已经核准。", article=ARTICLE)
            row.approved_by, row.approved_name, row.approved_at = actor.account_id, actor.name, at
        Empowerment.objects.bulk_update(rows, ["approved_by", "approved_name", "approved_at"])
        payload = {"empowerments": [row.pk for row in rows], "matters": [row.matter_code for row in rows]}
        stream = agency_stream(township_id, township.name)
        append(actor=actor, stream=stream, events=[NewEvent("empowerment_approved", payload)], at=at)
