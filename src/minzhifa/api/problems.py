"""One handler for every refusal: RFC 9457 problem+json with the field and, where law refuses, the article."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from minzhifa.access.errors import Refused
from minzhifa.access.policy import Denied
from minzhifa.api.whys import why
from minzhifa.law.errors import BadInput, NoAnswer


def problem(
    request: HttpRequest,
    *,
    status: int,
    code: str,
    detail: str,
    article: str | None = None,
    fields: tuple[str, ...] | list[dict[str, Any]] = (),
) -> HttpResponse:
    """The answer body: type, title, status, detail, instance, and our members code, article, fields."""
    body: dict[str, Any] = {
        "type": f"urn:minzhifa:problem:{code}",
        "title": detail.split("。", maxsplit=1)[0],
        "status": status,
        "detail": detail,
        "instance": request.path,
        "code": code,
    }
    if article:
        body["article"] = article
    if fields:
        body["fields"] = list(fields)
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type="application/problem+json; charset=utf-8")


def _where(location: tuple[Any, ...] | list[Any]) -> str:
    """`("body", "payload", "party", "uscc")` → `party.uscc`: the name the caller wrote, not our plumbing."""
    parts = [str(p) for p in location]
    skip = 2 if parts[:1] == ["body"] and len(parts) > 2 else 1  # noqa: PLR2004 -- body, our parameter, then the field
    return ".".join(parts[skip:] if len(parts) > skip else parts[-1:])


PLAIN = {
    400: ("bad_request", "请求的内容无法辨认：应为 UTF-8 编码的 JSON。"),
    404: ("no_such_route", "没有这个接口，或者地址写错了。"),
    405: ("method_not_allowed", "这个接口不支持这种请求方法。"),
    413: (
        "too_large",
        f"请求的内容超过 {settings.DATA_UPLOAD_MAX_MEMORY_SIZE >> 20} MB，没有收下，什么也没有办理。请分几次发送。",
    ),
    500: (
        "internal",
        "平台内部出错，本次请求没有办理。请稍后用同一个 Idempotency-Key 重试；仍然出错的，请联系平台运维。",
    ),
}


def too_large(request: HttpRequest) -> HttpResponse | None:
    """The refusal of a body that is larger than the server reads, by the length it announces; None for all others."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not announced.isdecimal() or int(announced) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return None
    code, detail = PLAIN[413]
    return problem(request, status=413, code=code, detail=detail)


def as_problem(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """What the framework itself answers on an API path (no route, wrong method, a fault of ours), as problem+json."""
    if answer.status_code < 400 or "json" in answer.get("Content-Type", ""):  # noqa: PLR2004 -- the first refusal
        return answer
    code, detail = PLAIN.get(answer.status_code, PLAIN[400])
    told = problem(request, status=answer.status_code, code=code, detail=detail)
    for name in ("Allow", "Retry-After"):
        if name in answer:
            told[name] = answer[name]
    return told


def install(api: NinjaAPI) -> None:
    """Register the handlers on `api`."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        return problem(
            request, status=error.status, code=error.code, detail=error.message,
            article=error.article, fields=error.fields,
        )  # fmt: skip

    @api.exception_handler(NoAnswer)
    @api.exception_handler(BadInput)
    def unanswered(request: HttpRequest, error: NoAnswer | BadInput) -> HttpResponse:
        return problem(
            request, status=422, code=error.code, detail=str(error), article=error.article, fields=error.fields
        )

    @api.exception_handler(Denied)
    def denied(request: HttpRequest, error: Denied) -> HttpResponse:
        return problem(request, status=403, code="denied", detail=str(error))

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        answer = problem(request, status=401, code="unauthenticated", detail="令牌缺失、已过期或已撤销。")
        answer["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        fields = [{"field": _where(e["loc"]), "why": why(e)} for e in error.errors]
        names = "、".join(str(f["field"]) for f in fields[:5])
        return problem(
            request, status=422, code="invalid_request", detail=f"请求内容不符合接口约定：{names}。", fields=fields
        )

    @api.exception_handler(OperationalError)
    def unavailable(request: HttpRequest, error: OperationalError) -> HttpResponse:
        answer = problem(
            request, status=503, code="unavailable",
            detail="数据库暂时不可用，本次请求没有生效或者结果未知。请稍后用同一个 Idempotency-Key 重试，不会重复办。",
        )  # fmt: skip
        answer["Retry-After"] = "2"
        return answer

    @api.exception_handler(DataError)
    @api.exception_handler(UnicodeError)
    def unstorable(request: HttpRequest, error: DataError | UnicodeError) -> HttpResponse:
        detail = "请求含有不能保存的内容：不是文字的字符，或者超出范围的数。"
        return problem(request, status=422, code="not_storable", detail=detail)

    @api.exception_handler(HttpError)
    def plain(request: HttpRequest, error: HttpError) -> HttpResponse:
        code, detail = PLAIN.get(error.status_code, PLAIN[400])
        return problem(request, status=error.status_code, code=code, detail=detail)
