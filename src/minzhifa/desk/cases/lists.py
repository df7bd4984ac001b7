"""案件: the list, its export, and 工作台."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from minzhifa.access import Actor, Role
from minzhifa.access.errors import Refused
from minzhifa.access.rls import acting
from minzhifa.cases.queries import (
    COUNT_MOST,
    CaseLine,
    Filters,
    NextAct,
    Order,
    case_count,
    case_list,
    left,
    may_sort_by_term,
    stages,
    unit_by_title,
)
from minzhifa.cases.queries import Page as Found
from minzhifa.desk.cases.view_of import act_url
from minzhifa.desk.listing import PAGE_SIZE, Listing, listing
from minzhifa.desk.request import DeskRequest, instant, today
from minzhifa.desk.saved import View, drop_view, keep_view, query_of, views_of
from minzhifa.desk.shapes import Filter, Tab
from minzhifa.ledger.operations import NewEvent, Stream, append
from minzhifa.org.queries import ROLES, RemitCard, remits_of

EXPORT_MOST = 5000
EXPORT_STEP = 200
HEAD = ("案件编码", "案由", "当事人", "环节", "机关", "领域", "登记日期", "最近期限", "期限事项", "主办")
RISKY = ("=", "+", "-", "@", "\t", "\r")
DUE = {"late": "已逾期", "week": "七日内到期"}
MINE = {"mine": "我主办、协办"}
SORTS: tuple[tuple[str, str, Order], ...] = (
    ("", "新登记的在前", "new"),
    ("opened", "早登记的在前", "old"),
    ("due", "期限近的在前", "due"),
)
"""How the list may be sorted: the address's word, the page's, the query's."""


def filters_of(actor: Actor, remits: list[RemitCard]) -> list[Filter]:
    """The drop-downs of the list: only what the actor may see at all."""
    fields = sorted({(r.field_code, r.field_name) for r in remits})
    agencies = sorted({(str(r.agency_id), r.agency_name) for r in remits})[:100]
    found = [Filter("stage", "环节", [(s.id, s.label) for s in stages() if s.id != "none"])]
    if len(agencies) > 1:
        found.append(Filter("agency", "机关", agencies))
    if len(fields) > 1:
        found.append(Filter("field", "领域", fields))
    found.append(Filter("due", "期限", list(DUE.items())))
    if actor.officer_id:
        found.append(Filter("who", "人员", list(MINE.items())))
    states = [("returned", "被退回"), ("historical", "补录"), ("deviates", "偏离裁量基准")]
    return [*found, Filter("state", "状态", states)]


def views(asked: Listing, actor: Actor, own: list[View]) -> list[Tab]:
    """The usual ways to look at the list, then one's own, one click each."""
    now = query_of(asked)
    usual = [("全部", ""), ("我办的", "who=mine"), ("逾期", "due=late"), ("七日内到期", "due=week"),
             ("被退回", "state=returned"), ("新线索", "stage=lead")]  # fmt: skip
    rows = [(label, query) for label, query in usual if actor.officer_id or query != "who=mine"]
    return [
        Tab(label, f"{asked.path}?{query}" if query else asked.path, query == now)
        for label, query in (*rows, *((view.name, view.query) for view in own))
    ]


def wanted(asked: Listing, actor: Actor, on: date) -> Filters:
    """The list's filters as the query takes them."""
    due, state, agency = asked.value("due"), asked.value("state"), asked.value("agency")
    return Filters(
        q=asked.q, stage=asked.value("stage") or None, field_code=asked.value("field") or None,
        agency_id=int(agency) if agency else None, officer_id=actor.officer_id if asked.value("who") else None,
        due_before={"late": on, "week": on + timedelta(days=8)}.get(due),
        returned=True if state == "returned" else None, historical=True if state == "historical" else None,
        deviates=True if state == "deviates" else None,
    )  # fmt: skip


def cases(request: DeskRequest) -> HttpResponse:
    """The cases the actor may see: newest first, oldest first, or by the nearest term."""
    actor, on = request.actor, today(request)
    asked, order = _asked(request)
    filters = wanted(asked, actor, on)
    by_term = may_sort_by_term(actor, filters)
    order = "new" if order == "due" and not by_term else order
    found = case_list(actor, filters, limit=PAGE_SIZE, **_place(asked, order))
    own, now = views_of(actor), query_of(asked)
    context = {
        "listing": asked,
        "page": asked.page_after(found.rows, _cursor(found, order)),
        "total": "" if asked.q else total(case_count(actor, filters)),  # a search would look everything up twice
        "views": views(asked, actor, own),
        "kept": next((view for view in own if view.query == now), None),
        "asked_query": now,
        "by_term": by_term,
        "rows": lines(found.rows, actor, on),
        "registers": actor.holds(Role.OFFICER, Role.SECTION_HEAD),
    }
    return render(request, "desk/cases/list.html", {**context, "query": request.GET.urlencode()})


def _asked(request: DeskRequest) -> tuple[Listing, Order]:
    """What the address asks for, and its order as the query calls it."""
    filters = filters_of(request.actor, remits_of(request.actor))
    asked = listing(request, filters, [(key, label) for key, label, _ in SORTS])
    return asked, next(order for key, _, order in SORTS if key == asked.sort)


def total(count: int) -> str:
    """A bounded count in words: more than is counted is only said to be more."""
    return f"{COUNT_MOST:,}+" if count > COUNT_MOST else str(count)


def _cursor(found: Found, order: str) -> str:
    """The place after the last row shown, "" at the end: its id, by term behind its term's day."""
    if found.after is None:
        return ""
    return f"{found.rows[-1].next_due or ''}~{found.after}" if order == "due" else str(found.after)


def _place(asked: Listing, order: Order) -> dict[str, Any]:
    """Order and place as the query takes them; a place that cannot be read is the beginning."""
    due, _, last = asked.after.rpartition("~")
    try:
        return {
            "order": order,
            "after": UUID(last) if last else None,
            "after_due": date.fromisoformat(due) if due else None,
        }
    except ValueError:
        return {"order": order}


@require_POST
def view_keep(request: DeskRequest) -> HttpResponse:
    """Keep the present filters under a name."""
    request.GET = QueryDict(request.POST.get("query", ""))  # the list's address, which the form sends along
    query = query_of(_asked(request)[0])
    try:
        kept = keep_view(actor=request.actor, name=request.POST.get("name", ""), query=query)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return HttpResponseRedirect(f"{reverse('desk:case_list')}?{query}")
    messages.success(request, f"已存为“{kept.name}”，工作台上也有。")
    return HttpResponseRedirect(kept.url)


@require_POST
def view_drop(request: DeskRequest, view_id: UUID) -> HttpResponse:
    """Delete one of one's own."""
    name = drop_view(actor=request.actor, view_id=view_id)
    messages.success(request, f"已删除看法“{name}”，案件不受影响。")
    return HttpResponseRedirect(reverse("desk:case_list"))


@dataclass(frozen=True, slots=True)
class Line:
    """A case with the actor's next act; `wait` says for whom or for what it waits when it is not his turn."""

    case: CaseLine
    left: int | None
    action: str
    verb: str
    wait: str = ""
    unit: str = "d"
    owed: str = ""  # what a measure that ran out leaves to be done, and why

    @property
    def url(self) -> str:
        """The form of the act, of a part's act by its part."""
        part, _, act = self.action.rpartition("/")
        return act_url(self.case.code, act, part)


def lines(rows: tuple[CaseLine, ...], actor: Actor, on: date) -> list[Line]:
    """Each row with its one verb and the days left."""
    roles = frozenset(str(g.role) for g in actor.grants)
    return [_line(row, roles, str(actor.account_id), on) for row in rows]


def _line(row: CaseLine, roles: frozenset[str], me: str, on: date) -> Line:
    rest, unit = left(row.next_due, on, unit_by_title(row.next_term)) if row.next_due else (None, "d")
    mine = [act for act in row.next_acts if roles & set(act.roles) and me not in act.but]
    now = next((act for act in mine if act.open_on(on)), None)
    if now:
        return Line(row, rest, now.action, now.verb, "", unit, row.owed(on))
    return Line(row, rest, "", "", waiting(row.next_acts, mine, on), unit, row.owed(on))


def waiting(acts: tuple[NextAct, ...], mine: list[NextAct], on: date) -> str:
    """What it waits for: somebody else's act that can be done, else the reason that holds up the viewer's own."""
    others = [act for act in acts if act not in mine and act.open_on(on)]
    if others:
        act = next((one for one in others if one.action != "endorse"), others[0])  # an opinion need not be waited for
        who = next((ROLES[role] for role in act.roles if role in ROLES and role != Role.SYSTEM), "其他人")
        return f"等{who}{act.verb}"
    return next((act.why for act in (*mine, *acts) if act.why), "")


def export(request: DeskRequest) -> StreamingHttpResponse:
    """The list as CSV, at most 5,000 rows; who took it with which filters stands in the account's record."""
    actor, on = request.actor, today(request)
    asked = listing(request, filters_of(actor, remits_of(actor)))
    log_export(actor, request, instant(request))
    rows = _rows(actor, wanted(asked, actor, on))
    name = f'attachment; filename="cases-{on.isoformat()}.csv"'
    return StreamingHttpResponse(
        _csv(rows), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name}
    )


def log_export(actor: Actor, request: HttpRequest, at: datetime) -> None:
    """One entry in the account's stream."""
    event = NewEvent("cases_exported", {"filters": request.GET.urlencode()[:500], "most": EXPORT_MOST})
    with acting(actor):
        append(actor=actor, stream=Stream("account", actor.account_id, actor.name), events=[event], at=at)


def _rows(actor: Actor, filters: Filters) -> Iterator[CaseLine]:
    after: UUID | None = None
    for _ in range(EXPORT_MOST // EXPORT_STEP):
        page = case_list(actor, filters, after=after, limit=EXPORT_STEP)
        yield from page.rows
        if page.after is None:
            return
        after = page.after


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, value: str) -> str:
        return value


def _csv(rows: Iterator[CaseLine]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(HEAD)
    for r in rows:
        cells = (r.code, r.cause, r.party_name, r.stage_label, r.agency_name, r.field_code, r.opened,
                 r.next_due or "", r.next_term, r.lead_officer_name)  # fmt: skip
        yield writer.writerow([_harmless(str(cell)) for cell in cells])


def _harmless(text: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(RISKY) else text
