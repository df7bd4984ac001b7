"""Rows of long tables, drawn by a function: as a template one row costs ten times as much, and pages have fifty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from minzhifa.desk.addresses import address
from minzhifa.desk.cases.home import Day
from minzhifa.desk.cases.lists import Line
from minzhifa.desk.templatetags.fmt import brief, cdate, days_left, term_level

register = template.Library()
WEEK = 7
NOTHING = SafeString("")
BLANK = SafeString(" blank")  # a cell without content is left out on a phone
RETURNED = SafeString(' <span class="tag over">被退回</span>')
_ROW = (
    '<tr><th scope="row"><a href="{}">{}</a>{}<div class="small muted mono">{}</div></th>'
    '<td data-label="当事人" class="{}">{}</td>'
    '<td data-label="环节"><span class="nowrap">{}</span>{}</td>'
    '<td data-label="期限" class="{}">{}</td>'
    '<td data-label="主办" class="nowrap{}">{}</td>'
    '<td class="verb">{}</td></tr>'
)


@register.simple_tag
def case_line(row: Line) -> SafeString:
    """A case in a table: what it is, where it stands, what ends next, and the one thing that its reader can do."""
    case = row.case
    page = address("desk:case_page", case.code)
    return format_html(
        _ROW,
        page, brief(case.cause) or "（案由待定）", RETURNED if case.returned else NOTHING, case.code,
        NOTHING if case.party_name else BLANK, case.party_name or "—",
        case.stage_label, format_html('<div class="small muted">{}</div>', row.wait) if row.wait else NOTHING,
        NOTHING if row.owed or row.left is not None else BLANK, _term(row),
        NOTHING if case.lead_officer_name else BLANK, case.lead_officer_name or "—",
        format_html('<a class="btn small" href="{}">{}</a>', row.url, row.verb) if row.action
        else format_html('<a class="btn small quiet" href="{}">查看</a>', page),
    )  # fmt: skip


def _term(row: Line) -> SafeString | str:
    if row.owed:
        return format_html('<span class="tag over">立即办理</span><div class="small">{}</div>', row.owed)
    if row.left is None:
        return "—"
    return format_html(
        '<span class="tag {}" title="{}">{}</span><div class="small muted">{}</div>',
        term_level(row.left), cdate(row.case.next_due), days_left(row.left, row.unit), row.case.next_term,
    )  # fmt: skip


@register.simple_tag
def month_weeks(days: Sequence[Day], today: date) -> SafeString:
    """The weeks of a month as rows: rest days grey, days on which terms end marked, with their titles."""
    weeks = (days[at : at + WEEK] for at in range(0, len(days), WEEK))
    return format_html_join("", "<tr>{}</tr>", ((_week(week, today),) for week in weeks))


def _week(week: Sequence[Day], today: date) -> SafeString:
    return SafeString("".join(_square(one, today) for one in week))


def _square(one: Day, today: date) -> str:
    marks = ("rest", one.rest), ("today", one.day == today), ("other", one.other_month), (one.level, bool(one.level))
    css = " ".join(name for name, given in marks if given)
    if not one.due:
        return f'<td class="{css}">{one.day.day}</td>'
    return format_html(
        '<td class="{}" title="{}">{}<span class="hidden-visually">，到期 {} 件：{}</span></td>',
        css, one.titles, one.day.day, one.due, one.titles,
    )  # fmt: skip
