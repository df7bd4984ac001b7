"""A list of what is not punished for the demo province, named as one: proposed and approved as real ones are."""

from __future__ import annotations

from datetime import date, datetime

from minzhifa.catalog.models import SparingList
from minzhifa.catalog.operations import Draft, approve_version, propose_versions
from minzhifa.org.demo import fixed
from minzhifa.org.demo.login import require_demo
from minzhifa.org.queries import actor_for

CODE, SINCE = "DEMO-SCJG-SW", date(2026, 1, 1)
SOURCE = "演示数据，不是任何机关公布的清单"
TWO_YEARS = 24


def load_demo_list(matters: dict[str, str], *, at: datetime) -> int:
    """One first-offence list over `matters` (code → name) of market supervision, once; how many demo lists there are.

    Raises `NotInDemoMode`.
    """
    require_demo()
    if matters and not SparingList.objects.filter(code=CODE).exists():
        entries = [
            {"key": str(n), "violation": name.removeprefix("对").removesuffix("的处罚"), "matters": [code],
             "conditions": "演示条件：初次违法，危害后果轻微并及时改正"}
            for n, (code, name) in enumerate(matters.items(), 1)
        ]  # fmt: skip
        content = {
            "title": "市场监管领域首违不罚清单（演示）", "organ": "演示机关", "months": TWO_YEARS, "entries": entries,
            "mark": "memory", "source": SOURCE, "note": SOURCE,
        }  # fmt: skip
        owner = {"kind": "first", "field": "市场监管", "field_code": "01", "owner_remit_id": None}
        proposer, approver = (actor_for(fixed("account", name), "demo") for name in ("sj_admin", "sj_head"))
        (made,) = propose_versions(
            actor=proposer, at=at, kind="sparing", drafts=[Draft(CODE, SINCE, content, owner)], reason=SOURCE
        )
        approve_version(actor=approver, at=at, kind="sparing", version_id=made.version_id, reason=SOURCE)
    return SparingList.objects.filter(code=CODE).count()
