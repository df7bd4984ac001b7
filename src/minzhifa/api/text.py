"""The API's text (OpenAPI 3.1), completed with what holds for every route: refusals, and what a PDF is."""

from __future__ import annotations

from typing import Any

PROBLEM = "application/problem+json"
_EVERYWHERE = {
    "401": "令牌缺失、已过期或已撤销",
    "403": "令牌没有这个范围，或者没有权限",
    "422": "请求不符合接口约定，或者依法不能办理",
    "503": "数据库暂时不可用；写入用同一个 Idempotency-Key 重试",
}
_WITH_BODY = {"400": "请求的内容不是有效的 JSON", "413": "请求的内容过大"}
_TITLES = {"404": "没有，或者不在权限范围内", "409": "与已有的内容冲突"}


def completed(schema: dict[str, Any]) -> dict[str, Any]:
    """The same text, in which every refusal is `application/problem+json` and every route names those of all routes."""
    problem = {"schema": {"$ref": "#/components/schemas/ProblemOut"}}
    for path, methods in schema["paths"].items():
        for operation in methods.values():
            answers = {str(status): answer for status, answer in operation["responses"].items()}
            told = {**_EVERYWHERE, **(_WITH_BODY if "requestBody" in operation else {})}
            for status in sorted(told | {s: "" for s in answers if s >= "400"}):
                words = told.get(status) or _TITLES.get(status) or "拒绝"
                answers[status] = {"description": words, "content": {PROBLEM: problem}}
            if path.endswith(".pdf"):
                binary = {"type": "string", "contentMediaType": "application/pdf"}
                answers["200"] = {"description": "PDF", "content": {"application/pdf": {"schema": binary}}}
            operation["responses"] = dict(sorted(answers.items()))
    return schema
