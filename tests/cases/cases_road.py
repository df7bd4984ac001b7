"""The ordinary procedure, act by act, as the people of one bureau do it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from minzhifa.law.review_points import nothing_wrong
from minzhifa.rules import shipped

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
BUREAU, FIELD = "market-350102", "市场监管"
PARTY = {
    "kind": "legal_person",
    "name": "福州云堃食品有限公司",
    "uscc": "91350102MA0000017X",
    "legal_representative": "林某",
    "address": "福州市鼓楼区东街1号",
    "phone": "13800138000",
}
PASSED = {"conclusion": "pass", "opinion": "同意", "points": nothing_wrong(shipped(), "market")}
PENALTIES = [{"kind": "0201", "name": "罚款", "amount": "20000.00", "detail": None}]
RANGE = {"unit": "yuan", "min": "10000", "max": "50000", "text": "一万元以上五万元以下"}
EVIDENCE = [{"id": "e1", "kind": "record", "title": "现场检查笔录", "date": "2026-06-10", "count": 1}]
ELEMENTS = [
    {"key": "subject", "text": "食品经营者", "evidence": ["e1"]},
    {"key": "act", "text": "经营超过保质期的食品", "evidence": ["e1"]},
]


def party() -> dict[str, Any]:
    """The party, with a check digit that is right."""
    from stdnum.cn import uscc

    body = "91350102MA0000017"
    return {**PARTY, "uscc": body + uscc.calc_check_digit(body)}


class Road:
    """One bureau's people and one case on its way."""

    def __init__(self) -> None:
        from minzhifa.org.models import Agency
        from minzhifa.org.queries import remit

        self.agency_id: int = Agency.objects.get(slug=BUREAU).pk
        self.remit = remit(self.agency_id, FIELD)
        self.case_id: UUID | None = None
        self._actors: dict[str, Any] = {}

    def actor(self, username: str) -> Any:
        """A demo account as actor."""
        from minzhifa.org.demo.people import fixed
        from minzhifa.org.queries import actor_for

        if username not in self._actors:
            self._actors[username] = actor_for(fixed("account", username), "test", on=AT.date())
        return self._actors[username]

    def officers(self, *usernames: str) -> list[dict[str, str]]:
        """Officers by their accounts, as a form sends them."""
        return [{"officer_id": str(self.actor(u).officer_id)} for u in usernames or ("gl_officer1", "gl_officer2")]

    def lead(self, on: str = "2026-06-08", **more: Any) -> Any:
        """Register the lead."""
        from minzhifa.cases.operations import register_lead

        facts: dict[str, Any] = {"source_kind": "inspection", "summary": "检查发现经营超过保质期的食品"} | more
        done = register_lead(
            actor=self.actor("gl_officer1"), agency_id=self.agency_id, field=FIELD, on=date.fromisoformat(on), at=AT,
            **facts,
        )  # fmt: skip
        self.case_id = done.case_id
        return done

    def act(self, who: str, action: str, on: str, facts: Mapping[str, Any] | None = None, **how: Any) -> Any:
        """One act of the case."""
        from minzhifa.cases.operations import perform

        assert self.case_id is not None
        return perform(
            actor=self.actor(who), case_id=self.case_id, action=action, on=on, at=AT, facts=facts or {}, **how
        )

    def steps(self) -> dict[str, Callable[[], Any]]:
        """The main road, in order."""
        o, h = "gl_officer1", "gl_head"
        record = {"summary": "货架上有超过保质期的饼干12包", "certificate_shown": True, "place": "东街1号"}
        filing = {
            "cause": "经营超过保质期的食品案", "party": party(), "officers": self.officers(),
            "violated": ["《食品安全法》第三十四条第（十）项"], "occurred_on": "2026-06-08",
        }  # fmt: skip
        opinion = {
            "officers": self.officers(), "opinion": {"outcome": "penalty", "reasons": "事实清楚，证据充分"},
            "discretion": {"grade": "一般", "reasons": "货值较小，及时改正"}, "penalties": PENALTIES, "range": RANGE,
            "basis": ["《食品安全法》第一百二十四条第一款第（五）项"], "elements": ELEMENTS,
            "significance": {
                "major_public_interest": False, "complex": False, "statutory": False, "major_violation": False,
            },
        }  # fmt: skip
        notice = {"notice": {"served_on": "2026-07-03", "way": "direct", "hearing_told": False}}
        return {
            "register_lead": self.lead,
            "propose_filing": lambda: self.act(o, "propose_filing", "2026-06-09", filing),
            "approve_filing": lambda: self.act(h, "approve_filing", "2026-06-09"),
            "record_inspection": lambda: self.act(
                o, "record_inspection", "2026-06-10",
                {"officers": self.officers(), "record": record, "evidence": EVIDENCE},
            ),
            "set_elements": lambda: self.act(o, "set_elements", "2026-06-20", {"elements": ELEMENTS}),
            "conclude_investigation": lambda: self.act(o, "conclude_investigation", "2026-06-24", opinion),
            "submit_review": lambda: self.act(o, "submit_review", "2026-06-25", {"review": {"kind": "case"}}),
            "complete_review": lambda: self.act(
                "gl_reviewer", "complete_review", "2026-06-29", {"review": PASSED}
            ),
            "approve_notice": lambda: self.act(h, "approve_notice", "2026-07-01"),
            "serve_notice": lambda: self.act(o, "serve_notice", "2026-07-03", notice),
            "record_statement": lambda: self.act(
                o, "record_statement", "2026-07-06",
                {"statements": [{"id": "s1", "point": "数量很少", "received_on": "2026-07-06"}]},
            ),
            "answer_statement": lambda: self.act(
                o, "answer_statement", "2026-07-08",
                {"statements": [{"id": "s1", "answer": "裁量时已考虑", "adopted": False}]},
            ),
            "propose_decision": lambda: self.act(
                o, "propose_decision", "2026-07-20",
                {"decision": {"penalties": PENALTIES, "reasons": "经营超过保质期的食品，事实清楚"}},
            ),
            "approve_decision": lambda: self.act(h, "approve_decision", "2026-07-21"),
            "serve_decision": lambda: self.act(
                o, "serve_decision", "2026-07-22",
                {"service": {"way": "direct", "served_on": "2026-07-22", "receiver": "林某"}},
            ),
            "record_payment": lambda: self.act(
                o, "record_payment", "2026-07-30", {"payments": [{"amount": "20000.00", "paid_on": "2026-07-29"}]}
            ),
            "record_performance": lambda: self.act(
                o, "record_performance", "2026-07-30",
                {"performance": {"on": "2026-07-29", "summary": "罚款已缴清"}},
            ),
            "propose_closing": lambda: self.act(
                o, "propose_closing", "2026-07-31", {"closing": {"reason": "performed"}}
            ),
            "approve_closing": lambda: self.act(h, "approve_closing", "2026-08-03"),
            "archive_case": lambda: self.act(o, "archive_case", "2026-08-10", {"archive": {"on": "2026-08-10"}}),
        }  # fmt: skip

    def until(self, last: str) -> Any:
        """Walk up to and including `last`; what it left behind."""
        done = None
        for name, step in self.steps().items():
            done = step()
            if name == last:
                return done
        raise KeyError(last)

    def before(self, action: str) -> None:
        """Walk up to, not including, `action`."""
        names = list(self.steps())
        place = names.index(action)
        if place:
            self.until(names[place - 1])

    def stored(self) -> tuple[Any, ...]:
        """Everything that a refused act must leave as it was."""
        from django.db import connection

        from minzhifa.access import rls

        with rls.acting(self.actor("gl_head")), connection.cursor() as cursor:
            cursor.execute(
                "SELECT (SELECT array_agg((version, stage, state, updated_at)::text ORDER BY id) FROM cases_case),"
                " (SELECT count(*) FROM ledger_event), (SELECT count(*) FROM ledger_entry),"
                " (SELECT array_agg((agency_id, series, year, last)::text ORDER BY id) FROM documents_numbercounter),"
                " (SELECT array_agg((prefix, last)::text ORDER BY prefix) FROM cases_casecounter),"
                " (SELECT count(*) FROM documents_document), (SELECT count(*) FROM cases_pendingapproval),"
                " (SELECT count(*) FROM cases_idempotencykey), (SELECT count(*) FROM cases_caseterm),"
                " (SELECT count(*) FROM procrastinate_jobs)"
            )
            return cursor.fetchone()
