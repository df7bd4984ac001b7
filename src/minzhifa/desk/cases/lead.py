"""案源登记, and the small pickers that forms ask while somebody types."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from minzhifa.access import Denied, Role
from minzhifa.access.errors import Refused
from minzhifa.cases.errors import KeyReused
from minzhifa.cases.operations import register_lead
from minzhifa.cases.queries import beginnings
from minzhifa.catalog import queries as catalogue
from minzhifa.desk.cases import words
from minzhifa.desk.cases.acting import key_of
from minzhifa.desk.cases.asking import Asking
from minzhifa.desk.cases.fields import FIELDS, GROUPS
from minzhifa.desk.cases.gathering import nested, party_from
from minzhifa.desk.cases.meanwhile import changed_since_sent
from minzhifa.desk.cases.sections import WIDE
from minzhifa.desk.cases.widgets import DateInput
from minzhifa.desk.cases.words import choices
from minzhifa.desk.errors import problem_of
from minzhifa.desk.forms import grounded, show
from minzhifa.desk.offline import open_grounds
from minzhifa.desk.request import DeskRequest, instant, sent_digest, today
from minzhifa.desk.search import clean
from minzhifa.desk.shapes import Crumb
from minzhifa.law.citing import cite
from minzhifa.org.queries import RemitCard, certified_officers, remits_of
from minzhifa.rules import current
from minzhifa.subjects import queries as subjects

CRUMBS = (Crumb("案件", "/cases/"),)
PICKED = 8
NOBODY = cast("Asking", None)  # the party's fields ask nothing of a case
PARTY = tuple(part.rstrip("*") for part in GROUPS["party"])


class LeadForm(forms.Form):
    """What is known of a lead; all but source, day and summary may still be unknown."""

    def __init__(
        self, remits: list[RemitCard], on: Any, people: list[Any], data: Any = None,
        grounds: Sequence[tuple[str, str]] = (),
    ) -> None:  # fmt: skip
        super().__init__(data)
        domain = remits[0].domain if len({r.domain for r in remits}) == 1 else ""
        places = [(f"{r.agency_id}:{r.field_code}", f"{r.agency_name} · {r.field_name}") for r in remits]
        self._add("remit", forms.ChoiceField(label="机关和领域", choices=places), "处罚法第十七条")
        road = forms.ChoiceField(
            label="程序", choices=[(one.id, one.label) for one in beginnings()],
            help_text="当场处罚、不予处罚等可以直接选用；以后也可以转为普通程序。",
        )  # fmt: skip
        secret = forms.ChoiceField(
            label="是否涉及国家秘密", choices=[("no", "不涉及"), ("yes", "涉及或者可能涉及")], initial="no",
            widget=forms.RadioSelect(attrs={"class": "inline"}),
            help_text="涉及国家秘密的不在平台办理，也不要在下面填写。",
        )  # fmt: skip
        self._add("state_secret", secret, "办法第十六条第一款第（一）项")
        self._add("procedure", road, "处罚法第五十一条、第五十四条")
        self._add(
            "source_kind",
            forms.ChoiceField(label="案件来源", choices=choices(words.SOURCES, "请选择")),
            cite("处罚法第五十四条；市监程序第十八条", domain, current()) or "",
        )
        received = forms.DateField(label="收到或者发现线索的日期", widget=DateInput(max=on.isoformat()), initial=on)
        self._add("received_on", received, f"{cite('市监程序第十八条', domain, current())}：自此起算核查期限")
        noted = forms.DateField(
            label="登记日期", widget=DateInput(max=on.isoformat()), initial=on,
            help_text="默认今天；补登记的写实际日期，以后的环节不早于这一天。",
        )  # fmt: skip
        self._add("on", noted)
        self._add("cause", forms.CharField(label="案由", max_length=120, required=False, help_text="涉嫌＋违法行为。"))
        summary = forms.CharField(label="案情摘要", max_length=20000, widget=forms.Textarea(attrs={"rows": 4}))
        self._add("summary", summary, "处罚法第五十四条")
        self._add(
            "matter",
            forms.CharField(
                label="执法事项代码",
                max_length=40,
                required=False,
                help_text="可在上面按名称查找并选用；还不清楚可以不填。",
            ),
        )
        occurred = forms.DateField(label="违法行为发生日", widget=DateInput(max=on.isoformat()), required=False)
        self._add("occurred_on", occurred)
        if grounds:
            offline = forms.ChoiceField(
                label="平台外办理后补录", required=False, choices=[("", "否，在平台上办理"), *grounds],
                help_text="已经登记的情形；登记日期写实际办理的日期，案件永久标明是补录的。",
            )  # fmt: skip
            self._add("offline_ground", offline, "办法第十七条第二款")
        for path in PARTY:
            if (field := FIELDS[path](NOBODY)) is None:
                continue
            field.required = False
            self._add(path, field)
        chosen = [(str(o.id), f"{o.name}　{o.certificate}") for o in people]
        widget = forms.CheckboxSelectMultiple(attrs={"class": "people"})
        self._add(
            "officers", forms.MultipleChoiceField(label="办案人员", choices=chosen, widget=widget, required=False)
        )

    def _add(self, name: str, field: forms.Field, ground: str = "") -> None:
        self.fields[name] = grounded(field, ground, "wide" if name in {*WIDE, "remit"} else "")

    @property
    def general(self) -> list[Any]:
        """Everything but party and people."""
        return [self[n] for n in self.fields if not n.startswith("party.") and n not in ("officers", "matter")]

    @property
    def party(self) -> list[Any]:
        """The party's fields."""
        return [self[n] for n in PARTY]


def lead_form(request: DeskRequest) -> LeadForm:
    """The form for the remits in which the actor may register leads."""
    on = today(request)
    remits = remits_of(request.actor, Role.OFFICER, Role.SECTION_HEAD)
    if not remits:
        raise Denied("register_lead", "登记案源须是有案件办理职责的执法人员")
    home = request.actor.agency_id or remits[0].agency_id
    remits.sort(key=lambda r: (r.agency_id != home, r.agency_name, r.field_code))
    return LeadForm(remits, on, certified_officers(home, on), request.POST or None, open_grounds(request))


def case_new(request: DeskRequest) -> HttpResponse:
    """Register a lead; the form's token makes a second sending harmless."""
    form, problem = lead_form(request), None
    if request.method == "POST" and form.is_valid():
        try:
            done = _register(request, form)
        except KeyReused as again:
            problem = changed_since_sent(again)
        except Refused as refusal:
            show(form, refusal)
            problem = problem_of(refusal)
        else:
            messages.success(request, f"已登记案源，案件编码 {done.code}。")
            return HttpResponseRedirect(f"{reverse('desk:case_page', args=[done.code])}?did=new")
    context = {"form": form, "problem": problem, "crumbs": CRUMBS}
    return render(request, "desk/cases/new.html", context, status=422 if request.method == "POST" else 200)


def _register(request: DeskRequest, form: LeadForm) -> Any:
    facts = nested(form.cleaned_data)
    agency, _, field = facts.pop("remit").partition(":")
    facts.pop("on")
    facts["state_secret"] = facts.pop("state_secret") == "yes"
    if ground := facts.pop("offline_ground", ""):
        facts["offline_ground"] = UUID(ground)
    party = facts.pop("party", {})
    if party.get("name"):
        facts["party"] = party_from(request.actor, party)
    if chosen := facts.pop("officers", None):
        facts["officers"] = [{"officer_id": one} for one in chosen]
    return register_lead(
        actor=request.actor, agency_id=int(agency), field=field, on=form.cleaned_data["on"],
        at=instant(request), idempotency_key=key_of(request), sent=sent_digest(request), **facts,
    )  # fmt: skip


def pick_party(request: DeskRequest) -> HttpResponse:
    """Subjects by name, code or initials; one click fills the party's fields."""
    word = clean(request.GET.get("pick_party", ""))
    rows = subjects.search(request.actor, word, limit=PICKED).rows if word else ()
    found = [
        (row.name, row.uscc or row.address, json.dumps({
            "party.subject_id": str(row.id), "party.kind": row.kind if row.kind in words.PARTY_KINDS else "",
            "party.name": row.name, "party.uscc": row.uscc, "party.legal_representative": row.legal_representative,
            "party.address": row.address, "party.id_number": "", "party.phone": "",
        }, ensure_ascii=False))
        for row in rows
    ]  # fmt: skip
    context = {"found": found, "word": word, "verb": "选用", "none": "没有找到，直接在下面填写即可。"}
    return render(request, "desk/cases/picked.html", context)


def pick_matter(request: DeskRequest) -> HttpResponse:
    """Matters by name or code; one click fills the code, and the cause where it is empty."""
    word = clean(request.GET.get("pick_matter", ""))
    rows = catalogue.matters(q=word, kind="penalty", on=today(request), limit=PICKED) if word else []
    ready = {True: "　已编要件", False: ""}
    found = [
        (row.name, f"{row.field} · {row.code}{ready[row.has_elements]}", json.dumps({"matter": row.code}))
        for row in rows
    ]  # fmt: skip
    return render(
        request,
        "desk/cases/picked.html",
        {"found": found, "word": word, "verb": "选用", "none": "没有这个事项，可以立案时再定。"},
    )


def pick_provision(request: DeskRequest) -> HttpResponse:
    """Provisions by words; one click adds the citation as a line."""
    word = clean(request.GET.get("pick_provision", ""))
    target = "basis" if request.GET.get("target") == "basis" else "violated"
    rows = catalogue.search_provisions(word, limit=PICKED) if word else []
    found = [(row.citation, row.excerpt, json.dumps({target: row.citation}, ensure_ascii=False)) for row in rows]
    return render(
        request,
        "desk/cases/picked.html",
        {"found": found, "word": word, "verb": "引用", "append": True, "none": "没有找到这样的条文。"},
    )
