"""Refusals and errors as pages: what happened, what was kept, what to do. Mapped here once for the whole desk."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from minzhifa.access import Denied
from minzhifa.access.errors import Refused
from minzhifa.desk.request import PLUMBING
from minzhifa.desk.shapes import Problem
from minzhifa.documents.errors import RenderFailed
from minzhifa.org.errors import AlreadyDone

SECRET_FIELDS = frozenset({"csrfmiddlewaretoken", "password", "oldpassword", "password1", "password2", "code", "once"})
LONGEST_SHOWN = 5000
CODE = re.compile(r"[a-z_]+")  # the value of a choice, nothing a person typed
ASK_FOR_RIGHTS = "需要办理时，请联系本单位系统管理员核对您的角色和执法领域。"
CONFLICT = 409
NOT_DRAWN = "事项、文号和文书内容都已记录，没有丢失；PDF 以后打开时再排成。"
DRAFT_KEPT = "没有任何改动；您填写的内容存在本机，回到原页面会自动恢复。"


def _page(request: HttpRequest, problem: Problem, status: int, **more: Any) -> HttpResponse:
    """A whole page, or for a partial request only the box."""
    partial = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    template = "components/problem.html" if partial else "desk/errors/problem.html"
    return render(request, template, {"problem": problem, "status": status, **more}, status=status)


def problem_of(refusal: Refused | Denied, kept: str = "没有任何改动；您填写的内容保留在页面上。") -> Problem:
    """The box for a refusal that a page shows in place."""
    if isinstance(refusal, Denied):
        return Problem(refusal.why, kept, ASK_FOR_RIGHTS, code=refusal.code)
    if isinstance(refusal, RenderFailed):
        return Problem(refusal.message, NOT_DRAWN, "不用再办一次；请联系平台运维。", code=refusal.code)
    todo = "请刷新页面，看过最新情况后再办理。" if refusal.status == CONFLICT else "按上面的说明补正后再试。"
    return Problem(refusal.message, kept, todo, refusal.article, refusal.code)


def refused(request: HttpRequest, refusal: Refused | Denied) -> HttpResponse:
    """The page for a refusal that no view caught."""
    status = 403 if isinstance(refusal, Denied) else refusal.status
    return _page(request, problem_of(refusal, DRAFT_KEPT), status)


def done_before(request: HttpRequest) -> HttpResponse:
    """The page for a form that was sent again after it had been done."""
    again = AlreadyDone()
    todo = "从工作台或者列表打开，看现在的情况。"
    return _page(request, Problem(again.message, "第一次提交的内容已经办理。", todo, level="near"), again.status)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    why = str(exception or "") or "您没有办理此事的权限"
    return _page(request, Problem(why, DRAFT_KEPT, ASK_FOR_RIGHTS), 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    todo = "检查网址是否完整；或者按 Ctrl K 搜索案件、对象、事项。"
    return _page(request, Problem("没有这个页面，或者不在您的权限范围内", "没有任何改动。", todo), 404)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more text than one form may hold. It was not read, so it cannot be shown again; the browser has it."""
    most = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE >> 20} MB"
    problem = Problem(
        f"提交的文字超过 {most}，服务器没有收下",
        "没有任何改动；用浏览器的“后退”回到原页面，填写的内容还在（放得下的也存在本机）。",
        "把长文改成文件，作为证据或者附件上传；或者分几次填写。",
    )
    return _page(request, problem, 413, back=request.path, back_label="回到原页面")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 for a form that is too large."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return _page(request, Problem("这个请求不完整，服务器没有办理", DRAFT_KEPT, "请回到原页面重新操作。"), 400)


def too_many(request: HttpRequest, exception: Exception | None = None, *_more: Any) -> HttpResponse:
    """429: locked after failed logins, or too fast."""
    todo = "请等候约半小时再试；忘记密码时，请联系本单位系统管理员重置。"
    problem = Problem("尝试次数过多，暂时锁定", "账号和数据没有改动。", todo, level="near")
    return _page(request, problem, 429, back="/accounts/login/", back_label="回到登录")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token does not fit. What was typed is shown so that it can be copied."""
    typed = [
        (name, value[:LONGEST_SHOWN])
        for name, values in request.POST.lists()
        for value in values
        if name not in SECRET_FIELDS | PLUMBING and value and not CODE.fullmatch(value)
    ]
    problem = Problem(
        "这张表单已经失效，没有提交",
        "没有任何改动；您填写的内容列在下面，也存在本机。",
        "多半是在别的窗口重新登录过，或者停留太久。请回到原页面，内容会自动恢复，再提交一次。",
    )
    return _page(request, problem, 403, typed=typed, back=request.path, back_label="回到原页面")


def server_error(request: HttpRequest) -> HttpResponse:
    """500: as little machinery as possible, and a reference for the administrator."""
    reference = uuid.uuid4().hex[:8]
    return HttpResponse(render_to_string("desk/errors/500.html", {"reference": reference}), status=500)
