"""机关往来 over the pages: sent from one bureau's case, found on the other's workbench, taken, answered, designated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import side_roads as road
from admin_pages import post, words
from case_desk import Desk
from case_story import HEAD, OFFICER
from django.core.files.uploadedfile import SimpleUploadedFile
from side_roads import ago

from minzhifa.access import rls
from minzhifa.cases.models import Case, Referral
from minzhifa.org.demo.people import fixed
from minzhifa.org.queries import actor_for

CITY, PROVINCE = "福州市市场监督管理局", "福建省市场监督管理局"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"  # noqa: E501


@pytest.fixture
def desk(province: None, db: None, settings: pytest.FixtureRequest) -> Iterator[Desk]:
    """The bureau's people and a filed case."""
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    found = Desk()
    road.filed(found)
    yield found


def row(kind: str) -> Referral:
    with rls.acting(actor_for(fixed("account", "fj_supervisor")), scope=rls.EVERYTHING):
        return Referral.objects.get(kind=kind)


def sent(desk: Desk) -> Referral:
    part = "agency_transfer-1/"
    away = {
        "outgoing__to": CITY, "outgoing__ground": "region", "outgoing__facts": "行为地在市区",
        "outgoing__basis": "市监程序第十四条",
    }  # fmt: skip
    desk.act(OFFICER, "propose_agency_transfer", on=ago(3), **away)
    desk.act(HEAD, f"{part}approve_agency_transfer", on=ago(2))
    given = {"outgoing_sent__materials__0__title": "检查笔录", "outgoing_sent__way": "平台"}
    desk.act(OFFICER, f"{part}send_case_away", on=ago(0), **given)
    return row("transfer")


def test_a_transfer_is_found_on_the_workbench_taken_and_linked(desk: Desk, login: Any) -> None:
    made = sent(desk)
    city = login("fz_officer1")
    assert "收到的来函" in words(city.get("/"))
    assert "案件移送" in words(city.get("/referrals/"))
    url = f"/referrals/{made.pk}/"
    assert "行为地在市区" in words(city.get(url))
    assert city.get(f"{url}letter.pdf").content.startswith(b"%PDF")
    assert login("cg_officer1").get(url).status_code == 404
    answer = post(city, f"{url}accept/")
    assert answer.status_code == 302
    with rls.acting(actor_for(fixed("account", "fz_officer1"))):
        own = Case.objects.get()
    shown = words(city.get(f"/cases/{own.code}/"))
    assert "移送来源" in shown
    assert "其他机关移送" in shown
    theirs = words(desk.open(OFFICER, "parts/"))
    assert own.code in theirs
    assert "已接收" in theirs
    assert own.code in words(login("gl_officer1").get(url))
    assert "收到的来函" not in words(city.get("/"))


def test_an_objection_needs_its_reason_and_goes_up(desk: Desk, login: Any) -> None:
    made = sent(desk)
    city, url = login("fz_head"), f"/referrals/{made.pk}/"
    assert "不得再自行移送" in words(city.get(f"{url}refuse/"))
    assert post(city, f"{url}refuse/", reason="").status_code == 422
    assert post(city, f"{url}refuse/", reason="行为地在鼓楼").status_code == 302
    assert PROVINCE in words(city.get(url))
    theirs = words(desk.open(OFFICER, "parts/"))
    assert "受移送机关有异议" in theirs
    province = login("sj_head")
    assert "报请指定管辖" in words(province.get("/"))
    asked = f"/referrals/{row('designation').pk}/"
    form = words(province.get(f"{asked}designate/"))
    assert CITY in form
    chosen = actor_for(fixed("account", "fz_officer1")).agency_id
    values = {"agency_id": chosen, "number": "闽市监指管〔2026〕1号", "reason": "市区多处"}
    assert post(province, f"{asked}designate/", **{**values, "number": ""}).status_code == 422
    assert post(province, f"{asked}designate/", **values).status_code == 302
    code = made.case_code
    kept = words(login("gl_officer1").get(f"/cases/{code}/"))
    assert "已移交其他机关" in kept
    assert CITY in kept
    bench = login("fz_section").get("/")
    assert "没有指定办案人员" in words(bench)
    assert f"/cases/{code}/do/assign_officers/" in bench.content.decode()
    assert login("fz_section").get(f"/cases/{code}/do/assign_officers/").status_code == 200
    assert code in words(login("gl_officer1").get("/referrals/moved/"))


def test_a_request_is_answered_with_a_file_that_arrives_in_the_case(desk: Desk, login: Any) -> None:
    asked = {"assistance__to": CITY, "assistance__matters": "核实进货", "assistance__facts": "销售过期食品"}
    desk.act(OFFICER, "request_assistance", on=ago(1), **asked)
    made = row("assistance")
    city, url = login("fz_officer1"), f"/referrals/{made.pk}/"
    page = words(city.get(url))
    assert "核实进货" in page
    assert "第四十五条第二款" in page
    assert post(city, f"{url}delay/", until=ago(0), reason="数量多").status_code == 422
    upload = SimpleUploadedFile("台账.pdf", PDF, "application/pdf")
    answer = post(city, f"{url}answer/", result="done", text="进货200瓶", files=upload)
    assert answer.status_code == 302
    evidence = desk.open(OFFICER, "evidence/").content.decode()
    assert "台账" in evidence
    assert f"协助调查复函（{CITY}）" in evidence
    officer = login("gl_officer1")
    assert "进货200瓶" in words(officer.get(url))
    assert officer.get(f"{url}reply.pdf").content.startswith(b"%PDF")
    assert post(city, f"{url}answer/", result="done", text="再复").status_code == 422


def test_a_request_from_outside_is_registered_and_runs(login: Any) -> None:
    city = login("fz_officer1")
    remit = city.get("/referrals/new/").context["form"].fields["remit_id"].choices[0][0]
    values = {
        "remit_id": remit, "sender": "江西省某局", "letter_number": "", "received_on": ago(0), "subject": "某案",
        "matters": "核实供货", "facts": "",
    }  # fmt: skip
    assert post(city, "/referrals/new/", **{**values, "sender": ""}).status_code == 422
    assert post(city, "/referrals/new/", **values).status_code == 302
    assert "江西省某局" in words(city.get("/"))
    assert "江西省某局" not in words(login("gl_officer1").get("/"))


def test_names_of_agencies_are_offered_while_typing(login: Any) -> None:
    client = login("gl_officer1")
    assert CITY in client.get("/agencies/names", {"outgoing.to": "福州市市场"}).content.decode()
    assert "option" not in client.get("/agencies/names", {"outgoing.to": "福"}).content.decode()
