"""The pages of calendars, rules, versions and the procedure."""

from __future__ import annotations

from datetime import date

import pytest
from admin_pages import NOTICE, post, recorded, the_agency, words
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minzhifa.catalog.models import (
    Benchmark,
    BenchmarkVersion,
    DocumentTemplate,
    DocumentTemplateVersion,
    MatterVersion,
    State,
)
from minzhifa.desk.admin.differences import differences
from minzhifa.desk.admin.holiday_text import Unreadable, read_days
from minzhifa.org.models import (
    Account,
    RoleGrant,
)
from minzhifa.rules.models import HolidayYear

OPEN_TO_ALL = ["/authority/", "/holidays/", "/holidays/2025/", "/rules/", "/rules/values/", "/rules/try/",
               "/procedures/", "/proposals/", "/me/"]  # fmt: skip
FOR_ADMINISTRATORS = ["/users/", "/users/new/", "/tokens/", "/tokens/new/"]


def test_a_later_year_is_imported_by_the_province_only_and_recorded(login):
    values = {"year": "2027", "source": "国务院办公厅关于2027年部分节假日安排的通知", "days": NOTICE}
    assert post(login("gl_admin"), "/holidays/import/", **values).status_code == 403
    client = login("fj_admin")
    assert "2027 年" in words(client.get("/holidays/")).partition("落在这些年份")[0]
    assert post(client, "/holidays/import/", **values).status_code == 302
    assert HolidayYear.objects.get(year=2027).work == {"2027-02-20": "春节"}
    assert recorded("calendar_year_imported") == 1


def test_an_implausible_year_is_refused_and_nothing_is_recorded(login):
    values = {"year": "2027", "source": "测试", "days": NOTICE.replace("2027-02-20", "2027-02-19")}
    answer = post(login("fj_admin"), "/holidays/import/", **values)
    assert answer.status_code == 422
    assert "本来就是工作日" in words(answer)
    assert recorded("calendar_year_imported") == 0


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
    assert "2024年10月10日" in words(client.get("/rules/try/", query))
    fine = {"do": "surcharge", "fine": "20000", "due": "2024-10-08", "on": "2024-10-20"}
    assert "¥7,200.00" in words(client.get("/rules/try/", fine))
    paused = {**fine, "pauses": "2024-10-15..2024-11-30"}
    assert "¥3,600.00" in words(client.get("/rules/try/", paused))


def test_a_try_out_that_cannot_be_counted_says_why_beside_the_field(login):
    client = login("gl_officer1")
    wrong = client.get("/rules/try/", {"do": "deadline", "domain": "general", "period": "5wd", "start": "2024-02-30"})
    assert wrong.status_code == 422
    assert "不是有效的日期" in wrong.context["forms"]["deadline"].errors["start"][0]
    later = client.get("/rules/try/", {"do": "deadline", "domain": "general", "period": "5wd", "start": "2050-01-01"})
    assert "没有 2050 年的工作日历" in words(later)


def test_the_rules_are_filtered_by_field_and_word(login):
    shown = words(login("gl_officer1").get("/rules/", {"domain": "general", "q": "追责时效"}))
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
    proposer = login("sj_admin")
    assert post(proposer, f"/proposals/matter/new/{matter.code}/", **values).status_code == 302
    version = MatterVersion.objects.get(matter=matter, number=2)
    assert [row["key"] for row in version.elements] == ["act", "e1"]
    page = proposer.get(f"/proposals/matter/{version.pk}/").content.decode()
    assert "<ins>行政</ins>" in page
    assert f"/proposals/matter/{version.pk}/approve/" not in page
    assert post(proposer, f"/proposals/matter/{version.pk}/approve/").status_code == 403
    assert "对测试行为的行政处罚" in words(login("sj_head").get("/proposals/"))
    assert post(login("sj_head"), f"/proposals/matter/{version.pk}/approve/", reason="同意").status_code == 302
    version.refresh_from_db()
    assert version.state == State.APPROVED
    history = words(login("gl_officer1").get(f"/proposals/matter/of/{matter.code}/"))
    assert "提出执法事项新版本" in history
    assert "审定执法事项" in history


def test_a_document_template_gets_a_new_version_from_a_day_like_any_element(login):
    held = DocumentTemplateVersion.objects.create(
        template=DocumentTemplate.objects.create(kind="test_paper"), number=1, state=State.APPROVED, shipped=True,
        title="测试文书", label="2026-1", sha256="a" * 64,
    )  # fmt: skip
    proposer, url = login("fj_admin"), "/proposals/template/new/test_paper/"
    values = {
        "title": "测试文书", "label": "2027-1", "sha256": "b" * 64, "effective_from": "2027-01-01", "reason": "改版式",
    }  # fmt: skip
    assert held.sha256 in proposer.get(url).content.decode()
    bad = post(proposer, url, **{**values, "sha256": "B" * 10})
    assert (bad.status_code, "64 位" in words(bad)) == (422, True)
    assert post(proposer, url, **values).status_code == 302
    made = DocumentTemplateVersion.objects.get(template=held.template, number=2)
    assert (made.state, made.sha256, str(made.effective_from)) == (State.PROPOSED, "b" * 64, "2027-01-01")
    assert "2027-1" in words(proposer.get(f"/proposals/template/{made.pk}/"))
    assert login("gl_officer1").get(url).status_code == 403


def test_an_officer_proposes_no_version_and_a_withdrawal_needs_its_reason(login, matter):
    assert login("gl_officer1").get(f"/proposals/matter/new/{matter.code}/").status_code == 403
    version = MatterVersion.objects.get(matter=matter)
    head = login("sj_head")
    assert post(head, f"/proposals/matter/{version.pk}/retire/", effective_to="2027-01-01").status_code == 422
    answer = post(head, f"/proposals/matter/{version.pk}/retire/", effective_to="2027-01-01", reason="依据已废止")
    assert answer.status_code == 302
    version.refresh_from_db()
    assert version.effective_to == date(2027, 1, 1)


def test_a_benchmark_without_a_grade_is_refused(login):
    made = Benchmark.objects.create(code="T-JZ-1", field="市场监管", field_code="01", region="福建省")
    BenchmarkVersion.objects.create(
        benchmark=made, number=1, state=State.APPROVED, shipped=True, violation="测试行为", law="《测试法》第一条",
        grades=[{"grade": "轻微", "factor": "初次", "range": "一万元以下"}], mark="page", source="测试",
    )  # fmt: skip
    values = {
        "violation": "测试行为", "law": "《测试法》第一条", "mark": "page", "source": "测试", "reason": "x",
        "effective_from": "2027-01-01", "grades-TOTAL_FORMS": "1", "grades-INITIAL_FORMS": "1", "grades-0-grade": "",
    }  # fmt: skip
    answer = post(login("sj_admin"), "/proposals/benchmark/new/T-JZ-1/", **values)
    assert answer.status_code == 422
    assert "裁量档次至少一行" in words(answer)


def test_only_what_is_said_otherwise_is_marked():
    rows = differences("benchmark", {"law": "甲法第一条", "note": "同"}, {"law": "甲法第二条", "note": "同"})
    law = next(row for row in rows if row.label == "依据")
    assert [(piece.state, piece.text) for piece in law.after] == [("same", "甲法第"), ("new", "二"), ("same", "条")]
    assert [row.label for row in rows if row.changed] == ["依据"]


def test_the_procedure_is_drawn_with_who_documents_terms_and_articles(login):
    shown = words(login("gl_officer1").get("/procedures/"))
    for word in ("立案呈批", "立案审批表", "行政机关负责人", "处罚决定呈批", "处罚法第五十四条第二款"):
        assert word in shown


def test_ones_own_account_tells_roles_sight_certificates_and_record(login):
    shown = words(login("gl_officer1").get("/me/"))
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
            Account.objects.create(username=f"count{n}{k}", name="计某", agency=the_agency())
            account = Account.objects.get(username=f"count{n}{k}")
            RoleGrant.objects.create(account=account, role="officer", agency=the_agency(), valid_from=date(2026, 1, 1))
    assert counts[0] == counts[1] <= 16


def test_the_thresholds_say_which_rule_holds_and_why_in_words(login):
    shown = words(login("gl_officer1").get("/rules/values/", {"domain": "public_security"}))
    assert "用《治安管理处罚法》第一百一十九条（500以下），不用《行政处罚法》第五十一条（200以下）" in shown
    assert "法律另有规定的，从其规定" in shown
    shown = words(login("gl_officer1").get("/rules/values/", {"domain": "market"}))
    assert "施行日待核" in shown
    assert "须经法制审核的案件" in shown
    assert "legal_review_case" not in shown
