"""要素中心 as province and agency go it: a file in, its report, a proposal, another person's approval."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e.helpers import check_page
from minzhifa.desk.elements import writing
from minzhifa.desk.elements.kinds import element

pytestmark = pytest.mark.e2e
ROW = {
    "事项编码": "SCJG-CF-028", "领域": "市场监管", "事项类型": "行政处罚", "事项名称": "对走查行为的处罚",
    "处罚依据": "《价格法》第四十二条", "可信度": "据法律文本核对", "核对来源": "价格法文本", "生效日期": "2027-01-01",
}  # fmt: skip


def _send(page: Page, kind: str, path: Path) -> None:
    page.goto(f"/elements/{kind}/")
    page.get_by_role("link", name="导入", exact=True).click()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="上传并检查").click()
    expect(page.get_by_role("heading", name="导入检查", level=1)).to_be_visible()


def _file(path: Path, *rows: dict[str, str]) -> Path:
    labels = [column.label for column in element("matter").columns]
    table = [[row.get(label, "") for label in labels] for row in rows]
    path.write_bytes(writing.sheet("事项", labels, table, "xlsx"))
    return path


def test_a_matter_goes_from_a_file_to_another_persons_approval(open_page, tmp_path):
    page = open_page("sj_admin")
    _send(page, "matter", _file(tmp_path / "错.xlsx", {**ROW, "领域": "没有的领域"}))
    expect(page.get_by_text("没有“没有的领域”这个执法领域。")).to_be_visible()
    expect(page.get_by_text("没有可以载入的行")).to_be_visible()
    check_page(page, "element-report")
    _send(page, "matter", _file(tmp_path / "好.xlsx", ROW))
    page.get_by_role("button", name="提出新版本").click()
    expect(page.get_by_text("等待另一人审定").first).to_be_visible()
    page.goto("/proposals/")
    expect(page.get_by_text("自己提出的，须由另一人审定").first).to_be_visible()
    check_page(page, "element-waiting")
    head = open_page("sj_head")
    head.goto("/")
    expect(head.get_by_role("heading", name="等待审定的要素")).to_be_visible()
    expect(head.locator(".change ins").first).to_be_visible()
    check_page(head, "element-workbench")
    head.get_by_role("link", name="对比审定").first.click()
    head.get_by_role("link", name="审定", exact=True).click()
    head.get_by_label("意见").fill("同意")
    head.get_by_role("button", name="审定", exact=True).click()
    expect(head.get_by_text("已审定").first).to_be_visible()


def test_an_agencys_administrator_sends_an_export_back_and_is_told_what_is_not_his(open_page, tmp_path):
    page = open_page("gl_admin")
    page.goto("/elements/officer/")
    check_page(page, "element-officers")
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX").click()
    path = tmp_path / "人员.xlsx"
    download.value.save_as(path)
    _send(page, "officer", path)
    expect(page.get_by_text("全部与现有内容相同，不用载入。")).to_be_visible()
    page.goto("/elements/matter/")
    expect(page.get_by_role("link", name="导入", exact=True)).to_have_count(0)
    expect(page.get_by_text("导入全省事项由省级该领域主管机关的系统管理员导入")).to_be_visible()
