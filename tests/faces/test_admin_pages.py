"""The pages of administration: who may open them, each act done once and recorded, refusals beside their fields."""

from __future__ import annotations

import re
import uuid
from datetime import date

import pytest
from admin_pages import post, recorded, the_agency, words

from minzhifa.org.models import (
    Account,
    AgencyName,
    AgencyNumberWord,
    Certificate,
    CertificateSuspension,
    Officer,
    RoleGrant,
    SystemToken,
)

OPEN_TO_ALL = ["/authority/", "/holidays/", "/holidays/2025/", "/rules/", "/rules/values/", "/rules/try/",
               "/procedures/", "/proposals/", "/me/"]  # fmt: skip
FOR_ADMINISTRATORS = ["/users/", "/users/new/", "/tokens/", "/tokens/new/"]


@pytest.mark.parametrize("url", OPEN_TO_ALL)
def test_what_the_law_and_the_rules_say_is_open_to_every_officer(login, url):
    assert login("gl_officer1").get(url).status_code == 200


@pytest.mark.parametrize("url", FOR_ADMINISTRATORS)
def test_accounts_and_tokens_are_open_to_administrators_only(login, url):
    assert login("gl_admin").get(url).status_code == 200
    assert login("gl_officer1").get(url).status_code == 403


@pytest.mark.parametrize("what", ["rename", "words/new", "officers/new", "history"])
def test_an_agency_is_changed_by_its_own_administrator_only(login, what):
    url = f"/agencies/{the_agency().pk}/{what}/"
    assert login("gl_admin").get(url).status_code == 200
    assert login("fj_admin").get(url).status_code == 200
    assert login("pt_admin").get(url).status_code == 403
    assert login("gl_officer1").get(url).status_code == 403


def test_the_navigation_offers_administration_to_administrators_only(login):
    assert 'href="/users/"' in login("gl_admin").get("/me/").content.decode()
    assert 'href="/users/"' not in login("gl_officer1").get("/me/").content.decode()


def test_an_account_of_another_agency_is_not_found(login):
    other = Account.objects.get(username="pt_officer1")
    client = login("gl_admin")
    assert client.get(f"/users/{other.pk}/").status_code == 404
    assert client.get(f"/users/{other.pk}/grants/new/").status_code == 404
    assert client.get(f"/users/{Account.objects.get(username='gl_officer1').pk}/").status_code == 200


def test_renaming_keeps_the_former_name_until_the_day_before_and_is_recorded(login):
    agency, before = the_agency(), recorded("agency_renamed")
    values = {"name": "福州市鼓楼区市场局", "on": "2027-01-01", "source": "测试批复〔2026〕1号"}
    answer = post(login("gl_admin"), f"/agencies/{agency.pk}/rename/", **values)
    assert answer.status_code == 302
    assert AgencyName.objects.filter(agency=agency, valid_to=date(2027, 1, 1)).exists()
    assert AgencyName.objects.get(agency=agency, valid_to=None).name == "福州市鼓楼区市场局"
    assert recorded("agency_renamed") == before + 1


def test_a_rename_that_begins_before_the_present_name_is_refused_beside_its_day(login):
    client, agency = login("gl_admin"), the_agency()
    values = {"name": "新名称", "on": "2027-01-01", "source": "依据"}
    post(client, f"/agencies/{agency.pk}/rename/", **values)
    answer = post(client, f"/agencies/{agency.pk}/rename/", **{**values, "on": "2026-01-01"})
    assert answer.status_code == 422
    assert "新名称的启用日必须晚于现名称的启用日" in answer.context["form"].errors["on"][0]


def test_a_form_sent_twice_is_done_once(login):
    client, agency, token = login("gl_admin"), the_agency(), uuid.uuid4()
    before = Officer.objects.count()
    for _ in range(2):
        answer = post(client, f"/agencies/{agency.pk}/officers/new/", token, name="郑某测", post="科员")
        assert answer.status_code == 302
    assert Officer.objects.count() == before + 1


def test_a_refused_form_can_be_sent_again_once_it_is_corrected(login):
    client, token = login("gl_admin"), uuid.uuid4()
    url = f"/officers/{Officer.objects.get(account__username='gl_officer1').pk}/certificates/new/"
    values = {
        "number": "13010299999",
        "issuer": "福建省司法厅",
        "valid_from": "2026-06-01",
        "valid_until": "2026-01-01",
    }
    answer = post(client, url, token, **values)
    assert answer.status_code == 422
    assert "早于" in answer.context["form"].errors["valid_until"][0]
    assert post(client, url, token, **{**values, "valid_until": "2031-05-31"}).status_code == 302
    assert Certificate.objects.filter(number="13010299999").count() == 1


def test_a_suspended_certificate_is_invalid_on_the_day_asked_for_and_good_again_after_it_is_resumed(login):
    client, agency = login("gl_admin"), the_agency()
    officer = Officer.objects.get(account__username="gl_officer2")
    paper = Certificate.objects.filter(officer=officer).latest("valid_from")
    post(client, f"/certificates/{paper.pk}/suspend/", starts_on="2026-11-01", reason="考核不合格")
    stop = CertificateSuspension.objects.get(certificate=paper)
    check = f"/agencies/{agency.pk}/check/?on=2026-11-20"
    assert f"执法证{paper.number}自2026年11月1日起暂扣" in words(client.get(check))
    assert post(client, f"/suspensions/{stop.pk}/end/", on="2026-11-15", reason="考核合格").status_code == 302
    assert f"执法证{paper.number}自" not in words(client.get(check))
    assert recorded("certificate_resumed") == 1


def test_number_words_are_shown_for_each_kind_and_change_from_their_day(login):
    client, agency = login("gl_admin"), the_agency()
    url = f"/agencies/{agency.pk}/words/"
    post(client, f"{url}new/", kind="filing_approval", word="测新立", on="2027-03-01", reason="启用新代字")
    assert AgencyNumberWord.objects.get(agency=agency, kind="filing_approval").word == "测新立"
    assert "测新立〔2027〕1号" in words(client.get(f"{url}?on=2027-03-01"))
    assert "测新立〔" not in words(client.get(f"{url}?on=2027-02-28"))


def test_a_new_account_shows_its_password_once_and_must_change_it(login):
    client, token = login("gl_admin"), uuid.uuid4()
    person = {"name": "新某", "id_number": "350102199003076019", "agency": str(the_agency().pk)}
    values = {"username": "gl_new", **person, "reason": "新进人员"}
    answer = post(client, "/users/new/", token, **values)
    password = re.search(r'secret-value">([\w-]{23})<', answer.content.decode())[1]
    account = Account.objects.get(username="gl_new")
    assert account.check_password(password)
    assert account.must_change_password
    assert answer["Cache-Control"] == "private, no-store"
    again = post(client, "/users/new/", token, **values)
    assert again.status_code == 302
    assert password not in client.get(f"/users/{account.pk}/").content.decode()


def test_an_initial_password_opens_nothing_before_it_is_changed(login):
    client = login("gl_officer1")
    Account.objects.filter(username="gl_officer1").update(must_change_password=True)
    answer = client.get("/me/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/password/change/")


def test_a_username_that_is_taken_is_told_beside_the_field(login):
    person = {"name": "某", "id_number": "350102199003076019", "agency": str(the_agency().pk)}
    values = {"username": "gl_officer1", **person, "reason": "x"}
    answer = post(login("gl_admin"), "/users/new/", **values)
    assert answer.status_code == 422
    assert "已被使用" in answer.context["form"].errors["username"][0]


def test_a_role_is_granted_and_taken_back_on_the_record(login):
    client, account = login("gl_admin"), Account.objects.get(username="gl_officer2")
    values = {"role": "archivist", "agency": str(the_agency().pk), "valid_from": "2026-01-01", "reason": "兼任"}
    assert post(client, f"/users/{account.pk}/grants/new/", **values).status_code == 302
    grant = RoleGrant.objects.get(account=account, role="archivist")
    assert "档案管理人员" in words(client.get(f"/users/{account.pk}/"))
    assert post(client, f"/grants/{grant.pk}/revoke/", on="2026-11-01", reason="不再兼任").status_code == 302
    grant.refresh_from_db()
    assert grant.valid_to == date(2026, 11, 1)
    assert (recorded("role_granted"), recorded("role_revoked")) == (1, 1)


def test_an_acting_role_over_a_region_is_refused_beside_the_agency(login):
    account = Account.objects.get(username="gl_officer2")
    values = {"role": "officer", "region": "350100", "valid_from": "2026-01-01", "reason": "x"}
    answer = post(login("fj_admin"), f"/users/{account.pk}/grants/new/", **values)
    assert answer.status_code == 422
    assert "机关" in answer.context["form"].errors["agency"][0]


def test_nobody_grants_himself_a_role_or_resets_his_own_login(login):
    client, own = login("gl_admin"), Account.objects.get(username="gl_admin")
    values = {"role": "agency_head", "agency": str(the_agency().pk), "valid_from": "2026-01-01", "reason": "x"}
    answer = post(client, f"/users/{own.pk}/grants/new/", **values)
    assert (answer.status_code, answer.context["problem"].what) == (422, "不能给自己授予角色。")
    assert post(client, f"/users/{own.pk}/reset/", reason="x").status_code == 422


def test_a_reset_gives_a_new_initial_password_and_a_closed_account_is_gone(login):
    client, account = login("gl_admin"), Account.objects.get(username="gl_officer2")
    former = account.password
    answer = post(client, f"/users/{account.pk}/reset/", second_factor="on", reason="手机丢失")
    account.refresh_from_db()
    assert (answer.status_code, account.must_change_password, account.password == former) == (200, True, False)
    assert post(client, f"/users/{account.pk}/close/", reason="调离").status_code == 302
    account.refresh_from_db()
    assert not account.is_active
    assert (recorded("login_reset"), recorded("account_closed")) == (1, 1)


def test_a_closed_account_is_opened_again_on_its_own_page_with_a_password_shown_once(login):
    client, account = login("gl_admin"), Account.objects.get(username="gl_officer2")
    assert "恢复使用" not in client.get(f"/users/{account.pk}/").content.decode()
    post(client, f"/users/{account.pk}/close/", reason="调离")
    assert f"/users/{account.pk}/reopen/" in client.get(f"/users/{account.pk}/").content.decode()
    answer = post(client, f"/users/{account.pk}/reopen/", agency=str(the_agency().pk), reason="调回")
    account.refresh_from_db()
    assert account.is_active
    assert account.check_password(re.search(r'secret-value">([\w-]{23})<', answer.content.decode())[1])
    assert not RoleGrant.objects.filter(account=account, valid_to=None).exists()
    assert login("pt_admin").get(f"/users/{account.pk}/reopen/").status_code == 404


def test_a_second_account_of_a_person_is_refused_beside_his_number(login):
    person = {"name": "新某", "id_number": "350102199003076019", "agency": str(the_agency().pk), "reason": "x"}
    client = login("gl_admin")
    assert post(client, "/users/new/", username="gl_new", **person).status_code == 200
    answer = post(client, "/users/new/", username="gl_other", **person)
    assert answer.status_code == 422
    assert "已有账号 gl_new" in answer.context["form"].errors["id_number"][0]
    wrong = post(client, "/users/new/", username="gl_third", **{**person, "id_number": "350102199003076018"})
    assert wrong.context["form"].errors["id_number"]


def test_an_officer_without_an_account_is_linked_on_his_page(login):
    client, agency = login("gl_admin"), the_agency()
    officer = Officer.objects.create(id=uuid.uuid4(), agency=agency, name="新某")
    account = Account.objects.create(id=uuid.uuid4(), username="gl_new", name="新某", agency=agency)
    page = client.get(f"/officers/{officer.pk}/").content.decode()
    assert "没有关联" in page
    assert f"/officers/{officer.pk}/account/" in page
    wrong = post(client, f"/officers/{officer.pk}/account/", username="gl_head")
    assert "不是同一人" in wrong.context["form"].errors["username"][0]
    assert post(client, f"/officers/{officer.pk}/account/", username="gl_new").status_code == 302
    officer.refresh_from_db()
    assert officer.account == account
    assert "gl_new" in client.get(f"/officers/{officer.pk}/").content.decode()
    assert recorded("officer_linked") == 1
    assert login("gl_officer1").get(f"/officers/{officer.pk}/account/").status_code == 403


def test_a_token_is_shown_once_explained_and_revoked(login):
    client = login("gl_admin")
    values = {"name": "测试平台", "agency": str(the_agency().pk), "expires_at": "2027-06-30", "scopes": ["cases:read"]}
    answer = post(client, "/tokens/new/", **values)
    shown = re.search(r"mzf_\w+_[\w-]+", answer.content.decode())[0]
    listed = client.get("/tokens/").content.decode()
    assert shown not in listed
    assert "读取本机关的案件" in listed
    token = SystemToken.objects.get(name="测试平台")
    assert token.expires_at.isoformat() == "2027-06-30T16:00:00+00:00"
    assert post(client, f"/tokens/{token.pk}/revoke/", reason="停用").status_code == 302
    assert "已撤销" in client.get("/tokens/").content.decode()
    assert login("pt_admin").get(f"/tokens/{token.pk}/revoke/").status_code == 404


def test_a_tokens_approving_waits_for_another_administrator(login):
    client = login("gl_admin")
    given = {
        "name": "审批系统",
        "agency": str(the_agency().pk),
        "expires_at": "2027-06-30",
        "scopes": ["cases:approve"],
    }
    assert post(client, "/tokens/new/", **given).status_code == 200
    token = SystemToken.objects.get(name="审批系统")
    sign = f"/tokens/{token.pk}/countersign/"
    listed = client.get("/tokens/").content.decode()
    assert "批准权限待核准" in listed
    assert sign not in listed, "not offered to who issued it"
    assert "签发人不能核准自己签发的令牌" in post(client, sign, reason="x").content.decode()
    other = login("fj_admin")
    assert sign in other.get("/tokens/").content.decode()
    assert post(other, sign, reason="已核实").status_code == 302
    assert "批准权限待核准" not in client.get("/tokens/").content.decode()
    assert recorded("system_token_countersigned") == 1


def test_accounts_without_a_known_person_are_listed_and_identified(login):
    client, account = login("gl_admin"), Account.objects.get(username="gl_officer1")
    url = f"/users/{account.pk}/identity/"
    assert url in client.get(f"/users/{account.pk}/").content.decode()
    assert "gl_officer1" in client.get("/users/?state=unknown").content.decode()
    assert post(client, url, id_number="350102199003076019", reason="当面核对").status_code == 302
    assert "gl_officer1" not in client.get("/users/?state=unknown").content.decode()
    assert url not in client.get(f"/users/{account.pk}/").content.decode()
    assert recorded("account_identified") == 1
