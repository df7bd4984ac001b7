"""Cases over the API: file, list, read, act. Every rule lives in the operations; nothing here decides."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from ninja.params.functions import Header, Query

from minzhifa import clock
from minzhifa.access import Actor
from minzhifa.access.errors import NotFound, Refused
from minzhifa.access.rls import acting
from minzhifa.api.auth import require_scope
from minzhifa.api.pages import LIMIT, MOST, decode, encode
from minzhifa.api.schemas import (
    ActIn,
    CaseDetailOut,
    CaseOut,
    CasePageOut,
    Day,
    DocumentOut,
    DoneOut,
    EventOut,
    FilingIn,
    OfferOut,
    ProblemOut,
    TermOut,
    WhyOut,
)
from minzhifa.cases.operations import FiledBy, perform, register_and_file
from minzhifa.cases.queries import CaseLine, CasePage, Filters, case_file, case_id_of, case_list, case_page_by_code
from minzhifa.documents.pdfs import pdf_of
from minzhifa.law.procedure import Offer

router = Router(tags=["案件"])
KEY = Header(
    ..., alias="Idempotency-Key", min_length=8, max_length=120, description="同一请求重试时不变的键，保存 90 天"
)


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor


@router.post("", response={201: DoneOut, 200: DoneOut, 422: ProblemOut, 409: ProblemOut}, summary="立案")
def file_case(request: HttpRequest, payload: FilingIn, key: str = KEY) -> Status[Any]:
    """登记案源并呈请立案；附 `approved` 时同时批准。重复的键返回第一次的结果（200）。"""
    actor = require_scope(_actor(request), "cases:write")
    facts = payload.model_dump(
        mode="json", exclude_none=True,
        exclude={"agency_id", "field", "on", "approved", "case_id", "procedure", "state_secret"},
    )  # fmt: skip
    approved = FiledBy(**payload.approved.model_dump()) if payload.approved else None
    done = register_and_file(
        actor=actor, agency_id=payload.agency_id, field=payload.field, on=payload.on, at=clock.now(), facts=facts,
        approved=approved, case_id=payload.case_id, idempotency_key=key, procedure=payload.procedure,
        state_secret=payload.state_secret,
    )  # fmt: skip
    return Status(200 if done.repeated else 201, done)


@router.get("", response=CasePageOut, summary="案件列表")
def list_cases(  # noqa: PLR0917 -- query parameters
    request: HttpRequest,
    q: str = "",
    stage: str | None = None,
    agency_id: int | None = None,
    opened_from: Day | None = None,
    opened_to: Day | None = None,
    cursor: str | None = None,
    limit: int = Query(LIMIT, ge=1, le=MOST),
) -> CasePageOut:
    """从新到旧，按游标翻页，不计总数；只返回令牌权限范围内的案件。"""
    actor = require_scope(_actor(request), "cases:read")
    wanted = Filters(q=q, stage=stage, agency_id=agency_id, opened_from=opened_from, opened_to=opened_to)
    key = decode(cursor, 1)
    page = case_list(actor, wanted, after=_uuid(key[0]) if key else None, limit=limit)
    return CasePageOut(items=[_line(r) for r in page.rows], next=encode([page.after]) if page.after else None)


def _uuid(text: Any) -> UUID:
    try:
        return UUID(str(text))
    except ValueError:
        raise Refused("bad_cursor", "翻页标记无效，请从第一页重新开始。", fields=("cursor",)) from None


@router.get("/{code}", response={200: CaseDetailOut, 404: ProblemOut}, summary="案件详情")
def read_case(request: HttpRequest, code: str) -> CaseDetailOut:
    """案件的事实、期限（附计算说明）、可以办理和不能办理的动作（附理由）、文书。"""
    page = _page(request, code)
    return CaseDetailOut(
        case=_line(page.case),
        facts=dict(page.state.facts),
        terms=[TermOut.model_validate(t) for t in page.terms],
        next=[_offer(o) for o in page.offers],
        documents=[
            DocumentOut(
                id=d.id,
                kind=d.kind,
                title=d.title,
                number=d.number or "",
                status=d.status,
                pdf=f"/api/v1/cases/{code}/documents/{d.id}.pdf",
            )
            for d in page.documents
        ],
    )


@router.post(
    "/{code}/actions/{action}",
    response={200: DoneOut, 404: ProblemOut, 409: ProblemOut, 422: ProblemOut},
    summary="办理一个动作",
)
def act(request: HttpRequest, code: str, action: str, payload: ActIn, key: str = KEY) -> Any:
    """与页面走同一条路：同样的校验、同样的拒绝理由。"""
    actor = require_scope(_actor(request), "cases:write")
    return perform(
        actor=actor, case_id=case_id_of(actor, code), action=action, on=payload.on, at=clock.now(), facts=payload.facts,
        expected_version=payload.expected_version, idempotency_key=key, reason=payload.reason, part=payload.part,
        offline_ground=payload.offline_ground,
    )  # fmt: skip


@router.get("/{code}/ledger", response={200: list[EventOut], 404: ProblemOut}, summary="过程记录")
def read_ledger(request: HttpRequest, code: str) -> list[EventOut]:
    """案件的全部事件，含链上哈希，可自行验证（见 docs/ledger-format.md）。"""
    return [
        EventOut(
            seq=e.seq,
            type=e.type,
            at=e.at,
            actor_name=e.actor_name,
            device=e.device,
            reason=e.reason,
            payload=e.payload,
            hash=e.hash.hex(),
        )
        for e in _page(request, code).ledger
    ]


@router.get("/{code}/documents/{document_id}.pdf", response={404: ProblemOut}, summary="文书 PDF")
def read_document(request: HttpRequest, code: str, document_id: UUID) -> HttpResponse:
    """签名后的 PDF。"""
    page = _page(request, code)
    if document_id not in {d.id for d in page.documents}:
        raise NotFound("这个案件里没有这份文书。")
    with acting(_actor(request)):
        pdf = pdf_of(document_id)
    return HttpResponse(pdf, content_type="application/pdf")


@router.get("/{code}/file.pdf", response={404: ProblemOut}, summary="案卷 PDF")
def read_file(request: HttpRequest, code: str) -> HttpResponse:
    """正卷、副卷合成一份 PDF：封面、目录、文书和证据按归档顺序排列，连续编页。"""
    page = _page(request, code)
    content = case_file(_actor(request), page, at=clock.now())
    headers = {"Content-Disposition": f'inline; filename="{page.case.code}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _page(request: HttpRequest, code: str) -> CasePage:
    actor = require_scope(_actor(request), "cases:read")
    return case_page_by_code(actor, code, on=clock.local_date(clock.now()))


def _line(row: CaseLine) -> CaseOut:
    return CaseOut.model_validate(row)


def _offer(offer: Offer) -> OfferOut:
    why = offer.why
    reason = WhyOut(code=why.code, message=why.message, article=why.article, fields=list(why.fields)) if why else None
    return OfferOut(action=offer.action, label=offer.label, allowed=offer.allowed, why=reason)
