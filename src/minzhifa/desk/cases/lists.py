"""案件: the list, its export, and 工作台."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from minzhifa.access import Actor, Role
from minzhifa.access.rls import acting
from minzhifa.cases.queries import CaseLine, Filters, NextAct, case_list, left, stages, unit_by_title
from minzhifa.desk.cases.view_of import act_url
from minzhifa.desk.listing import PAGE_SIZE, Listing, listing
from minzhifa.desk.request import DeskRequest, instant, today
from minzhifa.desk.shapes import Filter, Tab
from minzhifa.ledger.operations import NewEvent, Stream, append
from minzhifa.org.queries import ROLES, RemitCard, remits_of

EXPORT_MOST = 5000
EXPORT_STEP = 200
HEAD = ("案件编码", "案由", "当事人", "环节", "机关", "领域", "登记日期", "最近期限", "期限事项", "主办")
RISKY = ("=", "+", "-", "@", "\t", "\r")
DUE = {"late": "已逾期", "week": "七日内到期"}
MINE = {"mine": "我主办、协办"}


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


def views(asked: Listing, actor: Actor) -> list[Tab]:
    """The usual ways to look at the list, one click each; what else is asked for stays in the address as it is."""
    chosen = {f.key: f.value for f in asked.filters if f.value}
    rows = [("全部", {}), ("我办的", {"who": "mine"}), ("逾期", {"due": "late"}), ("七日内到期", {"due": "week"}),
            ("被退回", {"state": "returned"}), ("新线索", {"stage": "lead"})]  # fmt: skip
    return [
        Tab(label, f"{asked.path}?{urlencode(query)}" if query else asked.path, query == chosen and not asked.q)
        for label, query in rows
        if actor.officer_id or "who" not in query
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
    """The cases the actor may see, newest first."""
    asked = listing(request, filters_of(request.actor, remits_of(request.actor)))
    found = case_list(
        request.actor, wanted(asked, request.actor, today(request)), after=_cursor(asked), limit=PAGE_SIZE
    )
    page = asked.page_after(found.rows, str(found.after or ""))
    context = {
        "listing": asked,
        "page": page,
        "views": views(asked, request.actor),
        "rows": lines(found.rows, request.actor, today(request)),
        "registers": request.actor.holds(Role.OFFICER, Role.SECTION_HEAD),
    }
    return render(request, "desk/cases/list.html", {**context, "query": request.GET.urlencode()})


def _cursor(asked: Listing) -> UUID | None:
    try:
        return UUID(asked.after) if asked.after else None
    except ValueError:
        return None


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
