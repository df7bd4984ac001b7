"""要素中心 on the desk: entry page, template, upload, report, load, export; intervals; the merger of agencies."""

from __future__ import annotations

import io
import json
import uuid
from datetime import date

import pytest
from admin_pages import Login, post, recorded, the_agency, words
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from minzhifa.catalog.models import MatterVersion, Statute, StatuteChange, StatuteVersion
from minzhifa.desk.elements import writing
from minzhifa.desk.elements.kinds import ELEMENTS, element
from minzhifa.desk.models import ElementImport
from minzhifa.org.models import Agency, Certificate

MATTER, OFFICER = element("matter"), element("officer")
GOOD = {
    "事项编码": "SCJG-CF-901",
    "领域": "市场监管",
    "事项类型": "行政处罚",
    "事项名称": "对某某行为的处罚",
    "处罚依据": "《价格法》第四十二条",
    "可信度": "据公开页面",
    "核对来源": "公开页面",
    "生效日期": "2027-01-01",
}


def _csv(chosen: object, *given: dict[str, str]) -> SimpleUploadedFile:
    labels = [column.label for column in chosen.columns]  # type: ignore[attr-defined]
    content = writing.sheet("表", labels, [[row.get(label, "") for label in labels] for row in given], "csv")
    return SimpleUploadedFile("事项.csv", content, "text/csv")


def _sent(client: Client, kind: str, file: SimpleUploadedFile) -> str:
    answer = post(client, f"/elements/{kind}/import/", file=file)
    assert answer.status_code == 302, words(answer)
    return answer["Location"]


@pytest.fixture
def law(db: None) -> StatuteVersion:
    statute = Statute.objects.create(title="测试法", official_title="测试法", kind="law", organ="某机关")
    return StatuteVersion.objects.create(
        statute=statute, version_date=date(2020, 1, 1), effective_from=date(2020, 6, 1), mark="M"
    )


def test_the_entry_page_names_the_elements_and_what_this_account_may_do(login: Login) -> None:
    page = words(login("gl_admin").get("/elements/"))
    assert all(chosen.label in page for chosen in ELEMENTS.values())
    assert len(ELEMENTS) == 9  # the eight of the regulation, and the lists of what is not punished
    assert "导入、登记" in page
    assert "导入" not in words(login("gl_head").get("/elements/")).split("您可以")[1].replace("导入导出", "")


@pytest.mark.parametrize("kind", sorted(ELEMENTS))
def test_every_element_has_a_page_and_exports_what_is_in_force_in_three_forms(login: Login, kind: str) -> None:
    client = login("gl_admin")
    assert client.get(f"/elements/{kind}/").status_code == 200
    for form in writing.FORMS:
        answer = client.get(f"/elements/{kind}/export/{form}?on=2026-11-23")
        assert answer.status_code == 200
        assert f"2026-11-23.{form}" in answer["Content-Disposition"] or "filename*" in answer["Content-Disposition"]
    found = json.loads(client.get(f"/elements/{kind}/export/json?on=2026-11-23").content)
    assert (found["element"], found["on"]) == (kind, "2026-11-23")
    assert client.get(f"/elements/{kind}/export/exe").status_code == 403


def test_exports_of_people_are_recorded_and_not_open_to_everybody(login: Login) -> None:
    before = recorded("elements_exported")
    login("gl_admin").get("/elements/officer/export/csv")
    assert recorded("elements_exported") == before + 1
    assert login("gl_head").get("/elements/subject/export/csv").status_code == 403


def test_a_file_is_checked_first_and_loaded_only_when_told(login: Login) -> None:
    client = login("sj_admin")
    page = _sent(client, "matter", _csv(MATTER, GOOD))
    assert not MatterVersion.objects.filter(matter__code="SCJG-CF-901").exists()
    assert "没有不合格的行" in words(client.get(page))
    assert post(client, page).status_code == 302
    assert MatterVersion.objects.get(matter__code="SCJG-CF-901").state == "proposed"
    assert "写入 1 项" in words(client.get(page))
    assert "SCJG-CF-901" in words(client.get("/proposals/"))
    assert post(client, page).status_code == 422
    assert "导入" in words(client.get("/elements/matter/"))
    kept = ElementImport.objects.get()
    assert (kept.rows, kept.written) == ("", 1)


def test_wrong_rows_are_told_held_back_and_given_back(login: Login) -> None:
    client = login("sj_admin")
    page = _sent(client, "matter", _csv(MATTER, GOOD, {**GOOD, "事项编码": "SCJG-CF-902", "领域": "占卜"}))
    assert "没有“占卜”这个执法领域" in words(client.get(page))
    assert post(client, page).status_code == 422
    assert not MatterVersion.objects.filter(matter__code="SCJG-CF-901").exists()
    given = load_workbook(io.BytesIO(client.get(f"{page}wrong").content)).worksheets[0]
    back = list(given.iter_rows(values_only=True))
    assert [row[0] for row in back] == ["事项编码", "SCJG-CF-902"]
    assert back[0][-1] == "问题"
    assert post(client, page, only_good="on").status_code == 302
    assert MatterVersion.objects.filter(matter__code="SCJG-CF-901").exists()
    assert not MatterVersion.objects.filter(matter__code="SCJG-CF-902").exists()


def test_an_upload_is_its_senders_alone_and_sealed(login: Login) -> None:
    page = _sent(login("sj_admin"), "matter", _csv(MATTER, GOOD))
    assert login("fj_admin").get(page).status_code == 404
    assert post(login("fj_admin"), page).status_code == 404
    kept = ElementImport.objects.get()
    assert "SCJG" not in kept.rows + kept.report


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ\x00\x01", "不是 XLSX"),
        (b"%PDF-1.7 x", "不是 XLSX"),
        (b"<html>", "不是 XLSX"),
        (b"", "没有内容"),
        ("、".join(["事项编码", "领域"]).replace("、", ",").encode() + b"\n", "缺少"),
        ("姓名\n某\n".encode(), "表头"),
        (b"PK\x03\x04xx", "坏"),
    ],
)
def test_a_file_that_is_none_is_refused_beside_the_field(login: Login, content: bytes, said: str) -> None:
    file = SimpleUploadedFile("a.xlsx", content)
    answer = post(login("sj_admin"), "/elements/matter/import/", file=file)
    assert answer.status_code == 422
    assert said in words(answer)
    assert not ElementImport.objects.exists()


def test_who_may_not_import_is_told_who_may(login: Login) -> None:
    answer = login("gl_officer1").get("/elements/matter/import/")
    assert answer.status_code == 403
    assert "省级该领域主管机关" in words(answer)
    assert login("gl_admin").get("/elements/document/template").status_code == 403


def test_an_agencys_administrator_registers_its_people_from_a_file(login: Login) -> None:
    row = {
        "机关": the_agency().name,
        "姓名": "许新来",
        "执法证号": "13010299001",
        "有效期起": "2026-01-01",
        "有效期至": "2028-12-31",
    }
    client = login("gl_admin")
    post(client, _sent(client, "officer", _csv(OFFICER, row)))
    assert Certificate.objects.get(number="13010299001").officer.name == "许新来"


def test_an_interval_is_proposed_compared_and_returned(login: Login, law: StatuteVersion) -> None:
    client = login("fj_admin")
    assert "施行区间" in words(client.get(f"/statutes/{law.statute_id}/"))
    url = f"/elements/intervals/{law.pk}/new/"
    assert client.get(url).status_code == 200
    values = {"starts_on": "2020-06-01", "ends_on": "2027-01-01", "mark": "M", "to_quote": "某令", "reason": "已废止"}
    assert post(client, url, **{**values, "to_quote": ""}).status_code == 422
    assert post(client, url, **values).status_code == 302
    change = StatuteChange.objects.get()
    page = client.get(f"/elements/intervals/change/{change.pk}/")
    assert "<ins>" in page.content.decode()
    assert "须由另一人审定" in words(page)
    assert "测试法" in words(client.get("/proposals/"))
    assert post(client, f"/elements/intervals/change/{change.pk}/approve/").status_code == 403
    assert login("gl_admin").get(url).status_code == 403
    assert post(client, f"/elements/intervals/change/{change.pk}/withdraw/", reason="写错了").status_code == 302
    assert "已撤回" in words(client.get(f"/elements/intervals/{law.pk}/"))
    law.refresh_from_db()
    assert law.effective_to is None


def test_a_merger_is_done_by_the_province_and_shown_on_the_agencys_page(login: Login) -> None:
    ended, heir = the_agency(), the_agency("market-350100")
    url, client = f"/agencies/{ended.pk}/merge/", login("fj_admin")
    assert client.get(url).status_code == 200
    values = {"successor": heir.name, "on": "2026-11-20", "source": "闽委编〔2026〕9号"}
    assert post(client, url, **{**values, "successor": "某局"}).status_code == 422
    assert post(client, url, **values).status_code == 302
    assert Agency.objects.get(pk=ended.pk).successor_id == heir.pk
    page = words(client.get(f"/agencies/{ended.pk}/"))
    assert "已并入" in page
    assert "并入" in words(client.get(f"/agencies/{ended.pk}/history/"))


def test_a_merger_is_not_an_agencys_own_to_do(login: Login) -> None:
    values = {"successor": the_agency("market-350100").name, "on": "2026-11-20", "source": "某"}
    answer = post(login("gl_admin"), f"/agencies/{the_agency().pk}/merge/", uuid.uuid4(), **values)
    assert answer.status_code == 422
    assert Agency.objects.get(pk=the_agency().pk).ended_on is None


def test_the_empty_template_is_offered_where_there_is_an_import_and_nowhere_else(login: Login) -> None:
    client = login("gl_officer1")
    assert "空白模板" in words(client.get("/elements/matter/"))
    assert "空白模板" not in words(client.get("/elements/procedure/"))
    assert "导入全省事项由省级" in words(client.get("/elements/matter/"))


def test_a_file_that_changes_nothing_offers_no_load(login: Login) -> None:
    client = login("gl_admin")
    exported = client.get("/elements/agency/export/csv").content
    page = client.get(_sent(client, "agency", SimpleUploadedFile("全部.csv", exported, "text/csv")))
    assert "全部与现有内容相同，不用载入。" in words(page)
    assert 'name="only_good"' not in page.content.decode()


def test_the_columns_that_must_be_filled_are_named_where_there_is_an_import(login: Login) -> None:
    client = login("gl_officer1")
    assert '<th scope="col">必填</th>' in client.get("/elements/matter/").content.decode()
    assert '<th scope="col">必填</th>' not in client.get("/elements/procedure/").content.decode()
