"""Demo powers of townships, one of them taken back, and one ground for which a bureau was off the platform."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from minzhifa.access.rls import acting
from minzhifa.clock import local_date
from minzhifa.org.demo.login import require_demo
from minzhifa.org.demo.people import fixed
from minzhifa.org.models import Agency, Empowerment, OfflineGround, Remit
from minzhifa.org.operations import (
    approve_empowerment,
    approve_power_withdrawal,
    end_offline,
    propose_empowerment,
    propose_power_withdrawal,
    record_offline,
)
from minzhifa.org.queries import actor_for

COUNTY, TOWNSHIPS = "urban-350582", ("township-350582103", "township-350582101", "township-350582104")
SINCE, PUBLISHED = date(2022, 6, 1), date(2022, 5, 16)
ANNOUNCEMENT = "晋江市乡镇（街道）赋权事项目录的公告（演示）"
BACK, BACK_PUBLISHED = date(2026, 9, 1), date(2026, 8, 10)
BUREAU, FIELD = "market-350102", "market"
OFF_FOR = timedelta(days=1)


def load_demo_powers(matters: Sequence[tuple[str, str]], *, at: datetime) -> int:
    """Hand `matters` (code, name) on to some townships of 晋江, once; returns the powers present.

    Raises `NotInDemoMode`.
    """
    require_demo()
    register, confirm = actor_for(fixed("account", "fj_admin")), actor_for(fixed("account", "sft_head"))
    ids = dict(Agency.objects.filter(slug__in=[COUNTY, *TOWNSHIPS]).values_list("slug", "id"))
    for slug in TOWNSHIPS:
        if slug not in ids or not matters or Empowerment.objects.filter(township=ids[slug]).exists():
            continue
        town = ids[slug]
        made = propose_empowerment(
            actor=register, township_id=town, county_id=ids[COUNTY], matters=matters, valid_from=SINCE,
            announcement=ANNOUNCEMENT, published_on=PUBLISHED, at=at,
        )  # fmt: skip
        approve_empowerment(actor=confirm, township_id=town, ids=made, at=at)
        if slug == TOWNSHIPS[0]:
            key = propose_power_withdrawal(
                actor=register, township_id=town, ids=made[-1:], effective_on=BACK, running="continue",
                announcement="收回部分赋权事项的公告（演示）", published_on=BACK_PUBLISHED, at=at, reason="评估后收回",
            )  # fmt: skip
            approve_power_withdrawal(actor=confirm, withdrawal_id=key, at=at)
    _offline(at)
    return Empowerment.objects.count()


def _offline(at: datetime) -> None:
    """The bureau of 鼓楼 was without the platform for a day; its time of back entry runs."""
    officer = actor_for(fixed("account", "gl_officer1"))
    remit = Remit.objects.filter(agency__slug=BUREAU, field__slug=FIELD).first()
    if remit is None or remit.pk not in officer.scope.remits:
        return
    with acting(officer):
        if OfflineGround.objects.filter(remit=remit).exists():
            return
    began = local_date(at) - OFF_FOR
    key = record_offline(
        actor=officer,
        remit_id=remit.pk,
        kind="no_network",
        text="地下冷库检查，现场没有网络（演示）",
        began_on=began,
        at=at,
    )
    end_offline(actor=officer, ground_id=key, ended_on=began, at=at)
