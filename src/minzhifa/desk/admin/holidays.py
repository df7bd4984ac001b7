"""节假日: the years loaded, one year's calendar, the import of a later one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from minzhifa import rules
from minzhifa.access import Denied
from minzhifa.cases.queries import kept_terms
from minzhifa.cases.queries.kept_terms import MOST
from minzhifa.catalog.operations import import_calendar_year
from minzhifa.catalog.operations.import_calendar_year import administers_province
from minzhifa.desk.admin.forms_rules import HolidayForm
from minzhifa.desk.admin.handling import FormPage, back_to, take
from minzhifa.desk.admin.month_sheets import sheets
from minzhifa.desk.request import DeskRequest, instant, today
from minzhifa.desk.shapes import Crumb
from minzhifa.rules.queries import imports

CRUMBS = (Crumb("节假日", "/holidays/"),)


def holiday_years(request: DeskRequest) -> HttpResponse:
    """Every year with its source; the next year that is not there is named."""
    known = rules.current().calendar.years
    by_year = {row.year: row for row in reversed(imports())}
    rows = [(known[year], by_year.get(year)) for year in sorted(known, reverse=True)]
    here = today(request).year
    context = {
        "rows": rows,
        "missing": [year for year in (here, here + 1) if year not in known],
        "may": administers_province(request.actor),
    }
    return render(request, "desk/admin/holidays.html", context)


def holiday_year(request: HttpRequest, year: int) -> HttpResponse:
    """One year as twelve sheets."""
    known = rules.current().calendar
    if year not in known.years:
        raise Http404
    pages = sheets(year, known, today(request))
    context = {
        "notice": known.years[year],
        "sheets": pages,
        "working_days": sum(page.working_days for page in pages),
        "imports": imports(year),
        "years": [other for other in (year - 1, year + 1) if other in known.years],
        "crumbs": CRUMBS,
    }
    return render(request, "desk/admin/holiday_year.html", context)


def holiday_kept(request: DeskRequest, year: int) -> HttpResponse:
    """Terms that the year's correction left as they were, of the cases that this account sees."""
    rows = kept_terms(request.actor, year=year)
    crumbs = (*CRUMBS, Crumb(f"{year} 年", reverse("desk:holiday_year", args=[year])))
    context = {"year": year, "rows": rows[:MOST], "more": len(rows) > MOST, "most": MOST, "crumbs": crumbs}
    return render(request, "desk/admin/holiday_kept.html", context)


def holiday_import(request: DeskRequest) -> HttpResponse:
    """A year's notice by an administrator of the province."""
    if not administers_province(request.actor):
        raise Denied("import", "工作日历影响全省的期限计算，只有省级系统管理员可以导入。")
    sub = (
        "以国务院办公厅当年的放假安排为准；导入后，这一年的期限才能计算。已有的年份再导一次就是更正："
        "未届满的期限按新日历改期并记入案件，已办结、已届满的不改，列出来由人核对。"
    )
    page = FormPage("导入工作日历", "导入", "holiday-import", reverse("desk:holiday_years"), sub, CRUMBS)
    form = HolidayForm(request.POST or None, request.FILES or None, initial={"year": today(request).year + 1})
    at = instant(request)

    def run(data: dict[str, object]) -> object:
        data.pop("days", None)
        return import_calendar_year(actor=request.actor, at=at, **data)  # type: ignore[arg-type]

    return take(
        request, form, page, run, back_to(request, page, "已导入。从现在起按新日历计算，未届满的期限正在后台改期。")
    )
