"""How many statements a filing takes over HTTP, from token to answer: everything but BEGIN and COMMIT counts."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
MATTER = "TEST-CF-001"


@pytest.fixture
def matter(db: None) -> str:
    """An approved matter of the catalogue."""
    from minzhifa.catalog.models import Matter, MatterVersion

    made = Matter.objects.create(code=MATTER, field="市场监管", field_code="01", kind="penalty")
    MatterVersion.objects.create(
        matter=made, number=1, state="approved", shipped=True, name="经营超过保质期的食品", mark="lawtext",
        violated=[], basis=[], elements=[], ranges=[],
    )  # fmt: skip
    return MATTER


def _statements(api: Any, filing: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
    for _ in range(2):  # the first call fills what a process keeps: rules, the organisation's tree
        with CaptureQueriesContext(connection) as seen:
            answer = api.post("/cases", filing, key=uuid.uuid4().hex)
        assert answer.status_code == 201, answer.content.decode()
    return [q["sql"] for q in seen if not q["sql"].strip().upper().startswith(FRAME)], answer.json()


def test_a_filing_with_token_matter_approval_and_key_takes_at_most_twelve_statements(
    api: Any, filing: dict[str, Any], matter: str
) -> None:
    filing |= {"matter": matter, "approved": {"person_id": "head-7", "name": "郑某"}}
    seen, done = _statements(api, filing)
    assert done["stage"] == "investigating"
    assert len(seen) <= 12, "\n".join(seen)


def test_a_filing_that_waits_for_its_approval_takes_at_most_eleven(
    api: Any, filing: dict[str, Any], matter: str
) -> None:
    seen, done = _statements(api, {**filing, "matter": matter})
    assert done["stage"] == "filing_proposed"
    assert len(seen) <= 11, "\n".join(seen)


def test_a_repeated_request_takes_at_most_three(api: Any, filing: dict[str, Any]) -> None:
    api.post("/cases", filing, key="repeated-0001")
    with CaptureQueriesContext(connection) as seen:
        again = api.post("/cases", filing, key="repeated-0001")
    assert again.status_code == 200
    counted = [q["sql"] for q in seen if not q["sql"].strip().upper().startswith(FRAME)]
    assert len(counted) <= 3, "\n".join(counted)
