"""Letters between agencies over the API: what waits for one's agency, and the answers a system may give."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Header, Query
from pydantic import Field

from minzhifa import clock
from minzhifa.api.auth import actor_of, require_scope
from minzhifa.api.pages import LIMIT, MOST
from minzhifa.api.schemas import Out, ProblemOut, Short, Strict, Text
from minzhifa.cases.operations import (
    Answered,
    accept_transfer,
    answer_assistance,
    delay_assistance,
    designate_agency,
    refuse_transfer,
)
from minzhifa.cases.queries import referral, referral_letter, referral_reply, referrals

router = Router(tags=["机关往来"])
KEY = Header(..., alias="Idempotency-Key", min_length=8, max_length=120, description="同一请求重试时不变的键")
Box = Annotated[str, Field(pattern="^(in|out)$")]
State = Annotated[str, Field(pattern="^(|open|accepted|refused|answered|designated|closed)$")]
REFUSALS = {403: ProblemOut, 404: ProblemOut, 409: ProblemOut, 422: ProblemOut}


class ReferralOut(Out):
    """一份往来函件。`due` 为空的没有规定期限。"""

    id: UUID
    kind: str
    state: str
    incoming: bool
    from_agency_name: str
    to_agency_name: str
    letter_number: str
    subject: str
    case_code: str
    part: str
    received_on: date
    due: date | None
    answered_on: date | None
    answered_by: str
    own_case_code: str


class ReferralDetailOut(Out):
    """函件的内容、所附证据清单和文件（含哈希）、答复。"""

    referral: ReferralOut
    content: dict[str, Any]
    answer: dict[str, Any]
    explanation: str
    reply_number: str
    may_answer: bool


class AnsweredOut(Out):
    """答复的结果；`case_code` 为接收后本机关的案件编码。"""

    referral_id: UUID
    state: str
    case_code: str
    reply_number: str
    repeated: bool


class AcceptIn(Strict):
    """接收移送。本机关有几个领域、来函领域不在其中的，写明由哪个领域办理。"""

    field: Short | None = None


class RefuseIn(Strict):
    """对移送有异议：理由和依据。"""

    reason: Text


class AnswerIn(Strict):
    """协助调查复函：done 已协助，partly 部分协助，refused 不属于本机关职权范围。"""

    result: Annotated[str, Field(pattern="^(done|partly|refused)$")]
    text: Text
    field: Short | None = None


class DelayIn(Strict):
    """告知延期，在期限届满前。"""

    until: date
    reason: Text


class DesignateIn(Strict):
    """指定管辖。`agency_id` 为平台上的机关，`agency_name` 为不在平台上的机关，二者取一。"""

    agency_id: int | None = None
    agency_name: Annotated[str, Field(max_length=100)] = ""
    number: Short
    reason: Text


@router.get("", response=list[ReferralOut], summary="往来函件")
def list_referrals(
    request: HttpRequest,
    box: Box = "in",
    state: State = "",
    after: UUID | None = None,
    limit: int = Query(LIMIT, ge=1, le=MOST),
) -> list[Any]:
    """收到的（in）或者发出的（out），从新到旧；`after` 为上一页最后一项的 id。"""
    actor = require_scope(actor_of(request), "cases:read")
    return referrals(actor, clock.today(), box=box, state=state, after=after, limit=limit)


@router.get("/{referral_id}", response={200: ReferralDetailOut, 404: ProblemOut}, summary="函件详情")
def read_referral(request: HttpRequest, referral_id: UUID) -> ReferralDetailOut:
    """来函机关的案件除函件和所附内容以外，均不可见。"""
    page = referral(require_scope(actor_of(request), "cases:read"), referral_id, clock.today())
    return ReferralDetailOut(
        referral=ReferralOut.model_validate(page.line), content=dict(page.content), answer=dict(page.answer),
        explanation=page.explanation, reply_number=page.reply_number, may_answer=page.may_answer,
    )  # fmt: skip


@router.get("/{referral_id}/letter.pdf", response={404: ProblemOut}, summary="来函 PDF")
def read_letter(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """发函机关签名的函件。"""
    content = referral_letter(require_scope(actor_of(request), "cases:read"), referral_id)
    return HttpResponse(content, content_type="application/pdf")


@router.get("/{referral_id}/reply.pdf", response={404: ProblemOut}, summary="复函 PDF")
def read_reply(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """收函机关签名的复函。"""
    content = referral_reply(require_scope(actor_of(request), "cases:read"), referral_id)
    return HttpResponse(content, content_type="application/pdf")


@router.post("/{referral_id}/accept", response={200: AnsweredOut, **REFUSALS}, summary="接收移送的案件")
def accept(request: HttpRequest, referral_id: UUID, payload: AcceptIn, key: str = KEY) -> Answered:
    """登记为本机关的线索，当事人、案情、证据清单和附送的文件一并带入；移送机关的案件自动记载接收。"""
    actor = require_scope(actor_of(request), "cases:write")
    return accept_transfer(
        actor=actor, referral_id=referral_id, at=clock.now(), field=payload.field, idempotency_key=key
    )


@router.post("/{referral_id}/refuse", response={200: AnsweredOut, **REFUSALS}, summary="对移送有异议")
def refuse(request: HttpRequest, referral_id: UUID, payload: RefuseIn, key: str = KEY) -> Answered:
    """退回移送机关，报请共同的上一级机关指定管辖，不得再自行移送。"""
    actor = require_scope(actor_of(request), "cases:write")
    return refuse_transfer(
        actor=actor, referral_id=referral_id, reason=payload.reason, at=clock.now(), idempotency_key=key
    )


@router.post("/{referral_id}/answer", response={200: AnsweredOut, **REFUSALS}, summary="协助调查复函")
def answer(request: HttpRequest, referral_id: UUID, payload: AnswerIn, key: str = KEY) -> Answered:
    """制作复函，编本机关文号；结果进入请求机关的案件。"""
    actor = require_scope(actor_of(request), "cases:write")
    return answer_assistance(
        actor=actor, referral_id=referral_id, at=clock.now(), idempotency_key=key, **payload.model_dump()
    )


@router.post("/{referral_id}/delay", response={200: AnsweredOut, **REFUSALS}, summary="告知延期完成协助")
def delay(request: HttpRequest, referral_id: UUID, payload: DelayIn) -> Answered:
    """在期限届满前告知请求机关，写明延至哪一日；同样的请求再来一次的，因为不晚于新的期限而被拒绝。"""
    actor = require_scope(actor_of(request), "cases:write")
    return delay_assistance(actor=actor, referral_id=referral_id, at=clock.now(), **payload.model_dump())


@router.post("/{referral_id}/designate", response={200: AnsweredOut, **REFUSALS}, summary="指定管辖")
def designate(request: HttpRequest, referral_id: UUID, payload: DesignateIn, key: str = KEY) -> Answered:
    """上一级机关负责人的决定，须有批准权限的令牌；指定平台上的其他机关的，案件随即移交。"""
    actor = require_scope(actor_of(request), "cases:approve")
    return designate_agency(
        actor=actor, referral_id=referral_id, at=clock.now(), idempotency_key=key, **payload.model_dump()
    )
