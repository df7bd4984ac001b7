"""期限与规则: every term and value with its source, and a try-out that counts as the cases do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from minzhifa import rules
from minzhifa.desk.admin.forms_rules import SurchargeForm, TermForm
from minzhifa.desk.admin.rule_groups import groups, value_lines, why_words
from minzhifa.desk.admin.words import START_EVENTS, WHOSE
from minzhifa.desk.labels import SUBJECT_KINDS
from minzhifa.desk.listing import Listing, listing
from minzhifa.desk.request import today
from minzhifa.desk.shapes import Crumb, Filter, Tab
from minzhifa.law.errors import BadInput, NoAnswer
from minzhifa.law.fines import surcharge
from minzhifa.law.rulebook import Rules, Ruling, TermRule, compute
from minzhifa.law.terms import BackMode, Computed, legal_day
from minzhifa.law.terms_count import compute_period

MARKS = [("V", "已核"), ("M", "待核")]
CRUMBS = (Crumb("期限与规则", "/rules/"),)


def _asked(request: HttpRequest, served: Rules) -> Listing:
    domains = [(code, domain.title) for code, domain in served.domains.items()]
    return listing(request, [Filter("domain", "领域", domains), Filter("mark", "可信", MARKS)])


def _fits(asked: Listing, rule: Any, words: str) -> bool:
    domain, mark = asked.value("domain"), asked.value("mark")
    return asked.q in words and domain in ("", rule.domain) and mark in ("", rule.mark)


def _tabs(current: str) -> list[Tab]:
    names = [("期限", "rule_list"), ("门槛和开关", "rule_values"), ("试算", "rule_trial")]
    return [Tab(label, reverse(f"desk:{view}"), view == current) for label, view in names]


def rule_list(request: HttpRequest) -> HttpResponse:
    """期限, folded by field; a search or a filter unfolds what it finds."""
    served, on = rules.current(), today(request)
    asked = _asked(request, served)

    def fits(rule: TermRule) -> bool:
        return _fits(asked, rule, f"{rule.title} {rule.source} {rule.id} {START_EVENTS.get(rule.start_event, '')}")

    found = groups(served, on, fits, asked.value("domain"))
    if asked.q or asked.value("mark"):
        found = [group for group in found if group.lines]
    context = {"listing": asked, "groups": found, "count": sum(len(group.lines) for group in found)}
    context |= {"tabs": _tabs("rule_list"), "precedence": served.precedence}
    context |= {"events": START_EVENTS, "whose": WHOSE, "on": on, "version": served.version}
    return render(request, "desk/admin/rules.html", context)


def rule_values(request: HttpRequest) -> HttpResponse:
    """门槛和开关 by field and word, each with the reason why it holds."""
    served = rules.current()
    asked = _asked(request, served)

    def fits(rule: Ruling, title: str) -> bool:
        return _fits(asked, rule, f"{title} {rule.source} {rule.key}")

    rows = list(value_lines(served, today(request), fits))
    context = {"listing": asked, "rows": rows, "domains": served.domains, "tabs": _tabs("rule_values")}
    context |= {"kinds": SUBJECT_KINDS, "precedence": served.precedence, "version": served.version}
    return render(request, "desk/admin/rule_values.html", context)


def rule_trial(request: HttpRequest) -> HttpResponse:
    """试算: what a term or a surcharge comes to, with the sentence that explains it; the address keeps the figures."""
    served = rules.current()
    asked = request.GET.get("do", "")
    first = {"term": request.GET.get("term", ""), "domain": request.GET.get("domain", "general")}
    sent = request.GET if asked == "deadline" else None
    forms = {
        "deadline": TermForm(sent, terms=_choices(served), domains=served.domains, initial=first),
        "surcharge": SurchargeForm(request.GET if asked == "surcharge" else None),
    }
    form = forms.get(asked)
    done = _TRIALS[asked](form, served) if form is not None and form.is_valid() else None
    context = {"forms": forms, "asked": asked, "done": done, "tabs": _tabs("rule_trial"), "crumbs": CRUMBS}
    if done and asked == "deadline" and form is not None and form.cleaned_data["term"]:
        data = form.cleaned_data
        context["why"] = why_words(served, data["term"], data["domain"], legal_day(data["start"]))
    return render(request, "desk/admin/trial.html", context, status=422 if form is not None and not done else 200)


def _choices(served: Rules) -> list[tuple[str, str]]:
    titles = {rule.id: rule.title for versions in served.terms.values() for rule in versions}
    return sorted(titles.items(), key=lambda pair: pair[1])


def _deadline(form: TermForm, served: Rules) -> Computed | None:
    """The same functions as behind a case's terms; what they refuse stands beside the form's first field."""
    data = form.cleaned_data
    mode = BackMode(data["back_mode"]) if data["back_mode"] else None
    try:
        if not data["term"]:
            return _plain(form, served, mode)
        rule = served.term(data["term"], data["domain"], legal_day(data["start"]))
        if not form.moments_fit(rule.unit):
            return None
        return compute(rule, data["start"], served.calendar, data["pauses"], back_mode=mode)
    except (BadInput, NoAnswer) as refusal:
        form.add_error("start" if isinstance(refusal, BadInput) else "term", refusal.message)
        return None


def _plain(form: TermForm, served: Rules, mode: BackMode | None) -> Computed | None:
    data = form.cleaned_data
    if not form.moments_fit(data["period"].unit):
        return None
    return compute_period(
        data["period"], data["start"], served.calendar, back=data["back"], back_mode=mode or BackMode.INCLUSIVE,
        roll=data["roll"], pauses=data["pauses"],
    )  # fmt: skip


def _surcharge(form: SurchargeForm, served: Rules) -> Any:
    data = form.cleaned_data
    try:
        rate, cap = served.surcharge_terms(data["due"])
        return surcharge(data["fine"], data["due"], data["on"], data["pauses"], rate=rate, cap=cap)
    except (BadInput, NoAnswer) as refusal:
        form.add_error("due", refusal.message)
        return None


_TRIALS: dict[str, Any] = {"deadline": _deadline, "surcharge": _surcharge}
