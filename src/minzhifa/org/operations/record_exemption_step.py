"""登记豁免申请的办理环节, up to the provincial government's consent."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from minzhifa import clock
from minzhifa.access import Actor
from minzhifa.access.errors import Conflict, NotFound, Refused
from minzhifa.access.rls import EVERYTHING, acting
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.errors import NotAuthorised
from minzhifa.org.exemption import ARTICLE, NEXT, STEPS
from minzhifa.org.models import Exemption, ExemptionStep
from minzhifa.org.operations._common import agency_stream
from minzhifa.org.queries.exemptions import keeps_register


def require_registrar(actor: Actor) -> None:
    """Raise unless the actor heads the provincial justice department, which reviews and keeps the register."""
    if not keeps_register(actor):
        raise NotAuthorised("豁免的办理环节由省级司法行政部门的负责人登记。")


def record_exemption_step(
    *, actor: Actor, exemption_id: UUID, step: str, body: str, on: date, at: datetime, document: str = "",
    opinion: str = "",
) -> str:  # fmt: skip
    """The next step of the chain; steps are not left out. Returns the new state.

    The provincial government's consent needs its document. Raises `NotAuthorised`, `NotFound`, `Conflict`, `Refused`.
    """
    require_registrar(actor)
    if step == "consented" and not document.strip():
        text = "应当写明省人民政府同意的文件和文号。"
        raise Refused("consent_document", text, article=f"{ARTICLE}第二款", fields=("document",))
    if on > clock.local_date(at):
        raise Refused("step_day", "日期不能晚于今天。", fields=("on",))
    with acting(actor, scope=EVERYTHING):  # the register is kept for all provincial agencies
        rows = Exemption.objects.select_for_update(of=("self",)).select_related("remit__agency")
        row = rows.filter(pk=exemption_id).first()
        if row is None:
            raise NotFound("没有这一申请。")
        if step not in NEXT[row.state]:
            text = f"“{STEPS[row.state]}”之后不能登记“{STEPS.get(step, step)}”。"
            raise Conflict("step_out_of_order", text, article=f"{ARTICLE}第二款")
        last = row.steps.order_by("-id").first()
        if last is not None and on < last.on:
            raise Refused("step_day", "日期早于上一环节。", fields=("on",))
        ExemptionStep.objects.create(
            exemption=row, remit_id=row.remit_id, step=step, body=body.strip(), document=document.strip(), on=on,
            opinion=opinion.strip(), account_id=actor.account_id, name=actor.name, at=at,
        )  # fmt: skip
        row.state = step
        row.save(update_fields=["state"])
        payload = {
            "exemption": str(row.id), "step": step, "body": body, "document": document, "on": on.isoformat(),
        }  # fmt: skip
        stream = agency_stream(row.remit.agency_id, row.remit.agency.name)
        append(actor=actor, stream=stream, events=[NewEvent("exemption_step", payload)], at=at)
    return step
