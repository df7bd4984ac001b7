"""申请不推广应用平台."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from minzhifa.access import Actor, Role
from minzhifa.access.errors import Refused
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.errors import NotAuthorised
from minzhifa.org.exemption import ARTICLE, GROUNDS, ground_article
from minzhifa.org.models import Exemption, ExemptionStep, Remit
from minzhifa.org.operations._common import act, agency_stream


def apply_exemption(
    *,
    actor: Actor,
    remit_id: int,
    ground: str,
    basis: str,
    scope: str,
    valid_from: date,
    on: date,
    at: datetime,
    system_name: str = "",
    valid_until: date | None = None,
) -> UUID:
    """A provincial agency applies for its system and field on one of the three grounds.

    `scope` says what work is left out, never a secret itself. Raises `NotAuthorised` (heads of provincial agencies
    apply), `Refused`.
    """
    if ground not in GROUNDS:
        raise Refused("exemption_ground", "不是可以不推广应用平台的情形。", article=ARTICLE, fields=("ground",))
    if not basis.strip() or not scope.strip():
        missing = "basis" if not basis.strip() else "scope"
        raise Refused("exemption_empty", "应当写明依据和范围。", article=ground_article(ground), fields=(missing,))
    if ground == "national" and not system_name.strip():
        text = "应当写明国家规定使用的系统。"
        raise Refused("exemption_system", text, article=ground_article(ground), fields=("system_name",))
    if valid_until is not None and valid_until < valid_from:
        raise Refused("interval_wrong", "止日早于起日。", fields=("valid_until",))
    with act(actor):
        remit = Remit.objects.select_related("agency", "field").filter(pk=remit_id).first()
        held = remit is not None and actor.holds(Role.AGENCY_HEAD, agency_id=remit.agency_id, remit_id=remit_id)
        if remit is None or not held or remit.agency.level != "province":
            raise NotAuthorised("由省级行政执法机关的负责人申请。")
        row = Exemption(
            id=uuid7(), remit=remit, ground=ground, basis=basis.strip(), scope=scope.strip(), valid_from=valid_from,
            system_name=system_name.strip(), valid_until=valid_until,
        )  # fmt: skip
        row.save(force_insert=True)
        ExemptionStep.objects.create(
            exemption=row, remit_id=remit_id, step="applied", body=remit.agency.name, on=on,
            account_id=actor.account_id, name=actor.name, at=at,
        )  # fmt: skip
        payload = {
            "exemption": str(row.id), "remit": remit_id, "ground": ground, "basis": row.basis, "scope": row.scope,
            "system": row.system_name, "from": valid_from.isoformat(),
            "until": valid_until.isoformat() if valid_until else None,
        }  # fmt: skip
        stream = agency_stream(remit.agency_id, remit.agency.name)
        append(actor=actor, stream=stream, events=[NewEvent("exemption_applied", payload)], at=at)
    return row.id
