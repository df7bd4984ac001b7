"""Run by itself on the walks' database: the demonstration cases, and what pages need that no link leads to yet.

Prints the addresses of those pages as JSON: view name → [account, address].
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, date, datetime, time

import django

django.setup()

from minzhifa import clock  # noqa: E402 -- Django first
from minzhifa.access import rls  # noqa: E402
from minzhifa.cases.queries import waiting_referrals  # noqa: E402 -- as above
from minzhifa.cases.sample import load_sample_cases  # noqa: E402
from minzhifa.catalog.models import StatuteVersion  # noqa: E402
from minzhifa.catalog.operations import Interval, propose_interval  # noqa: E402
from minzhifa.cli.demo_more import load_powers  # noqa: E402
from minzhifa.desk.elements import uploads, writing  # noqa: E402
from minzhifa.desk.elements.kinds import element  # noqa: E402
from minzhifa.documents.models import Document  # noqa: E402
from minzhifa.documents.pdfs import verify_token  # noqa: E402
from minzhifa.org.demo import fixed  # noqa: E402
from minzhifa.org.operations import apply_exemption  # noqa: E402
from minzhifa.org.queries import actor_for, remits_of  # noqa: E402

PICTURES_DAY = date(2026, 11, 23)
"""The day of `frozen`: the guide's pictures."""
SHOP = {"类型": "企业法人", "名称或姓名": "福州走查用品有限公司", "统一社会信用代码": "91350102MA00000170"}


def _token() -> str:
    """Of a paper that went out."""
    with rls.acting(actor_for(fixed("account", "gl_officer1"), on=TODAY)):
        paper = Document.objects.filter(kind="penalty_decision", status="issued").order_by("at").first()
    assert paper is not None
    return verify_token(paper.id)


def _exemption(at: datetime) -> str:
    head = actor_for(fixed("account", "sj_head"), on=TODAY)
    made = apply_exemption(
        actor=head, remit_id=remits_of(head)[0].id, ground="secret", basis="有关保密规定", scope="涉密案件的办理",
        valid_from=TODAY, on=TODAY, at=at,
    )  # fmt: skip
    return f"/exemptions/{made}/"


def _interval(at: datetime) -> str:
    admin = actor_for(fixed("account", "fj_admin"), on=TODAY)
    text = StatuteVersion.objects.filter(effective_from=None, effective_to=None).order_by("id").first()
    assert text is not None
    made = propose_interval(
        actor=admin, at=at, version_id=text.id, interval=Interval(date(2020, 1, 1), None, "M"), reason="走查"
    )
    return f"/elements/intervals/change/{made.change_id}/"


def _upload(at: datetime) -> str:
    chosen = element("subject")
    labels = [column.label for column in chosen.columns]
    book = writing.sheet("对象", labels, [[SHOP.get(label, "") for label in labels]], "csv")
    who = actor_for(fixed("account", "gl_officer1"), on=TODAY)
    made = uploads.take_in(actor=who, at=at, on=TODAY, kind="subject", name="对象.csv", content=book)
    return f"/elements/imports/{made}/"


def _designation() -> str:
    """The request that lies with the province."""
    head = actor_for(fixed("account", "sj_head"), on=TODAY)
    (asked,) = (one for one in waiting_referrals(head, TODAY) if one.kind == "designation")
    return f"/referrals/{asked.id}/designate/"


def _changes() -> str:
    text = StatuteVersion.objects.exclude(effective_to=None).order_by("id").first()
    assert text is not None
    return f"/statutes/{text.statute_id}/changes/{text.id}/"


TODAY = PICTURES_DAY if os.environ.get("MINZHIFA_SHOTS") == "1" else clock.today()

if __name__ == "__main__":
    load_powers()
    loaded = load_sample_cases(today=TODAY)
    assert not loaded.refused, loaded.refused
    now = datetime.combine(TODAY, time(1), UTC) if TODAY == PICTURES_DAY else clock.now()
    addresses = {
        "portal:verify": ["", f"/v/{_token()}"],
        "desk:referral_designate": ["sj_head", _designation()],
        "desk:exemption_page": ["sj_head", _exemption(now)],
        "desk:element_interval": ["fj_admin", _interval(now)],
        "desk:element_check": ["gl_officer1", _upload(now)],
        "desk:holiday_kept": ["gl_officer1", f"/holidays/{TODAY.year}/kept/"],
        "desk:statute_changes": ["gl_officer1", _changes()],
    }
    sys.stdout.write(json.dumps(addresses) + "\n")
