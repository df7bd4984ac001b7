"""乡镇街道赋权: which township exercises which matters, since when and by which announcement; taking them back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from minzhifa.access import Actor, Role
from minzhifa.access.errors import Refused
from minzhifa.cases.operations import TakenBack, take_back_powers
from minzhifa.cases.queries import running_on_matters
from minzhifa.catalog import queries as catalogue
from minzhifa.desk.admin.handling import FormPage, back_to, doing, take
from minzhifa.desk.cases.widgets import DateInput
from minzhifa.desk.forms import grounded, text
from minzhifa.desk.listing import PAGE_SIZE, listing
from minzhifa.desk.request import DeskRequest, instant, today
from minzhifa.desk.shapes import Crumb
from minzhifa.org import queries as org
from minzhifa.org.operations import (
    approve_empowerment,
    propose_empowerment,
    propose_power_withdrawal,
)
from minzhifa.org.powers import ARTICLE, RUNNING
from minzhifa.org.queries import admin

CRUMBS = (Crumb("乡镇赋权", "/powers/"),)
STATES = {"proposed": "待核准", "coming": "尚未起用", "held": "在行使", "leaving": "收回中", "gone": "已收回"}


class Announced(forms.Form):
    """The public decision on which the change rests."""

    announcement = text(
        "公布的文件", size=200, required=True, ground="决定应当公布（处罚法第二十四条第一款）", css="wide"
    )
    document_number = text("文号", size=60)
    published_on = grounded(forms.DateField(label="公布日", widget=DateInput()), "公布以后才能行使")


class EmpowerForm(Announced):
    """登记赋权."""

    county_id = grounded(forms.TypedChoiceField(label="原实施部门", coerce=int), ARTICLE, "wide")
    matters = grounded(
        forms.CharField(
            label="执法事项代码", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
            help_text="一行一个；代码见“执法事项”。",
        ),
        ARTICLE, "wide",
    )  # fmt: skip
    valid_from = grounded(forms.DateField(label="起", widget=DateInput()), "自此日起可以立案")
    valid_to = grounded(forms.DateField(label="止（当日已失效）", widget=DateInput(), required=False))


class WithdrawForm(Announced):
    """收回赋权."""

    ids = grounded(
        forms.TypedMultipleChoiceField(label="收回的事项", coerce=int, widget=forms.CheckboxSelectMultiple), "", "wide"
    )
    effective_on = grounded(forms.DateField(label="收回之日", widget=DateInput()), "自此日起不再立案")
    running = grounded(
        forms.ChoiceField(label="在办案件", choices=list(RUNNING.items()), widget=forms.RadioSelect),
        "收回时一并决定", "wide",
    )  # fmt: skip
    reason = text("理由", size=500, css="wide")


def _confirms(actor: Actor) -> bool:
    return actor.holds(Role.AGENCY_HEAD)


def power_list(request: DeskRequest) -> HttpResponse:
    """Townships that exercise matters, by name."""
    asked = listing(request)
    after = int(asked.after) if asked.after.isdecimal() else 0
    rows = org.empowered_townships(today(request), q=asked.q, after=after, limit=PAGE_SIZE + 1)
    return render(request, "desk/org/powers.html", {"listing": asked, "page": asked.page(rows, lambda row: row.id)})


def power_page(request: DeskRequest, township_id: int) -> HttpResponse:
    """One township: every matter with its state, every withdrawal."""
    on = today(request)
    rows = [(row, row.state(on), STATES[row.state(on)]) for row in org.township_powers(township_id)]
    card = org.agency_card(township_id, on)
    context = {
        "card": card, "rows": rows, "withdrawals": org.power_withdrawals(township_id), "running": RUNNING,
        "crumbs": CRUMBS, "article": ARTICLE, "may": request.actor.holds(Role.ADMINISTRATOR),
        "waiting": any(state == "proposed" for _, state, _ in rows), "confirms": _confirms(request.actor),
        "leavable": any(state == "held" for _, state, _ in rows),
    }  # fmt: skip
    return render(request, "desk/org/power.html", context)


def _crumbs(name: str, township_id: int) -> tuple[Crumb, ...]:
    return (*CRUMBS, Crumb(name, reverse("desk:power_page", args=[township_id])))


def power_new(request: DeskRequest, township_id: int) -> HttpResponse:
    """登记赋权: the departments of its county that one administers, matters by code."""
    admin.require_some_administration(request.actor)
    on, back = today(request), reverse("desk:power_page", args=[township_id])
    card = org.agency_card(township_id, on)
    form = EmpowerForm(request.POST or None)
    form.fields["county_id"].choices = [  # type: ignore[attr-defined]
        (row.id, row.name) for row in org.agencies(region_code=card.region_code[:6], level="county", limit=200)
    ]
    page = FormPage(
        "登记赋权事项", "登记", f"power-new-{township_id}", back, card.name, _crumbs(card.name, township_id)
    )

    def run(data: dict[str, Any]) -> Any:
        named = _named(data.pop("matters"), request)
        return propose_empowerment(
            actor=request.actor, township_id=township_id, matters=named, at=instant(request), **data
        )

    return take(request, form, page, run, back_to(request, page, "已登记，待负责人核准后起用。"))


def _named(codes: str, request: DeskRequest) -> list[tuple[str, str]]:
    """Matters by their codes as in force today. Raises `Refused` for what the catalogue does not have."""
    try:
        cards = [catalogue.matter_card(code, today(request)) for code in dict.fromkeys(codes.split())]
    except Refused as error:
        raise Refused("unknown_matter", str(error), fields=("matters",)) from None
    return [(card.code, card.name) for card in cards]


def power_approve(request: DeskRequest, township_id: int) -> HttpResponse:
    """核准: all that waits for this township."""
    card, back = org.agency_card(township_id, today(request)), reverse("desk:power_page", args=[township_id])
    rows = [row for row in org.township_powers(township_id) if row.approved_at is None]
    page = FormPage(
        "核准赋权事项", "核准", f"power-approve-{township_id}", back, card.name, _crumbs(card.name, township_id),
        warning="；".join(f"{row.matter_name}（{row.county_name}，{row.announcement}）" for row in rows),
    )  # fmt: skip
    run = doing(
        approve_empowerment, actor=request.actor, township_id=township_id, ids=[row.id for row in rows],
        at=instant(request),
    )  # fmt: skip
    return take(request, forms.Form(request.POST or None), page, run, back_to(request, page, "已核准。"))


def power_withdraw(request: DeskRequest, township_id: int) -> HttpResponse:
    """收回: matters, day, what becomes of the cases that run; those are listed beside."""
    admin.require_some_administration(request.actor)
    on, back = today(request), reverse("desk:power_page", args=[township_id])
    card = org.agency_card(township_id, on)
    held = [row for row in org.township_powers(township_id) if row.state(on) == "held"]
    form = WithdrawForm(request.POST or None)
    form.fields["ids"].choices = [(row.id, f"{row.matter_name}（{row.county_name}）") for row in held]  # type: ignore[attr-defined]
    page = FormPage(
        "收回赋权", "登记收回", f"power-withdraw-{township_id}", back, card.name, _crumbs(card.name, township_id),
        danger=True,
    )  # fmt: skip
    run = doing(propose_power_withdrawal, actor=request.actor, township_id=township_id, at=instant(request))
    return take(request, form, page, run, back_to(request, page, "已登记收回，待负责人核准；在办案件列在收回页。"))


def power_withdrawal_page(request: DeskRequest, withdrawal_id: int) -> HttpResponse:
    """One withdrawal: its matters, and the cases that run on them with the way on."""
    row = org.power_withdrawal(withdrawal_id)
    cases = running_on_matters(request.actor, row.township_id, [one.matter_code for one in row.matters])
    context = {
        "row": row, "cases": cases, "rule": RUNNING[row.running], "confirms": _confirms(request.actor),
        "crumbs": _crumbs(row.township_name, row.township_id), "article": ARTICLE,
    }  # fmt: skip
    return render(request, "desk/org/power_withdrawal.html", context)


def power_withdrawal_approve(request: DeskRequest, withdrawal_id: int) -> HttpResponse:
    """核准收回."""
    row = org.power_withdrawal(withdrawal_id)
    back = reverse("desk:power_withdrawal_page", args=[withdrawal_id])
    page = FormPage(
        "核准收回赋权", "核准收回", f"power-withdrawal-{withdrawal_id}", back, row.township_name,
        _crumbs(row.township_name, row.township_id), warning=RUNNING[row.running], danger=True,
    )  # fmt: skip
    run = doing(take_back_powers, actor=request.actor, withdrawal_id=withdrawal_id, at=instant(request))
    return take(request, forms.Form(request.POST or None), page, run, lambda done: _told(request, page, done))


def _told(request: DeskRequest, page: FormPage, done: TakenBack) -> HttpResponse:
    """How many cases went over with it."""
    moved = f"在办案件 {done.moved} 件已移交。" if done.moved else ""
    left = f"还有 {done.left} 件不能整案移交，列在本页，逐件提请移送。" if done.left else ""
    return back_to(request, page, f"已核准收回。{moved}{left}")(done)
