"""What the side roads of a case need: an investigated case with days of its own, who is refused, what is on record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from case_desk import Desk, problems
from case_story import ACT_DAY, BODY, CAUSE, HEAD, OFFICER, RECORD, REVIEWER, SUMMARY, everyone
from stdnum.cn import uscc

from minzhifa import clock

SECOND, SECTION, HEAD2 = "gl_officer2", "gl_section", "gl_head2"
TODAY = clock.local_date(clock.now())
NO = {f"significance__{key}": "no" for key in ("major_public_interest", "complex", "statutory", "major_violation")}


def ago(days: int) -> str:
    """A day before today, as a form sends it."""
    return (TODAY - timedelta(days=days)).isoformat()


def page_of(desk: Desk) -> Any:
    """The case as its head sees it."""
    from minzhifa.cases.queries import case_page_by_code
    from minzhifa.org.demo.people import fixed
    from minzhifa.org.queries import actor_for

    return case_page_by_code(actor_for(fixed("account", HEAD), "test"), desk.code, on=TODAY)


def stage(desk: Desk) -> str:
    """Where the case stands."""
    return str(page_of(desk).state.stage)


def recorded(desk: Desk) -> list[str]:
    """The acts in the ledger, in order."""
    return [str(row.payload["action"]) for row in page_of(desk).ledger if row.payload.get("action")]


def papers(desk: Desk) -> list[str]:
    """Kinds of documents that were issued, each as listed on the documents tab."""
    page = page_of(desk)
    tab = desk.open(HEAD, "documents/").content.decode()
    assert all(document.title in tab for document in page.documents)
    return [document.kind for document in page.documents]


def raw(desk: Desk) -> date:
    """The last day of the decision term before it is moved off a holiday."""
    return date.fromisoformat(page_of(desk).state.clocks["decision"]["raw"])


def due(desk: Desk, term: str = "decision") -> Any:
    """When the term ends."""
    return next((one.due for one in page_of(desk).terms if one.term_id == term), None)


def refused(desk: Desk, who: str, action: str, words: str, **typed: Any) -> None:
    """The act is refused in these words and nothing was recorded."""
    before = recorded(desk)
    answer = desk.send(who, f"do/{action}/", **typed)
    assert answer.status_code in (403, 409, 422), (action, answer.status_code)
    assert words in answer.content.decode(), (action, problems(answer))
    assert recorded(desk) == before


def lead(desk: Desk, on: int = 40) -> None:
    """登记案源."""
    answer = desk.send(
        OFFICER, "/cases/new/", source_kind="inspection", summary=SUMMARY, cause=CAUSE, received_on=ago(on), on=ago(on)
    )
    assert answer.status_code == 302, problems(answer)
    desk.code = answer["Location"].split("/")[2]


def propose(desk: Desk, on: int = 39) -> None:
    """立案呈批."""
    desk.act(
        OFFICER, "propose_filing", on=ago(on), party__kind="legal_person", party__name="福州云堃食品有限公司",
        party__uscc=BODY + uscc.calc_check_digit(BODY), party__legal_representative="林某",
        party__address="福州市鼓楼区东街1号", officers=everyone(desk),
        violated="《食品安全法》第三十四条第（十）项", basis="《食品安全法》第一百二十四条第一款第（五）项",
    )  # fmt: skip


def filed(desk: Desk, on: int = 38) -> None:
    """A case on file."""
    lead(desk, on + 2)
    propose(desk, on + 1)
    desk.act(HEAD, "approve_filing", on=ago(on))


def investigated(desk: Desk, on: int = 30) -> None:
    """With a record and the matrix filled."""
    filed(desk, on + 8)
    record = {**RECORD, "record__begun_at": f"{ago(on)}T09:00", "record__ended_at": f"{ago(on)}T10:00"}
    desk.act(OFFICER, "record_inspection", on=ago(on), officers=everyone(desk), **record)
    proved = {"elements__0__text": "经营超过保质期的食品", "elements__0__evidence": ["evidence-1"]}
    desk.act(OFFICER, "set_elements", on=ago(on), **proved)


def conclude(desk: Desk, on: int = 25, fine: str = "20000", **more: Any) -> None:
    """调查终结."""
    given: dict[str, Any] = {
        "opinion__outcome": "penalty", "opinion__reasons": "事实清楚，证据充分", "discretion__grade": "一般",
        "discretion__reasons": "货值较小，及时改正", "range__min": "10000", "range__max": "200000", **NO,
        "penalties__0__kind": "0201", "penalties__0__amount": fine, "occurred_on": ago(40), **more,
    }  # fmt: skip
    desk.act(OFFICER, "conclude_investigation", on=ago(on), **given)


def reviewed(desk: Desk, on: int = 22, kind: str = "case") -> None:
    """审核通过."""
    desk.act(OFFICER, "submit_review", on=ago(on), review__kind=kind)
    desk.act(REVIEWER, "complete_review", on=ago(on), review__conclusion="pass", review__opinion="同意处理意见")


def notified(desk: Desk, on: int = 20, told: str = "no") -> None:
    """告知书送达."""
    desk.act(HEAD, "approve_notice", on=ago(on))
    desk.act(
        OFFICER, "serve_notice", on=ago(on), notice__way="direct", notice__served_on=ago(on), notice__hearing_told=told
    )


def ready(desk: Desk, fine: str = "20000", told: str = "no", kind: str = "case", **more: Any) -> None:
    """Everything up to the served notice."""
    investigated(desk)
    conclude(desk, fine=fine, **more)
    reviewed(desk, kind=kind)
    notified(desk, told=told)


def served(desk: Desk) -> None:
    """A decision, served."""
    ready(desk)
    desk.act(OFFICER, "propose_decision", on=ago(10))
    desk.act(HEAD, "approve_decision", on=ago(9))
    desk.act(OFFICER, "serve_decision", on=ago(8), service__way="direct", service__served_on=ago(8))


__all__ = ["ACT_DAY"]
