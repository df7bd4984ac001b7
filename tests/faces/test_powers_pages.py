"""乡镇赋权 and 平台外办理 over the pages: registered, confirmed, withdrawn; recorded, ended, entered late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from admin_pages import post, recorded, the_agency, words

from minzhifa import clock
from minzhifa.cases.models import Case
from minzhifa.org.models import Empowerment, EmpowermentWithdrawal, Exemption, LateEntry, OfflineGround, Remit

TOWN, COUNTY = "township-350582103", "urban-350582"


def announced(**more: object) -> dict[str, object]:
    return {"announcement": "赋权公告", "document_number": "", "published_on": "2026-01-05", **more}


@pytest.fixture
def empowered(login, matter):
    town = the_agency(TOWN)
    values = announced(county_id=the_agency(COUNTY).pk, matters=matter.code, valid_from="2026-02-01")
    assert post(login("fj_admin"), f"/powers/{town.pk}/new/", **values).status_code == 302
    assert post(login("sft_head"), f"/powers/{town.pk}/approve/").status_code == 302
    return Empowerment.objects.get(township=town)


def test_a_power_is_registered_confirmed_listed_and_shown(login, empowered):
    assert empowered.approved_name
    assert (recorded("empowerment_proposed"), recorded("empowerment_approved")) == (1, 1)
    client = login("gl_officer1")
    assert "1 项" in words(client.get("/powers/"))
    page = words(client.get(f"/powers/{empowered.township_id}/"))
    assert "在行使" in page
    assert "赋权公告" in page
    assert "赋权事项" in words(client.get(f"/agencies/{empowered.township_id}/"))


def test_an_unknown_matter_is_refused_beside_its_field(login):
    values = announced(county_id=the_agency(COUNTY).pk, matters="NO-SUCH", valid_from="2026-02-01")
    answer = post(login("fj_admin"), f"/powers/{the_agency(TOWN).pk}/new/", **values)
    assert answer.status_code == 422
    assert "NO-SUCH" in words(answer)
    assert not Empowerment.objects.exists()


def test_only_administrators_open_the_forms_and_only_the_confirming_head_confirms(login, empowered):
    url = f"/powers/{empowered.township_id}"
    assert login("cd_officer1").get(f"{url}/new/").status_code == 403
    assert login("cd_officer1").get(f"{url}/withdraw/").status_code == 403
    values = announced(county_id=the_agency(COUNTY).pk, matters=empowered.matter_code, valid_from="2026-02-01")
    again = post(login("fj_admin"), f"{url}/new/", **values)
    assert again.status_code == 422
    assert "已经登记" in words(again)


def test_a_withdrawal_chooses_the_rule_and_lists_the_cases(login, empowered):
    url = f"/powers/{empowered.township_id}/withdraw/"
    assert "移交原实施的县级部门" in words(login("fj_admin").get(url))
    values = announced(ids=[empowered.pk], effective_on="2026-06-01", running="hand_over", reason="评估")
    assert post(login("fj_admin"), url, **values).status_code == 302
    made = EmpowermentWithdrawal.objects.get()
    page = f"/powers/withdrawals/{made.pk}/"
    assert post(login("gl_head"), f"{page}approve/").status_code in (403, 422)
    assert post(login("sft_head"), f"{page}approve/").status_code == 302
    empowered.refresh_from_db()
    assert empowered.valid_to.isoformat() == "2026-06-01"
    assert "逐件提请移送" in words(login("cd_head").get(page))


def test_a_ground_is_recorded_ended_seen_and_entered_under(login):
    today = clock.today()
    remit = Remit.objects.get(agency=the_agency(), field__slug="market")
    client = login("gl_officer1")
    values = {"remit_id": remit.pk, "kind": "failure", "text": "服务中断", "began_on": today.isoformat()}
    assert post(client, "/offline/new/", **values).status_code == 302
    ground = OfflineGround.objects.get(remit=remit)
    assert "情形存续" in words(login("fz_supervisor").get("/offline/"))
    assert "情形存续" in words(client.get("/"))
    assert post(client, f"/offline/{ground.pk}/end/", ended_on=today.isoformat()).status_code == 302
    lead = {
        "remit": f"{remit.agency_id}:01", "procedure": "ordinary", "source_kind": "inspection",
        "received_on": today.isoformat(), "on": today.isoformat(), "summary": "检查发现", "offline_ground": ground.pk,
        "state_secret": "no",
    }  # fmt: skip
    assert post(client, "/cases/new/", **lead).status_code == 302
    case = Case.objects.get(code=LateEntry.objects.get(ground=ground).case_code)
    assert case.state["facts"]["late_entry"]["overdue"] is False
    assert "平台外办理，已补录" in words(client.get(f"/cases/{case.code}/"))
    assert case.code in words(client.get(f"/offline/{ground.pk}/"))


def test_a_single_act_of_an_open_case_is_entered_under_a_ground_and_marked_where_people_look(login):
    today = clock.today().isoformat()
    remit = Remit.objects.get(agency=the_agency(), field__slug="market")
    client = login("gl_officer1")
    lead = {
        "remit": f"{remit.agency_id}:01", "procedure": "ordinary", "source_kind": "inspection", "received_on": today,
        "on": today, "summary": "检查发现", "state_secret": "no",
    }  # fmt: skip
    code = post(client, "/cases/new/", **lead)["Location"].split("/")[2]
    form = f"/cases/{code}/do/add_evidence/"
    assert "平台外办理后补录" not in words(client.get(form))
    values = {"remit_id": remit.pk, "kind": "failure", "text": "服务中断", "began_on": today}
    post(client, "/offline/new/", **values)
    ground = OfflineGround.objects.get(remit=remit)
    assert "平台外办理后补录" in words(client.get(form))
    given = {
        "on": today, "evidence.kind": "documentary", "evidence.title": "进货单", "evidence.date": today,
        "evidence.source": "当事人提供", "evidence.count": "1 份", "offline_ground": ground.pk,
    }  # fmt: skip
    answer = post(client, form, **given)
    assert answer.status_code in (200, 204, 302), words(answer)
    (mark,) = Case.objects.get(code=code).state["facts"]["late_acts"]
    assert (mark["action"], mark["overdue"]) == ("add_evidence", False)
    assert "1 个环节补录" in words(client.get(f"/cases/{code}/"))
    assert "补录" in words(client.get(f"/cases/{code}/history/"))
    seen = words(login("fz_supervisor").get(f"/offline/{ground.pk}/"))
    assert code in seen
    assert "收集证据" in seen


def test_a_wrong_end_is_told_beside_its_field(login):
    today = clock.today()
    remit = Remit.objects.get(agency=the_agency(), field__slug="market")
    client = login("gl_officer1")
    values = {"remit_id": remit.pk, "kind": "failure", "text": "服务中断", "began_on": today.isoformat()}
    post(client, "/offline/new/", **values)
    ground = OfflineGround.objects.get(remit=remit)
    early = (today - timedelta(days=1)).isoformat()
    answer = post(client, f"/offline/{ground.pk}/end/", ended_on=early)
    assert answer.status_code == 422
    assert "消除日" in words(answer)


def test_a_case_of_state_secrets_is_refused_and_sent_off_the_platform(login):
    today = clock.today().isoformat()
    remit = Remit.objects.get(agency=the_agency(), field__slug="market")
    before = Case.objects.count()
    lead = {
        "remit": f"{remit.agency_id}:01", "procedure": "ordinary", "source_kind": "inspection", "received_on": today,
        "on": today, "summary": "不应保存", "state_secret": "yes",
    }  # fmt: skip
    answer = post(login("gl_officer1"), "/cases/new/", **lead)
    assert answer.status_code == 422
    assert "不得在平台登记" in words(answer)
    assert Case.objects.count() == before


def test_an_exemption_is_applied_for_and_consented_to_over_the_pages(login):
    remit = Remit.objects.get(agency=the_agency("market-350000"), field__slug="market")
    today = clock.today().isoformat()
    values = {
        "remit_id": remit.pk, "ground": "secret", "basis": "保密规定", "scope": "某类业务", "valid_from": today,
        "on": today,
    }  # fmt: skip
    assert post(login("sj_head"), "/exemptions/new/", **values).status_code == 302
    made = Exemption.objects.get()
    for step in ("reviewed", "submitted", "consented"):
        step_values = {"step": step, "body": "省人民政府", "document": "某号", "on": today}
        answer = post(login("sft_head"), f"/exemptions/{made.pk}/step/", **step_values)
        assert answer.status_code == 302, words(answer)
    assert "豁免中" in words(login("sj_head").get("/exemptions/"))
    assert "省人民政府同意" in words(login("fj_supervisor").get(f"/exemptions/{made.pk}/"))
