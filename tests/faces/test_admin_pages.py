"""The pages of administration: who may open them, each act done once and recorded, refusals beside their fields."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minzhifa import rules
from minzhifa.catalog.models import Benchmark, BenchmarkVersion, Matter, MatterVersion, State
from minzhifa.desk.admin.differences import differences
from minzhifa.desk.admin.holiday_text import Unreadable, read_days
from minzhifa.ledger.models import Event
from minzhifa.org.models import (
    Account,
    Agency,
    AgencyName,
    AgencyNumberWord,
    Certificate,
    CertificateSuspension,
    Officer,
    RoleGrant,
    SystemToken,
)
from minzhifa.org.sessions import SECOND_FACTOR
from minzhifa.rules.models import HolidayYear

OPEN_TO_ALL = ["/authority/", "/holidays/", "/holidays/2025/", "/rules/", "/rules/values/", "/rules/try/",
               "/procedures/", "/proposals/", "/me/"]  # fmt: skip
FOR_ADMINISTRATORS = ["/users/", "/users/new/", "/tokens/", "/tokens/new/"]
NOTICE = """2027-01-01..2027-01-03 休 元旦
2027-02-05..2027-02-11 休 春节
2027-02-20 班 春节
2027-10-01..2027-10-07 休 国庆节"""
Login = Callable[[str], Client]


@pytest.fixture
def login(db: None, province: None, settings: object) -> Iterator[Login]:
    """`login("gl_admin")`: a client that passed both factors as that demo account."""
    settings.DEMO = True  # type: ignore[attr-defined]

    def _login(username: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=username), backend="minzhifa.org.backends.AccountBackend")
        session = client.session
        session[SECOND_FACTOR] = True
        session.save()
        return client

    yield _login
    rules.forget()


@pytest.fixture
def matter(db: None) -> Matter:
    """A matter with one approved version."""
    made = Matter.objects.create(code="T-CF-001", field="市场监管", field_code="SC", kind="penalty")
    MatterVersion.objects.create(
        matter=made, number=1, state=State.APPROVED, shipped=True, name="对测试行为的处罚", mark="page", source="测试",
        basis=[{"text": "《测试法》第一条", "statute": "测试法", "place": "第一条", "unresolved": "未存该法律文本"}],
        elements=[{"key": "act", "kind": "act", "text": "实施了测试行为", "citation": "《测试法》第一条"}],
    )  # fmt: skip
    return made


def _agency(slug: str = "market-350102") -> Agency:
    return Agency.objects.get(slug=slug)


def _post(client: Client, url: str, token: uuid.UUID | None = None, **values: object) -> object:
    return client.post(url, {"once": str(token or uuid.uuid4()), **values})


def _recorded(kind: str) -> int:
    return Event.objects.filter(type=kind).count()


def _words(answer: object) -> str:
    return re.sub(r"<[^>]+>", "", answer.content.decode())  # type: ignore[attr-defined]


@pytest.mark.parametrize("url", OPEN_TO_ALL)
def test_what_the_law_and_the_rules_say_is_open_to_every_officer(login, url):
    assert login("gl_officer1").get(url).status_code == 200


@pytest.mark.parametrize("url", FOR_ADMINISTRATORS)
def test_accounts_and_tokens_are_open_to_administrators_only(login, url):
    assert login("gl_admin").get(url).status_code == 200
    assert login("gl_officer1").get(url).status_code == 403


@pytest.mark.parametrize("what", ["rename", "words/new", "officers/new", "history"])
def test_an_agency_is_changed_by_its_own_administrator_only(login, what):
    url = f"/agencies/{_agency().pk}/{what}/"
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
    agency, before = _agency(), _recorded("agency_renamed")
    values = {"name": "福州市鼓楼区市场局", "on": "2027-01-01", "source": "测试批复〔2026〕1号"}
    answer = _post(login("gl_admin"), f"/agencies/{agency.pk}/rename/", **values)
    assert answer.status_code == 302
    assert AgencyName.objects.filter(agency=agency, valid_to=date(2027, 1, 1)).exists()
    assert AgencyName.objects.get(agency=agency, valid_to=None).name == "福州市鼓楼区市场局"
    assert _recorded("agency_renamed") == before + 1


def test_a_rename_that_begins_before_the_present_name_is_refused_beside_its_day(login):
    client, agency = login("gl_admin"), _agency()
    values = {"name": "新名称", "on": "2027-01-01", "source": "依据"}
    _post(client, f"/agencies/{agency.pk}/rename/", **values)
    answer = _post(client, f"/agencies/{agency.pk}/rename/", **{**values, "on": "2026-01-01"})
    assert answer.status_code == 422
    assert "新名称的启用日必须晚于现名称的启用日" in answer.context["form"].errors["on"][0]


def test_a_form_sent_twice_is_done_once(login):
    client, agency, token = login("gl_admin"), _agency(), uuid.uuid4()
    before = Officer.objects.count()
    for _ in range(2):
        answer = _post(client, f"/agencies/{agency.pk}/officers/new/", token, name="郑某测", post="科员")
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
    answer = _post(client, url, token, **values)
    assert answer.status_code == 422
    assert "早于" in answer.context["form"].errors["valid_until"][0]
    assert _post(client, url, token, **{**values, "valid_until": "2031-05-31"}).status_code == 302
    assert Certificate.objects.filter(number="13010299999").count() == 1


def test_a_suspended_certificate_is_invalid_on_the_day_asked_for_and_good_again_after_it_is_resumed(login):
    client, agency = login("gl_admin"), _agency()
    officer = Officer.objects.get(account__username="gl_officer2")
    paper = Certificate.objects.filter(officer=officer).latest("valid_from")
    _post(client, f"/certificates/{paper.pk}/suspend/", starts_on="2026-11-01", reason="考核不合格")
    stop = CertificateSuspension.objects.get(certificate=paper)
    check = f"/agencies/{agency.pk}/check/?on=2026-11-20"
    assert f"执法证{paper.number}自2026-11-01起暂扣" in _words(client.get(check))
    assert _post(client, f"/suspensions/{stop.pk}/end/", on="2026-11-15", reason="考核合格").status_code == 302
    assert f"执法证{paper.number}自" not in _words(client.get(check))
    assert _recorded("certificate_resumed") == 1


def test_number_words_are_shown_for_each_kind_and_change_from_their_day(login):
    client, agency = login("gl_admin"), _agency()
    url = f"/agencies/{agency.pk}/words/"
    _post(client, f"{url}new/", kind="filing_approval", word="测新立", on="2027-03-01", reason="启用新代字")
    assert AgencyNumberWord.objects.get(agency=agency, kind="filing_approval").word == "测新立"
    assert "测新立〔2027〕1号" in _words(client.get(f"{url}?on=2027-03-01"))
    assert "测新立〔" not in _words(client.get(f"{url}?on=2027-02-28"))


def test_a_new_account_shows_its_password_once_and_must_change_it(login):
    client, token = login("gl_admin"), uuid.uuid4()
    values = {"username": "gl_new", "name": "新某", "agency": str(_agency().pk), "reason": "新进人员"}
    answer = _post(client, "/users/new/", token, **values)
    password = re.search(r'secret-value">([\w-]{23})<', answer.content.decode())[1]
    account = Account.objects.get(username="gl_new")
    assert account.check_password(password)
    assert account.must_change_password
    assert answer["Cache-Control"] == "private, no-store"
    again = _post(client, "/users/new/", token, **values)
    assert again.status_code == 302
    assert password not in client.get(f"/users/{account.pk}/").content.decode()


def test_an_initial_password_opens_nothing_before_it_is_changed(login):
    client = login("gl_officer1")
    Account.objects.filter(username="gl_officer1").update(must_change_password=True)
    answer = client.get("/me/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/password/change/")


def test_a_username_that_is_taken_is_told_beside_the_field(login):
    values = {"username": "gl_officer1", "name": "某", "agency": str(_agency().pk), "reason": "x"}
    answer = _post(login("gl_admin"), "/users/new/", **values)
    assert answer.status_code == 422
    assert "已被使用" in answer.context["form"].errors["username"][0]


def test_a_role_is_granted_and_taken_back_on_the_record(login):
    client, account = login("gl_admin"), Account.objects.get(username="gl_officer2")
    values = {"role": "archivist", "agency": str(_agency().pk), "valid_from": "2026-01-01", "reason": "兼任"}
    assert _post(client, f"/users/{account.pk}/grants/new/", **values).status_code == 302
    grant = RoleGrant.objects.get(account=account, role="archivist")
    assert "档案管理人员" in _words(client.get(f"/users/{account.pk}/"))
    assert _post(client, f"/grants/{grant.pk}/revoke/", on="2026-11-01", reason="不再兼任").status_code == 302
    grant.refresh_from_db()
    assert grant.valid_to == date(2026, 11, 1)
    assert (_recorded("role_granted"), _recorded("role_revoked")) == (1, 1)


def test_an_acting_role_over_a_region_is_refused_beside_the_agency(login):
    account = Account.objects.get(username="gl_officer2")
    values = {"role": "officer", "region": "350100", "valid_from": "2026-01-01", "reason": "x"}
    answer = _post(login("fj_admin"), f"/users/{account.pk}/grants/new/", **values)
    assert answer.status_code == 422
    assert "机关" in answer.context["form"].errors["agency"][0]


def test_nobody_grants_himself_a_role_or_resets_his_own_login(login):
    client, own = login("gl_admin"), Account.objects.get(username="gl_admin")
    values = {"role": "agency_head", "agency": str(_agency().pk), "valid_from": "2026-01-01", "reason": "x"}
    answer = _post(client, f"/users/{own.pk}/grants/new/", **values)
    assert (answer.status_code, answer.context["problem"].what) == (422, "不能给自己授予角色。")
    assert _post(client, f"/users/{own.pk}/reset/", reason="x").status_code == 422


def test_a_reset_gives_a_new_initial_password_and_a_closed_account_is_gone(login):
    client, account = login("gl_admin"), Account.objects.get(username="gl_officer2")
    former = account.password
    answer = _post(client, f"/users/{account.pk}/reset/", second_factor="on", reason="手机丢失")
    account.refresh_from_db()
    assert (answer.status_code, account.must_change_password, account.password == former) == (200, True, False)
    assert _post(client, f"/users/{account.pk}/close/", reason="调离").status_code == 302
    account.refresh_from_db()
    assert not account.is_active
    assert (_recorded("login_reset"), _recorded("account_closed")) == (1, 1)


def test_a_token_is_shown_once_explained_and_revoked(login):
    client = login("gl_admin")
    values = {"name": "测试平台", "agency": str(_agency().pk), "expires_at": "2027-06-30", "scopes": ["cases:read"]}
    answer = _post(client, "/tokens/new/", **values)
    shown = re.search(r"mzf_\w+_[\w-]+", answer.content.decode())[0]
    listed = client.get("/tokens/").content.decode()
    assert shown not in listed
    assert "读取本机关的案件" in listed
    token = SystemToken.objects.get(name="测试平台")
    assert token.expires_at.isoformat() == "2027-06-30T16:00:00+00:00"
    assert _post(client, f"/tokens/{token.pk}/revoke/", reason="停用").status_code == 302
    assert "已撤销" in client.get("/tokens/").content.decode()
    assert login("pt_admin").get(f"/tokens/{token.pk}/revoke/").status_code == 404


def test_a_later_year_is_imported_by_the_province_only_and_recorded(login):
    values = {"year": "2027", "source": "国务院办公厅关于2027年部分节假日安排的通知", "days": NOTICE}
    assert _post(login("gl_admin"), "/holidays/import/", **values).status_code == 403
    client = login("fj_admin")
    assert "2027 年" in _words(client.get("/holidays/")).partition("落在这些年份")[0]
    assert _post(client, "/holidays/import/", **values).status_code == 302
    assert HolidayYear.objects.get(year=2027).work == {"2027-02-20": "春节"}
    assert _recorded("calendar_year_imported") == 1


def test_an_implausible_year_is_refused_and_nothing_is_recorded(login):
    values = {"year": "2027", "source": "测试", "days": NOTICE.replace("2027-02-20", "2027-02-19")}
    answer = _post(login("fj_admin"), "/holidays/import/", **values)
    assert answer.status_code == 422
    assert "本来就是工作日" in _words(answer)
    assert _recorded("calendar_year_imported") == 0


@pytest.mark.parametrize(
    "line", ["2027-13-01 休 元旦", "元旦 休 2027-01-01", "2027-01-01 休", "2027-01-03..2027-01-01 休 元旦"]
)
def test_a_line_that_is_no_day_is_named_by_its_number(line):
    with pytest.raises(Unreadable, match="第 2 行"):
        read_days(f"# 注\n{line}")


def test_a_csv_file_is_read_like_the_text():
    off, work = read_days("\ufeff日期,休或班,节日\r\n2027-01-01,休,元旦\r\n2027/1/9,班,元旦\r\n")
    assert (off, work) == ({date(2027, 1, 1): "元旦"}, {date(2027, 1, 9): "元旦"})


def test_the_try_out_counts_as_the_command_line_does(login):
    client = login("gl_officer1")
    query = {"do": "deadline", "domain": "general", "period": "5wd", "start": "2024-09-27"}
    assert "2024年10月10日" in _words(client.get("/rules/try/", query))
    fine = {"do": "surcharge", "fine": "20000", "due": "2024-10-08", "on": "2024-10-20"}
    assert "¥7,200.00" in _words(client.get("/rules/try/", fine))
    paused = {**fine, "pauses": "2024-10-15..2024-11-30"}
    assert "¥3,600.00" in _words(client.get("/rules/try/", paused))


def test_a_try_out_that_cannot_be_counted_says_why_beside_the_field(login):
    client = login("gl_officer1")
    wrong = client.get("/rules/try/", {"do": "deadline", "domain": "general", "period": "5wd", "start": "2024-02-30"})
    assert wrong.status_code == 422
    assert "不是有效的日期" in wrong.context["forms"]["deadline"].errors["start"][0]
    later = client.get("/rules/try/", {"do": "deadline", "domain": "general", "period": "5wd", "start": "2050-01-01"})
    assert "没有 2050 年的工作日历" in _words(later)


def test_the_rules_are_filtered_by_field_and_word(login):
    shown = _words(login("gl_officer1").get("/rules/", {"domain": "general", "q": "追责时效"}))
    assert "生命健康安全" in shown
    assert "先行登记保存处理" not in shown


def test_a_version_is_proposed_compared_and_approved_by_another_person(login, matter):
    values = {
        "name": "对测试行为的行政处罚", "basis": "《广告法》第五十五条第一款", "mark": "page", "source": "页面测试",
        "effective_from": "2027-01-01", "reason": "更正名称",
        "elements-TOTAL_FORMS": "2", "elements-INITIAL_FORMS": "1",
        "elements-0-key": "act", "elements-0-kind": "act", "elements-0-text": "实施了测试行为",
        "elements-0-required": "on",
        "elements-1-kind": "result", "elements-1-text": "造成后果", "elements-1-citation": "第二条",
    }  # fmt: skip
    proposer = login("gl_admin")
    assert _post(proposer, f"/proposals/matter/new/{matter.code}/", **values).status_code == 302
    version = MatterVersion.objects.get(matter=matter, number=2)
    assert [row["key"] for row in version.elements] == ["act", "e1"]
    page = proposer.get(f"/proposals/matter/{version.pk}/").content.decode()
    assert "<ins>行政</ins>" in page
    assert f"/proposals/matter/{version.pk}/approve/" not in page
    assert _post(proposer, f"/proposals/matter/{version.pk}/approve/").status_code == 403
    assert "对测试行为的行政处罚" in _words(login("gl_head").get("/proposals/"))
    assert _post(login("gl_head"), f"/proposals/matter/{version.pk}/approve/", reason="同意").status_code == 302
    version.refresh_from_db()
    assert version.state == State.APPROVED
    history = _words(login("gl_officer1").get(f"/proposals/matter/of/{matter.code}/"))
    assert "提出执法事项新版本" in history
    assert "审定执法事项" in history


def test_an_officer_proposes_no_version_and_a_withdrawal_needs_its_reason(login, matter):
    assert login("gl_officer1").get(f"/proposals/matter/new/{matter.code}/").status_code == 403
    version = MatterVersion.objects.get(matter=matter)
    head = login("gl_head")
    assert _post(head, f"/proposals/matter/{version.pk}/retire/", effective_to="2027-01-01").status_code == 422
    answer = _post(head, f"/proposals/matter/{version.pk}/retire/", effective_to="2027-01-01", reason="依据已废止")
    assert answer.status_code == 302
    version.refresh_from_db()
    assert version.effective_to == date(2027, 1, 1)


def test_a_benchmark_without_a_grade_is_refused(login):
    made = Benchmark.objects.create(code="T-JZ-1", field="市场监管", region="福建省")
    BenchmarkVersion.objects.create(
        benchmark=made, number=1, state=State.APPROVED, shipped=True, violation="测试行为", law="《测试法》第一条",
        grades=[{"grade": "轻微", "factor": "初次", "range": "一万元以下"}], mark="page", source="测试",
    )  # fmt: skip
    values = {
        "violation": "测试行为", "law": "《测试法》第一条", "mark": "page", "source": "测试", "reason": "x",
        "effective_from": "2027-01-01", "grades-TOTAL_FORMS": "1", "grades-INITIAL_FORMS": "1", "grades-0-grade": "",
    }  # fmt: skip
    answer = _post(login("gl_admin"), "/proposals/benchmark/new/T-JZ-1/", **values)
    assert answer.status_code == 422
    assert "裁量档次至少一行" in _words(answer)


def test_only_what_is_said_otherwise_is_marked():
    rows = differences("benchmark", {"law": "甲法第一条", "note": "同"}, {"law": "甲法第二条", "note": "同"})
    law = next(row for row in rows if row.label == "依据")
    assert [(piece.state, piece.text) for piece in law.after] == [("same", "甲法第"), ("new", "二"), ("same", "条")]
    assert [row.label for row in rows if row.changed] == ["依据"]


def test_the_procedure_is_drawn_with_who_documents_terms_and_articles(login):
    shown = _words(login("gl_officer1").get("/procedures/"))
    for word in ("立案呈批", "立案审批表", "行政机关负责人", "处罚决定呈批", "处罚法第五十四条第二款"):
        assert word in shown


def test_ones_own_account_tells_roles_sight_certificates_and_record(login):
    shown = _words(login("gl_officer1").get("/me/"))
    for word in ("执法人员", "看得见 1 个机关在 1 个领域的案件", "登录", "修改密码", "第二步验证"):
        assert word in shown


@pytest.mark.parametrize("url", ["/users/", "/tokens/", "/proposals/", "/me/", "/holidays/", "/procedures/"])
def test_a_page_asks_the_database_as_often_whatever_it_holds(login, url):
    client = login("fj_admin")
    client.get(url)
    counts = []
    for n in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        counts.append(len(asked))
        for k in range(5):
            Account.objects.create(username=f"count{n}{k}", name="计某", agency=_agency())
            account = Account.objects.get(username=f"count{n}{k}")
            RoleGrant.objects.create(account=account, role="officer", agency=_agency(), valid_from=date(2026, 1, 1))
    assert counts[0] == counts[1] <= 16
