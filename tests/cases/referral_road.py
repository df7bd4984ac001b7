"""A case of 鼓楼's bureau from which letters go to the city's bureau and to the urban management of the district."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

from cases_road import AT, Road

from minzhifa.access import rls
from minzhifa.cases.models import Referral
from minzhifa.cases.queries import case_page, case_page_by_code

CITY, URBAN, PROVINCE = "福州市市场监督管理局", "福州市鼓楼区城市管理局", "福建省市场监督管理局"
TODAY = AT.date().isoformat()
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"  # noqa: E501


def name_of(slug: str) -> str:
    from minzhifa.org.models import Agency

    return Agency.objects.get(slug=slug).name


def evidence(road: Road, *, title: str = "进货台账", who: str = "gl_officer1", case_id: UUID | None = None) -> Any:
    """A file in the case (or with a letter), as its officer stores it."""
    from minzhifa.evidence.operations import store_file

    actor = road.actor(who)
    remit = road.remit.id if case_id is None else next(iter(actor.grants[0].remits))
    with rls.acting(actor):
        return store_file(
            actor=actor, case_id=case_id or road.case_id, remit_id=remit, upload=io.BytesIO(PDF), name="a.pdf",
            kind="documentary", title=title, at=AT,
        )  # fmt: skip


def add(road: Road, title: str) -> Any:
    """A file that is evidence of the case."""
    stored = evidence(road, title=title)
    item = {
        "id": str(stored.id), "kind": "documentary", "title": title, "date": "2026-06-12", "count": "1份",
        "sm3": stored.sm3, "sha256": stored.sha256,
    }  # fmt: skip
    road.act("gl_officer1", "add_evidence", "2026-06-12", {"evidence": [item]})
    return stored


def send_away(road: Road, to: str, files: list[str], ground: str = "region") -> Referral | None:
    """The transfer up to the letter; the row in which it lies at the other agency, None when it is not there."""
    part = "agency_transfer-1"
    away = {"to": to, "ground": ground, "facts": "违法行为地在对方辖区", "basis": "市监程序第十四条"}
    road.act("gl_officer1", "propose_agency_transfer", "2026-06-22", {"outgoing": away})
    road.act("gl_head", "approve_agency_transfer", "2026-06-23", {}, part=part)
    sent = {"materials": [{"title": "检查笔录", "count": "1份"}], "way": "平台", "files": files}
    road.act("gl_officer1", "send_case_away", TODAY, {"outgoing_sent": sent}, part=part)
    return letter(road, "transfer")


def ask(road: Road, to: str, files: list[str] | None = None) -> Referral | None:
    """A request for assistance."""
    asked = {"to": to, "matters": "核实进货数量", "facts": "销售过期食品", "files": files or []}
    road.act("gl_officer1", "request_assistance", "2026-06-22", {"assistance": asked})
    return letter(road, "assistance")


def letter(road: Road, kind: str) -> Referral | None:
    with rls.acting(road.actor("gl_head"), scope=rls.EVERYTHING):
        return Referral.objects.filter(kind=kind).order_by("-id").first()


def page(road: Road, who: str = "gl_officer1", code: str = "") -> Any:
    if code:
        return case_page_by_code(road.actor(who), code, on=AT.date())
    return case_page(road.actor(who), road.case_id, on=AT.date())
