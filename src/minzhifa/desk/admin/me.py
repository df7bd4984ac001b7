"""我的账号: own roles and what they let see, certificates, what was recorded, password and second factor."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from minzhifa.desk.admin.sight import sight
from minzhifa.desk.admin.words import ROLE_MEANING, told
from minzhifa.desk.request import DeskRequest, instant, today
from minzhifa.org.queries import admin, pages


def me_page(request: DeskRequest) -> HttpResponse:
    """One's own account, for everybody."""
    actor = request.actor
    card = admin.account_detail(actor, actor.account_id, at=instant(request), on=today(request))
    context = {
        "card": card,
        "meaning": ROLE_MEANING,
        "sight": sight(actor),
        "officer": pages.officer_detail(actor, card.officer_id) if card.officer_id else None,
        "history": [told(row) for row in admin.account_history(actor, actor.account_id)],
        "on": today(request),
    }
    return render(request, "desk/admin/me.html", context)
