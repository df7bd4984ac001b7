"""Officers, agencies and subjects: what is imported is registered at once, idempotently, and on the record."""

from __future__ import annotations

from typing import Any

import pytest
from element_books import rows
from element_desk import ON, At, Who
from stdnum.cn import ric, uscc

from minzhifa.access import Denied
from minzhifa.desk.elements import writing
from minzhifa.desk.elements.books import read_book
from minzhifa.desk.elements.errors import BadBook
from minzhifa.desk.elements.kinds import element
from minzhifa.org import queries as org
from minzhifa.org.models import Agency, Certificate, Officer
from minzhifa.subjects.queries import search

OFFICER, AGENCY, SUBJECT = element("officer"), element("agency"), element("subject")
BUREAU = "福州市鼓楼区市场监督管理局"
PERSON = {
    "机关": BUREAU,
    "姓名": "许新来",
    "职务": "科员",
    "执法证号": "13010299001",
    "有效期起": "2026-01-01",
    "有效期至": "2028-12-31",
}


def _uscc(n: int) -> str:
    body = f"91350102MA{n:07d}"
    return body + uscc.calc_check_digit(body)


def _citizen(n: int) -> str:
    body = f"35010219900101{n:03d}"
    return body + ric.calc_check_digit(body + "0")


def test_officers_and_certificates_are_registered_once(desk: At) -> None:
    found = rows(OFFICER, PERSON, {**PERSON, "姓名": "许又来", "执法证号": "13010299002"})
    assert desk("gl_admin").load("officer", found) == 2
    assert desk("gl_admin").load("officer", found) == 0
    held = Certificate.objects.get(number="13010299001")
    assert (held.officer.name, held.agency.name, held.issuer) == ("许新来", BUREAU, "福建省司法厅")


def test_a_renewed_certificate_is_the_same_persons_and_a_new_last_day_is_taken_over(desk: At) -> None:
    desk("gl_admin").load("officer", rows(OFFICER, PERSON))
    later = {**PERSON, "有效期起": "2029-01-01", "有效期至": "2033-12-31"}
    assert desk("gl_admin").check("officer", rows(OFFICER, later)).counts["changed"] == 1
    assert desk("gl_admin").load("officer", rows(OFFICER, later, {**PERSON, "有效期至": "2028-06-30"})) == 2
    assert Officer.objects.filter(name="许新来").count() == 1
    assert [str(c.valid_until) for c in Certificate.objects.filter(number="13010299001").order_by("valid_from")] == [
        "2028-06-30",
        "2033-12-31",
    ]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"机关": "某局"}, "机关"),
        ({"机关": "莆田市生态环境局"}, "机关"),
        ({"执法证号": "证1"}, "执法证号"),
        ({"有效期至": "2025-01-01"}, "有效期至"),
        ({"姓名": ""}, "姓名"),
        ({"有效期起": ""}, "有效期起"),
    ],
)
def test_bad_cells_of_an_officer_are_named(desk: At, change: dict[str, str], column: str) -> None:
    checked = desk("gl_admin").check("officer", rows(OFFICER, {**PERSON, **change}))
    assert [f.column for f in checked.findings] == [column]


def test_a_number_of_somebody_else_is_named_in_the_database_and_in_the_file(desk: At) -> None:
    desk("gl_admin").load("officer", rows(OFFICER, PERSON))
    other = {**PERSON, "姓名": "许别人", "有效期起": "2029-01-01", "有效期至": "2030-01-01"}
    assert [f.column for f in desk("gl_admin").check("officer", rows(OFFICER, other)).findings] == ["姓名"]
    fresh = {**PERSON, "姓名": "许又来", "执法证号": "13010299003"}
    checked = desk("gl_admin").check("officer", rows(OFFICER, fresh, {**fresh, "有效期起": "2027-01-01"}))
    assert [(f.row, f.column) for f in checked.findings] == [(3, "有效期起")]


def test_a_new_number_of_a_known_name_says_whose_it_is(desk: At) -> None:
    desk("gl_admin").load("officer", rows(OFFICER, PERSON))
    later = {**PERSON, "执法证号": "13010299004", "有效期起": "2027-01-01"}
    assert [f.column for f in desk("gl_admin").check("officer", rows(OFFICER, later)).findings] == ["姓名"]
    wrong = {**later, "原证号": "13010299999"}
    assert [f.column for f in desk("gl_admin").check("officer", rows(OFFICER, wrong)).findings] == ["原证号"]
    assert desk("gl_admin").load("officer", rows(OFFICER, {**later, "原证号": "13010299001"})) == 1
    assert Officer.objects.filter(name="许新来").count() == 1
    namesake = {**PERSON, "执法证号": "13010299005", "原证号": "无"}
    assert desk("gl_admin").load("officer", rows(OFFICER, namesake)) == 1
    assert Officer.objects.filter(name="许新来").count() == 2


def test_two_numbers_of_one_person_may_stand_in_one_file(desk: At) -> None:
    former = {**PERSON, "执法证号": "35100501119906", "有效期起": "2019-01-01", "有效期至": "2023-12-31"}
    later = {**PERSON, "执法证号": "13010299006", "原证号": "35100501119906"}
    assert desk("gl_admin").load("officer", rows(OFFICER, former, later)) == 2
    assert Officer.objects.filter(name="许新来").count() == 1


def test_who_administers_nothing_imports_no_officers(desk: At) -> None:
    with pytest.raises(Denied):
        desk("gl_officer1").check("officer", rows(OFFICER, PERSON))


def test_ten_thousand_officers_are_loaded_in_a_few_statements(desk: At, django_assert_max_num_queries: Any) -> None:
    found = rows(OFFICER, *({**PERSON, "姓名": f"许{n}", "执法证号": f"1301{n:07d}"} for n in range(10_000)))
    with django_assert_max_num_queries(120):
        assert desk("gl_admin").load("officer", found) == 10_000
    assert desk("gl_admin").check("officer", found).counts["same"] == 10_000


BODY = {
    "标识": "market-test-1",
    "名称": "福州市测试区市场监督管理局",
    "性质": "行政机关",
    "条线": "市场监管",
    "层级": "县级",
    "区划代码": "350102",
    "上级标识": "market-350100",
    "负责人": "某某",
    "地址": "某路1号",
    "电话": "0591-1",
    "执法领域": "市场监管",
}


def test_the_province_enters_a_body_that_can_then_file_in_its_field(desk: At) -> None:
    assert desk("fj_admin").load("agency", rows(AGENCY, BODY)) == 1
    made = Agency.objects.get(slug="market-test-1")
    assert org.remit(made.pk, "01").agency_name == BODY["名称"]
    assert org.agency_card(made.pk, ON).superior_id == Agency.objects.get(slug="market-350100").pk
    assert desk("fj_admin").load("agency", rows(AGENCY, BODY)) == 0
    assert (
        desk("fj_admin").load("agency", rows(AGENCY, {**BODY, "负责人": "新某", "执法领域": "市场监管、药品监管"})) == 1
    )
    assert Agency.objects.get(slug="market-test-1").head_name == "新某"


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"区划代码": "990000"}, "区划代码"),
        ({"上级标识": "nobody"}, "上级标识"),
        ({"执法领域": "占卜"}, "执法领域"),
        ({"统一社会信用代码": "91350102MA00000171"}, "统一社会信用代码"),
        ({"层级": "国级"}, "层级"),
        ({"性质": "派出机构"}, "性质"),
    ],
)
def test_bad_cells_of_a_body_are_named(desk: At, change: dict[str, str], column: str) -> None:
    checked = desk("fj_admin").check("agency", rows(AGENCY, {**BODY, **change}))
    assert [f.column for f in checked.findings] == [column]


def test_an_import_renames_no_agency_and_an_agency_enters_no_other(desk: At) -> None:
    desk("fj_admin").load("agency", rows(AGENCY, BODY))
    checked = desk("fj_admin").check("agency", rows(AGENCY, {**BODY, "名称": "新名局"}))
    assert [f.column for f in checked.findings] == ["名称"]
    checked = desk("gl_admin").check("agency", rows(AGENCY, {**BODY, "标识": "market-test-2", "名称": "另一局"}))
    assert [f.column for f in checked.findings] == ["标识"]


SHOP: dict[str, Any] = {
    "类型": "企业法人",
    "名称或姓名": "福州测试食品有限公司",
    "统一社会信用代码": _uscc(1),
    "法定代表人": "林某",
    "联系电话": "0591-8765432",
    "区划代码": "350102",
    "地址或住所": "东街1号",
}


def test_subjects_are_registered_once_and_changes_taken_over(desk: At, who: Who) -> None:
    person = {"类型": "自然人", "名称或姓名": "林某某", "身份证号": _citizen(7), "联系电话": "13800138000"}
    place = {"类型": "场所", "名称或姓名": "东街口市场", "地址或住所": "东街口"}
    found = rows(SUBJECT, SHOP, person, place)
    assert desk("gl_officer1").load("subject", found) == 3
    assert desk("gl_officer1").load("subject", found) == 0
    assert desk("gl_officer1").load("subject", rows(SUBJECT, {**SHOP, "地址或住所": "东街2号"})) == 1
    assert search(who("gl_officer1"), SHOP["统一社会信用代码"]).rows[0].address == "东街2号"


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"统一社会信用代码": "91350102MA00000010"}, "统一社会信用代码"),
        ({"类型": "自然人"}, "统一社会信用代码"),
        ({"身份证号": _citizen(8)}, "身份证号"),
        ({"身份证号": "350102199013011234"}, "身份证号"),
        ({"联系电话": "打我"}, "联系电话"),
        ({"区划代码": "35"}, "区划代码"),
        ({"类型": "国家"}, "类型"),
        ({"统一社会信用代码": 91350102000000001}, "统一社会信用代码"),
    ],
)
def test_bad_cells_of_a_subject_are_named(desk: At, change: dict[str, Any], column: str) -> None:
    checked = desk("gl_officer1").check("subject", rows(SUBJECT, {**SHOP, **change}))
    assert column in {f.column for f in checked.findings}
    assert all(f.mend for f in checked.findings)


def test_a_code_under_another_name_and_twins_in_the_file_are_named(desk: At) -> None:
    desk("gl_officer1").load("subject", rows(SUBJECT, SHOP))
    checked = desk("gl_officer1").check("subject", rows(SUBJECT, {**SHOP, "名称或姓名": "别的公司"}))
    assert [f.column for f in checked.findings] == ["名称或姓名"]
    twin = {**SHOP, "统一社会信用代码": _uscc(2)}
    checked = desk("gl_officer1").check("subject", rows(SUBJECT, twin, twin))
    assert [(f.row, f.column) for f in checked.findings] == [(3, "统一社会信用代码")]


def test_ten_thousand_subjects_are_loaded_in_a_few_statements(desk: At, django_assert_max_num_queries: Any) -> None:
    found = rows(
        SUBJECT, *({**SHOP, "名称或姓名": f"第{n}家店", "统一社会信用代码": _uscc(n)} for n in range(10, 10_010))
    )
    with django_assert_max_num_queries(120):
        assert desk("gl_officer1").load("subject", found) == 10_000


@pytest.mark.parametrize("kind", ["agency", "officer", "subject"])
def test_an_export_reads_back_as_the_same_and_shows_no_number_in_the_clear(desk: At, who: Who, kind: str) -> None:
    person = {"类型": "自然人", "名称或姓名": "林某某", "身份证号": _citizen(9), "联系电话": "13800138000"}
    desk("fj_admin").load("subject", rows(SUBJECT, person, SHOP))
    made = writing.export(element(kind), element(kind).export(who("fj_admin"), ON), "csv", ON)
    assert _citizen(9) not in made.decode()
    checked = desk("fj_admin").check(kind, read_book(made))
    assert (checked.count("new"), checked.count("changed")) == (0, 0)
    assert checked.findings == []


def test_a_masked_number_without_the_subjects_own_number_is_nobody(desk: At) -> None:
    person = {"类型": "自然人", "名称或姓名": "林某某", "身份证号": "350102********1234"}
    checked = desk("fj_admin").check("subject", rows(SUBJECT, person))
    assert [f.wrong for f in checked.findings] == ["号码带星号，认不出是哪一个执法对象。"]
    nobody = {**person, "对象编号": "0190f0f0-0000-7000-8000-000000000000"}
    checked = desk("fj_admin").check("subject", rows(SUBJECT, nobody))
    assert [f.column for f in checked.findings] == ["对象编号"]
    assert [
        f.column for f in desk("fj_admin").check("subject", rows(SUBJECT, {**person, "对象编号": "甲"})).findings
    ] == ["对象编号"]


def test_an_export_of_all_bodies_comes_back_clean_also_from_an_agencys_own_administrator(desk: At, who: Who) -> None:
    chosen = element("agency")
    checked = desk("gl_admin").check(
        "agency", read_book(writing.export(chosen, chosen.export(who("gl_admin"), ON), "csv", ON))
    )
    assert checked.findings == []
    assert (checked.count("new"), checked.count("changed")) == (0, 0)


def test_a_head_without_rows_is_refused(desk: At) -> None:
    with pytest.raises(BadBook, match="表头下面没有一行内容"):
        desk("fj_admin").check("subject", rows(SUBJECT))
