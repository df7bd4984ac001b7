"""指定管辖: the common superior says whose case it is; the case stays, or goes over by the same act."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minzhifa.access import Actor, Denied, Role, rls
from minzhifa.access.errors import Refused
from minzhifa.cases._answering import Answered, answer_of, received, settle, tell_sender
from minzhifa.cases._handing import hand_over
from minzhifa.cases._row import lock
from minzhifa.cases.models import Referral, ReferralKind, ReferralState
from minzhifa.clock import local_date
from minzhifa.org.queries import Office, offices, subordinate_offices

ARTICLE = "处罚法第二十五条第二款；市监程序第十五条、第十六条"


def designate_agency(
    *, actor: Actor, referral_id: UUID, number: str, reason: str, at: datetime, agency_id: int | None = None,
    agency_name: str = "", idempotency_key: str | None = None,
) -> Answered:  # fmt: skip
    """指定管辖（处罚法第二十五条第二款；市监程序第十五条、第十六条）, by the head of the superior that was asked.

    `agency_id`: who shall have the case: the agency that has it (it stays), the superior itself or one under it with
    the same field; then the case itself moves, by the same mechanism as a withdrawn power (`_handing.hand_over`).
    `agency_name`: an agency that is not on the platform: recorded in the case, which is then no longer the sender's.
    `number`: 文号 of the decision. Raises `Refused`, `NotFound`, `Denied`, `AlreadyAnswered`, `LawRefused`.
    """
    for name, value, why in (
        ("number", number, "请写明指定管辖决定的文号。"), ("reason", reason, "请写明指定的理由。"),
    ):  # fmt: skip
        if not value.strip():
            raise Refused("fact_missing", why, article=ARTICLE, fields=(name,))
    with rls.acting(actor):
        row = received(actor, referral_id, ReferralKind.DESIGNATION, key=idempotency_key)
        if row.state != ReferralState.OPEN:
            return answer_of(row, repeated=True)
        if not any(actor.holds(Role.AGENCY_HEAD, remit_id=one) for one in row.to_remits):
            raise Denied("designate", "指定管辖由上一级机关的负责人决定。")
        told = {"number": number.strip(), "reason": reason.strip(), "agency": agency_name.strip(), "result": "given"}
        owner, own_name = _owner(actor, row)
        if agency_id == owner:
            told |= {"result": "kept", "agency": own_name}
        elif agency_id is not None:
            chosen = _chosen(row, agency_id, at)
            told["agency"] = chosen.name
            _move(actor, row, chosen, told, at)
        elif not told["agency"]:
            raise Refused("agency_missing", "请选择被指定的机关。", article=ARTICLE, fields=("agency_id",))
        if agency_id in (None, owner):
            decided = {"result": told["result"], "agency": told["agency"], "number": told["number"]}
            day = local_date(at).isoformat()
            tell_sender(actor, row, "record_designation", {"designation": {**decided, "decided_on": day}}, at)
        return settle(actor, row, ReferralState.DESIGNATED, told, at=at, key=idempotency_key)


def designees(*, superior_id: int, field_code: str, at: datetime) -> list[Office]:
    """Who may be designated: the superior and those under it that have the field, the present agency among them."""
    on = local_date(at)
    own = [one for one in offices([superior_id], on) if one.in_field(field_code)]
    return [*subordinate_offices(superior_id, field_code, on), *own]


def _owner(actor: Actor, row: Referral) -> tuple[int, str]:
    assert row.case_id and row.from_remit_id  # noqa: S101 -- a request to designate is about a case on the platform
    with rls.reaching(actor, row.from_remit_id):
        case = lock(row.case_id, None)
    return case.agency_id, case.agency_name


def _chosen(row: Referral, agency_id: int, at: datetime) -> Office:
    found = designees(superior_id=row.to_agency_id, field_code=row.field_code, at=at)
    chosen = next((one for one in found if one.id == agency_id), None)
    if chosen is None:
        why = "只能指定本机关或者下级机关中在平台上办理本领域案件的机关。"
        raise Refused("cannot_designate", why, article=ARTICLE, fields=("agency_id",))
    return chosen


def _move(actor: Actor, row: Referral, to: Office, told: dict[str, str], at: datetime) -> None:
    held = to.in_field(row.field_code)
    assert row.case_id and row.from_remit_id and held  # noqa: S101 -- asked above
    hand_over(
        actor=actor, case_id=row.case_id, remit_id=row.from_remit_id, to_agency=to.id, to_remit=held.id, part=row.part,
        ground=f"{row.to_agency_name}指定管辖（{told['number']}）：{told['reason']}", on=local_date(at), at=at,
    )  # fmt: skip
