"""The ordinary road of a case, as the people of one bureau type it into the case page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from case_desk import Desk, problems
from stdnum.cn import uscc

from minzhifa import clock

OFFICER, HEAD, REVIEWER = "gl_officer1", "gl_head", "gl_reviewer"
BODY = "91350102MA0000017"
SUMMARY = "检查发现货架上有超过保质期的饼干十二包"
ACT_DAY = (clock.local_date(clock.now()) - timedelta(days=13)).isoformat()
CAUSE = "涉嫌经营超过保质期的食品案"
RECORD = {
    "record__place": "福州市鼓楼区东街1号", "record__begun_at": f"{ACT_DAY}T09:00",
    "record__ended_at": f"{ACT_DAY}T10:00",
    "record__person": "林某", "record__certificate_shown": "yes", "record__rights_told": "yes",
    "record__shown_answer": "看清楚了，不申请回避", "record__summary": "货架上有超过保质期的饼干十二包，已拍照。",
}  # fmt: skip


def everyone(desk: Desk) -> list[str]:
    """The two officers' ids, as the form lists them."""
    from minzhifa.org.demo.people import fixed
    from minzhifa.org.queries import actor_for

    return [str(actor_for(fixed("account", u), "test").officer_id) for u in ("gl_officer1", "gl_officer2")]


def lead(desk: Desk) -> None:
    """登记案源."""
    answer = desk.send(OFFICER, "/cases/new/", source_kind="inspection", summary=SUMMARY, cause=CAUSE)
    assert answer.status_code == 302, problems(answer)
    desk.code = answer["Location"].split("/")[2]


def steps(desk: Desk) -> dict[str, Callable[[], object]]:
    """The whole road, in order."""
    people = everyone(desk)
    no = "no"
    return {
        "register_lead": lambda: lead(desk),
        "propose_filing": lambda: desk.act(
            OFFICER, "propose_filing", party__kind="legal_person", party__name="福州云堃食品有限公司",
            party__uscc=BODY + uscc.calc_check_digit(BODY), party__legal_representative="林某",
            party__phone="13800138000", party__address="福州市鼓楼区东街1号", officers=people,
            violated="《食品安全法》第三十四条第（十）项",
            basis="《食品安全法》第一百二十四条第一款第（五）项",
        ),
        "approve_filing": lambda: desk.act(HEAD, "approve_filing"),
        "record_inspection": lambda: desk.act(OFFICER, "record_inspection", officers=people, **RECORD),
        "set_elements": lambda: desk.act(
            OFFICER, "set_elements",
            **{"elements__0__text": "经营超过保质期的食品", "elements__0__evidence": ["evidence-1"]},
        ),
        "conclude_investigation": lambda: desk.act(
            OFFICER, "conclude_investigation", opinion__outcome="penalty", opinion__reasons="事实清楚，证据充分", 
            occurred_on=ACT_DAY,
            discretion__grade="一般", discretion__reasons="货值较小，及时改正", discretion__factors="货值不足一千元",
            range__min="10000", range__max="50000", significance__major_public_interest=no, significance__complex=no,
            significance__statutory=no, significance__major_violation=no,
            **{"penalties__0__kind": "0201", "penalties__0__amount": "20000"},
        ),
        "submit_review": lambda: desk.act(OFFICER, "submit_review", review__kind="case"),
        "complete_review": lambda: desk.act(
            REVIEWER, "complete_review", review__conclusion="pass", review__opinion="事实清楚，同意处理意见"
        ),
        "approve_notice": lambda: desk.act(HEAD, "approve_notice"),
        "serve_notice": lambda: desk.act(OFFICER, "serve_notice", notice__way="direct", notice__hearing_told=no),
        "record_statement": lambda: desk.act(
            OFFICER, "record_statement", **{"statements__0__point": "数量很少，请求从轻"}
        ),
        "answer_statement": lambda: desk.act(
            OFFICER, "answer_statement",
            **{"statement_answers__0__answer": "裁量时已经考虑", "statement_answers__0__adopted": no},
        ),
        "waive_statement": lambda: desk.act(
            OFFICER, "waive_statement", waiver__form="written", waiver__statement="on", waiver__hearing="on"
        ),
        "propose_decision": lambda: desk.act(OFFICER, "propose_decision"),
        "approve_decision": lambda: desk.act(HEAD, "approve_decision"),
        "serve_decision": lambda: desk.act(OFFICER, "serve_decision", service__way="direct"),
        "record_payment": lambda: desk.act(OFFICER, "record_payment", **{"payments__0__amount": "20,000.00"}),
        "record_performance": lambda: desk.act(OFFICER, "record_performance", performance__summary="罚款已缴清"),
        "propose_closing": lambda: desk.act(OFFICER, "propose_closing"),
        "approve_closing": lambda: desk.act(HEAD, "approve_closing"),
        "archive_case": lambda: desk.act(OFFICER, "archive_case"),
    }  # fmt: skip


def walk(desk: Desk, last: str) -> None:
    """Everything up to and including `last`."""
    for name, step in steps(desk).items():
        step()
        if name == last:
            return
    raise KeyError(last)
