"""The API itself: version, authentication, problem handlers, routers."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from minzhifa.api import problems
from minzhifa.api.auth import TokenAuth
from minzhifa.api.cases import router as cases
from minzhifa.api.catalog import router as catalog
from minzhifa.api.discretion import router as discretion
from minzhifa.api.law import router as law
from minzhifa.api.org import router as org
from minzhifa.api.powers import router as powers
from minzhifa.api.referrals import router as referrals
from minzhifa.api.rules import router as rules
from minzhifa.api.subjects import router as subjects
from minzhifa.api.text import completed


class Api(NinjaAPI):
    """Ninja's, whose text names every refusal."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The text of the API."""
        schema = super().get_openapi_schema(**options)
        completed(schema)
        return schema


api = Api(
    title="闽执法 接口",
    version="1",
    description=(
        "对接系统使用。令牌由机关的系统管理员签发（Authorization: Bearer …）。写入须带 Idempotency-Key。"
        "拒绝一律为 application/problem+json，法律上的拒绝附条文。"
    ),
    auth=TokenAuth(),
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api-1",
)
problems.install(api)
api.add_router("/cases", cases)
api.add_router("/referrals", referrals)
api.add_router("/law", law)
api.add_router("/rules", rules)
api.add_router("/discretion", discretion)
api.add_router("/org", org)
api.add_router("/org", powers)
api.add_router("/subjects", subjects)
api.add_router("/catalog", catalog)
