"""A hearing as the head, the officer and the presiding officer type it at their forms."""

from __future__ import annotations

from case_desk import Desk
from case_story import HEAD, OFFICER
from side_roads import ago

PRESIDING, PART = "gl_hearing", "hearing-1"
RECORD = {
    "hearing_record__attendance": "party", "hearing_record__attendees": "办案人员二人；当事人法定代表人",
    "hearing_record__opened": "yes", "hearing_record__charge": "经营超过保质期的食品，建议罚款十五万元",
    "hearing_record__defence": "已经下架，请求从轻", "hearing_record__cross_examination": "对现场笔录没有异议",
    "hearing_record__closing": "双方坚持各自意见", "hearing_record__signed": "signed",
}  # fmt: skip
REPORT = {
    "hearing_report__facts": "违法事实有现场笔录证明", "hearing_report__dispute": "罚款的幅度",
    "hearing_report__opinion": "建议维持拟处罚意见",
}  # fmt: skip
PLAN = {"hearing__place": "三楼听证室", "hearing__openness": "open"}


def officer_id(username: str) -> str:
    """The officer behind a demo account."""
    from minzhifa.org.demo.people import fixed
    from minzhifa.org.queries import actor_for

    return str(actor_for(fixed("account", username), "test").officer_id)


def appointed(desk: Desk) -> None:
    """The head names who presides; the officer hands over the file."""
    desk.act(HEAD, "appoint_presiding", on=ago(18), hearing__presiding=officer_id(PRESIDING))
    desk.act(OFFICER, f"{PART}/hand_over_hearing_file", on=ago(17), hearing__file="案卷一册")


def scheduled(desk: Desk, held: int = 3) -> None:
    """Time, place and recorder; the notice is made."""
    desk.act(
        PRESIDING, f"{PART}/schedule_hearing", on=ago(17), hearing__planned_at=f"{ago(held)}T09:00",
        hearing__recorder=officer_id("gl_reviewer"), **PLAN,
    )  # fmt: skip


def organised(desk: Desk) -> None:
    """Everything up to the day of the hearing."""
    appointed(desk)
    scheduled(desk)
    desk.act(
        OFFICER, f"{PART}/serve_hearing_notice", on=ago(17), hearing__notified_on=ago(17),
        hearing__notice_way="直接送达，法定代表人签收", hearing__others_notified="已通知办案人员",
    )  # fmt: skip
    desk.act(
        PRESIDING, f"{PART}/announce_hearing", on=ago(14), hearing__announced_on=ago(14),
        hearing__announced_where="网站",
    )  # fmt: skip


def held(desk: Desk) -> None:
    """The record of the hearing, then the report."""
    desk.act(PRESIDING, f"{PART}/hold_hearing", on=ago(3), hearing__held_on=ago(3), **RECORD)
    desk.act(PRESIDING, f"{PART}/report_hearing", on=ago(1), **REPORT)
