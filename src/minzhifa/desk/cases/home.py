"""工作台: each role's own work, most urgent first, and where the rest of it is done."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from minzhifa.access import Actor, Role
from minzhifa.access.rls import together
from minzhifa.cases.queries import (
    CaseLine,
    Filters,
    Workbench,
    case_list,
    procedure,
    unassigned_cases,
    waiting_referrals,
    workbench,
)
from minzhifa.desk.admin.versions import own_waiting
from minzhifa.desk.cases.lists import Line, lines
from minzhifa.desk.offline import band
from minzhifa.desk.request import DeskRequest, today
from minzhifa.desk.saved import views_of
from minzhifa.law.errors import NoAnswer
from minzhifa.rules import current

GROUPS = (
    ("owed", "措施届满、解除后立即办理", "over"),
    ("overdue", "已逾期", "over"),
    ("returned", "被退回", "over"),
    ("today", "今天到期", "near"),
    ("week", "七日内", ""),
    ("later", "以后", ""),
)
HANDLERS = (Role.OFFICER, Role.SECTION_HEAD)
DECIDERS = (Role.SECTION_HEAD, Role.REVIEWER, Role.AGENCY_HEAD)
QUEUES = {Role.ARCHIVIST: "等待归档的案件", Role.PRESIDING_OFFICER: "等待举行的听证"}
RARE = {Role.AGENCY_HEAD: "等待指定听证主持人的案件"}  # shown only when there is one
WATCHERS = (Role.SUPERVISOR, Role.PROCURATOR)
WATCHED = 12
SHOWN = 50  # of one's own cases: as many as anybody reads, the most urgent first; the others stand in the list
ASSIGN = "assign_officers"
# Role → what its holder does here, in one sentence, and where.
NOTES: dict[Role, tuple[str, tuple[tuple[str, str], ...]]] = {
    Role.PRESIDING_OFFICER: (
        "指定您主持的听证出现在这里：确定时间地点、登记笔录、提出报告；本案的调查人员不能主持。",
        (("已告知的案件", "/cases/?stage=notified"),),
    ),
    Role.SEAL_KEEPER: (
        "对外文书现在由系统用本机关的数字证书签名，没有要您逐件盖章的事项；您可以在案件的“文书”一栏核对每份文书的签名和文号。",
        (("已决定的案件", "/cases/?stage=decided"),),
    ),
    Role.ARCHIVIST: (
        "批准结案的案件出现在这里；核对案卷后归档，归档后案卷不再改动。",
        (("已归档的案卷", "/cases/?stage=archived"),),
    ),
    Role.SUPERVISOR: (
        "您可以查看所授区划和领域内的全部案件、过程记录和自查结果，不能改动；个人的证件号码、电话和住址是遮盖的。",
        (("逾期的案件", "/cases/?due=late"), ("被退回的案件", "/cases/?state=returned")),
    ),
    Role.PROCURATOR: (
        "您可以查阅所授区划和领域内的案件，包括过程记录和自查结果，不能改动；个人的证件号码、电话和住址是遮盖的。",
        (("已决定的案件", "/cases/?stage=decided"), ("逾期的案件", "/cases/?due=late")),
    ),
    Role.DATA_AUTHORITY: (
        "您可以查看执法主体、事项、依据、基准等要素；数据共享和交换由对接系统按令牌办理，本角色不看案件。",
        (("执法事项", "/matters/"), ("执法主体", "/agencies/")),
    ),
    Role.OPERATOR: ("技术服务单位维护系统运行，不看案件；要素和规则可以查看。", (("期限与规则", "/rules/"),)),
    Role.ADMINISTRATOR: (
        "您管理本单位的账号和授权、执法人员和证件、对接令牌，并提出执法要素的新版本；不看案件。",
        (("账号与授权", "/users/"), ("执法人员和证件", "/officers/"), ("对接令牌", "/tokens/"),
         ("要素审定", "/proposals/"), ("节假日", "/holidays/")),
    ),
}  # fmt: skip


def home(request: DeskRequest) -> HttpResponse:
    """What waits for the actor; a role without cases is told what it does here and where."""
    on, actor = today(request), request.actor
    with together(actor):
        work = workbench(actor, on)
        context = {**band(actor, request), **sections(work, actor, on)}
    context |= {"work": work, "figures": figures(work, actor, on)}
    return render(request, "desk/workbench.html", {**context, **calendar_of(request, work, on)})


def sections(work: Workbench, actor: Actor, on: date) -> dict[str, Any]:
    """The page's parts as this actor's roles need them."""
    groups, total = mine(work, actor, on)
    titles = {**QUEUES, **(RARE if work.queue else {})}
    return {
        "groups": groups,
        "total": total,
        "unshown": total > SHOWN,
        "shown": SHOWN,
        "more": work.more,
        "leads": lines(work.leads, actor, on),
        "queue": lines(work.queue, actor, on),
        "queue_title": next((title for role, title in titles.items() if actor.holds(role)), ""),
        "handles": actor.holds(*HANDLERS),
        "decides": actor.holds(*DECIDERS),
        "own": actor.holds(Role.OFFICER) or total > 0,
        "watched": _watched(actor, on),
        "notes": [(words, links) for role, (words, links) in NOTES.items() if actor.holds(role)],
        "dated": actor.holds(*HANDLERS, *DECIDERS),
        "kept": views_of(actor),
        "waiting": waiting_referrals(actor, on),
        "elements": own_waiting(actor) if actor.holds(Role.ADMINISTRATOR, Role.AGENCY_HEAD) else {},
        "unassigned": [_to_assign(row) for row in lines(unassigned_cases(actor), actor, on)],
    }


def mine(work: Workbench, actor: Actor, on: date) -> tuple[list[tuple[str, str, int, list[Line]]], int]:
    """The actor's cases by urgency: label, level, how many, the rows that are drawn; and how many in all."""
    groups, room = [], SHOWN
    for key, label, level in GROUPS:
        rows: tuple[CaseLine, ...] = getattr(work, key)
        groups.append((label, level, len(rows), lines(rows[:room], actor, on)))
        room = max(room - len(rows), 0)
    return groups, sum(count for _, _, count, _ in groups)


def _to_assign(row: Line) -> Line:
    """A case that came over: its next act is to name who handles it, where its stage lets that be done by itself."""
    named = procedure(row.case.procedure).row(ASSIGN, row.case.stage)
    return replace(row, action=ASSIGN, verb=named.verb, wait="") if named else row


def _watched(actor: Actor, on: date) -> list[Line]:
    """The newest cases of those who supervise."""
    if not actor.holds(*WATCHERS):
        return []
    return lines(case_list(actor, Filters(), limit=WATCHED).rows, actor, on)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number at the head of the page."""

    label: str
    count: int
    note: str
    level: str = ""
    url: str = ""


def figures(work: Workbench, actor: Actor, on: date) -> list[Figure]:
    """Overdue, today, this week and what waits for a decision; none for roles without cases."""
    if not actor.holds(*HANDLERS, *DECIDERS):
        return []
    due = sorted({(c.next_due, c.id, c.owed(on) or c.next_term) for c in _dated(work) if c.next_due})
    late = [one for one in due if one[0] < on]
    now = [one for one in due if one[0] == on]
    week = [one for one in due if on < one[0] <= on + timedelta(days=7)]
    url = reverse("desk:approval_list") if work.approvals else ""
    return [
        Figure("已逾期", len(late), late[0][2] if late else "没有逾期", "bad-ink" if late else ""),
        Figure("今天到期", len(now), now[0][2] if now else "今天没有到期的", "near-ink" if now else ""),
        Figure("七日内", len(week), week[0][2] if week else "一周内没有到期的"),
        Figure("等我审批", len(work.approvals), "去审批" if url else "没有等待审批的", "", url),
    ]


def _dated(work: Workbench) -> Iterator[CaseLine]:
    """Every case on the page whose term concerns the actor."""
    own = (work.owed, work.overdue, work.today, work.week, work.later, work.returned, work.queue)
    return itertools.chain(*own, (line.case for line in work.approvals))


@dataclass(frozen=True, slots=True)
class Day:
    """One square of the calendar."""

    day: date
    other_month: bool
    rest: bool
    due: int
    level: str
    titles: str


def calendar_of(request: HttpRequest, work: Workbench, on: date) -> dict[str, Any]:
    """The month asked for (`?month=2026-11`), by weeks from Monday, with the terms that end on each day."""
    first = month_of(request.GET.get("month", ""), on)
    start = first - timedelta(days=first.weekday())
    due: dict[date, list[CaseLine]] = {}
    for line in _dated(work):
        if line.next_due and line not in due.setdefault(line.next_due, []):
            due[line.next_due].append(line)
    days = [_day(start + timedelta(days=n), first, due, on) for n in range(42)]
    last = max(i for i, d in enumerate(days) if not d.other_month)
    following = (first + timedelta(days=32)).replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    return {"days": days[: (last // 7 + 1) * 7], "month": first, "month_before": before, "month_after": following}


def month_of(text: str, on: date) -> date:
    """The first of the month asked for, else of this month."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return on.replace(day=1)


def _day(day: date, first: date, due: dict[date, list[CaseLine]], on: date) -> Day:
    ending = due.get(day, [])
    level = "" if not ending else "over" if day < on else "near"
    titles = "；".join(f"{c.next_term} {c.cause}" for c in ending[:5])
    try:
        rest = not current().calendar.is_working_day(day)
    except NoAnswer:
        rest = day.weekday() > 4  # noqa: PLR2004 -- Saturday and Sunday, where the year's notice is not loaded
    return Day(day, day.month != first.month, rest, len(ending), level, titles)
