"""A connected system of one county market bureau, with a token, calling the API through the real handler."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from api_tokens import token_for
from django.test import Client

BUREAU, FIELD = "market-350102", "市场监管"


class Api:
    """The caller."""

    def __init__(self, token: str) -> None:
        self.client, self.token = Client(), token

    def get(self, path: str, **query: Any) -> Any:
        """GET with the token."""
        return self.client.get(f"/api/v1{path}", query, headers={"Authorization": f"Bearer {self.token}"})

    def post(self, path: str, body: dict[str, Any], key: str | None = None) -> Any:
        """POST with the token and an idempotency key."""
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key or uuid.uuid4().hex}
        return self.client.post(f"/api/v1{path}", body, content_type="application/json", headers=headers)


@pytest.fixture
def api(province: None, db: None) -> Api:
    """A system that may read, write and hand over its heads' approvals."""
    return Api(token_for(BUREAU))


@pytest.fixture
def filing(province: None, db: None) -> dict[str, Any]:
    """A filing that the law accepts."""
    from stdnum.cn import uscc

    from minzhifa.org.demo import fixed
    from minzhifa.org.models import Agency
    from minzhifa.org.queries import actor_for

    body = "91350102MA0000017"
    officers = [actor_for(fixed("account", name), "test").officer_id for name in ("gl_officer1", "gl_officer2")]
    return {
        "agency_id": Agency.objects.get(slug=BUREAU).pk,
        "field": FIELD,
        "on": "2026-06-09",
        "state_secret": False,
        "source_kind": "inspection",
        "summary": "检查发现经营超过保质期的食品",
        "cause": "经营超过保质期的食品案",
        "party": {
            "kind": "legal_person",
            "name": "福州云堃食品有限公司",
            "uscc": body + uscc.calc_check_digit(body),
            "address": "福州市鼓楼区东街1号",
        },
        "officers": [{"officer_id": str(officer)} for officer in officers],
        "violated": ["《食品安全法》第三十四条第（十）项"],
        "occurred_on": "2026-06-08",
    }
