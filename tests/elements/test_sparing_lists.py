"""免罚清单: a list is imported whole, approved by somebody else, retired by a day, read back as it was."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from element_books import rows
from element_desk import AT, ON, At, Who

from minzhifa.access import Denied
from minzhifa.catalog.errors import BadVersion, NotYours
from minzhifa.catalog.models import SparingListVersion
from minzhifa.catalog.operations import approve_version, propose_version, retire
from minzhifa.catalog.queries import is_about, sparing_list, sparing_lists
from minzhifa.catalog.queries.versions import version_content
from minzhifa.desk.admin.differences import differences
from minzhifa.desk.elements import writing
from minzhifa.desk.elements.books import read_book
from minzhifa.desk.elements.errors import RowsWrong
from minzhifa.desk.elements.kinds import element

LIST = element("sparing")
HEAD = {
    "清单编码": "SJ-SW-1", "清单种类": "首违不罚", "领域": "市场监管", "清单名称": "某首违不罚清单", "发布机关": "某局",
    "首次的期间（月）": "24", "可信度": "据公开页面", "来源": "某文〔2026〕1号", "生效日期": "2026-12-01",
}  # fmt: skip
ONE = {**HEAD, "条目号": "1", "违法行为": "不明码标价", "事项编码": "SCJG-CF-028", "适用条件": "及时改正"}
TWO = {
    **HEAD, "条目号": "2", "违法行为": "未亮照经营", "违反条款": "《价格法》第十三条第一款",
    "危害后果条件": "没有造成危害后果", "改正条件": "被发现以前主动改正",
    "金额条件": "货值金额", "金额上限（元）": "500",
}  # fmt: skip
LATER = date(2026, 12, 1)


def published(desk: At, who: Who, *given: dict[str, Any]) -> int:
    """The version that the rows became, approved."""
    assert desk("sj_admin").load("sparing", rows(LIST, *(given or (ONE, TWO)))) == 1
    version = SparingListVersion.objects.get(state="proposed")
    approve_version(actor=who("sj_head"), at=AT, kind="sparing", version_id=version.pk)
    return int(version.pk)


def test_the_rows_of_a_list_become_one_proposal_that_another_approves(desk: At, who: Who) -> None:
    found = rows(LIST, ONE, TWO)
    assert desk("sj_admin").check("sparing", found).counts == {"new": 2, "changed": 0, "same": 0, "wrong": 0}
    assert desk("sj_admin").load("sparing", found) == 1
    version = SparingListVersion.objects.get(listing__code="SJ-SW-1")
    assert (version.state, [one["key"] for one in version.entries]) == ("proposed", ["1", "2"])
    with pytest.raises(NotYours):
        approve_version(actor=who("sj_admin"), at=AT, kind="sparing", version_id=version.pk)
    approve_version(actor=who("sj_head"), at=AT, kind="sparing", version_id=version.pk)
    assert sparing_list("SJ-SW-1", date(2026, 11, 30)) is None
    card = sparing_list("SJ-SW-1", LATER)
    assert card is not None
    assert (card.title, card.months, card.kind, len(card.entries)) == ("某首违不罚清单", 24, "first", 2)
    assert (card.entries[1].corrected, str(card.entries[1].amount_most)) == ("before_found", "500.00")
    assert desk("sj_admin").load("sparing", found) == 0


def test_a_list_that_is_retired_is_in_force_until_its_day(desk: At, who: Who) -> None:
    key = published(desk, who)
    retire(actor=who("sj_admin"), at=AT, kind="sparing", version_id=key, effective_to=date(2027, 1, 1), reason="废止")
    assert sparing_list("SJ-SW-1", date(2026, 12, 31)) is not None
    assert sparing_list("SJ-SW-1", date(2027, 1, 1)) is None


def test_who_publishes_no_lists_of_a_field_sends_back_an_export_of_all_fields_unchanged(desk: At, who: Who) -> None:
    published(desk, who)
    sent = read_book(writing.export(LIST, list(LIST.export(who("sj_admin"), LATER)), "xlsx", LATER))
    assert desk("sj_admin").check("sparing", sent).counts == {"new": 0, "changed": 0, "same": 3, "wrong": 0}


def test_what_is_exported_reads_back_as_the_same(desk: At, who: Who) -> None:
    published(desk, who)
    for form in ("xlsx", "csv"):
        sent = read_book(writing.export(LIST, list(LIST.export(who("sj_admin"), LATER)), form, LATER))
        again = desk("sj_admin").check("sparing", sent)
        ours = [line for line in again.lines if line.values["code"] == "SJ-SW-1"]
        assert [line.outcome for line in ours if line.good] == ["same", "same"]


def test_a_new_version_shows_which_entry_changed(desk: At, who: Who) -> None:
    published(desk, who)
    changed = [{**row, "生效日期": "2027-01-01"} for row in (ONE, {**TWO, "金额上限（元）": "800"})]
    assert desk("sj_admin").check("sparing", rows(LIST, *changed)).counts["changed"] == 2
    assert desk("sj_admin").load("sparing", rows(LIST, *changed)) == 1
    new = SparingListVersion.objects.get(state="proposed")
    old = SparingListVersion.objects.get(state="approved", listing__code="SJ-SW-1")
    contents = [version_content(who("sj_head"), "sparing", row.pk).content for row in (old, new)]
    shown = [row for row in differences("sparing", *contents) if row.changed]
    assert [row.label for row in shown] == ["条目"]
    assert "8" in "".join(piece.text for piece in shown[0].after if piece.state == "new")


BAD: dict[str, tuple[str, dict[str, str]]] = {
    "a kind that is none": ("清单种类", {"清单种类": "一律不罚"}),
    "another agency's field": ("领域", {"领域": "生态环境"}),
    "a matter that is not there": ("事项编码", {"事项编码": "XX-1"}),
    "nothing to tell the act by": ("违反条款", {"事项编码": ""}),
    "a period in words": ("首次的期间（月）", {"首次的期间（月）": "两年"}),
    "an amount without its kind": ("金额条件", {"金额上限（元）": "500"}),
    "an amount finer than a cent": ("金额上限（元）", {"金额条件": "货值金额", "金额上限（元）": "0.001"}),
    "an agency that is not there": ("制定机关", {"制定机关": "某某局"}),
    "a number that holds a slash": ("条目号", {"条目号": "1/2"}),
}


@pytest.mark.parametrize("name", BAD)
def test_each_kind_of_bad_cell_is_named_and_keeps_the_whole_list_back(desk: At, name: str) -> None:
    column, change = BAD[name]
    checked = desk("sj_admin").check("sparing", rows(LIST, {**ONE, **change}, {**TWO, **{
        key: value for key, value in change.items() if key in HEAD
    }}))  # fmt: skip
    assert any(finding.row == 2 and column in finding.column for finding in checked.findings)
    assert checked.bad_rows == 2
    with pytest.raises(RowsWrong):
        desk("sj_admin").load("sparing", rows(LIST, {**ONE, **change}, TWO))


def test_only_the_good_lists_are_loaded_never_a_part_of_one(desk: At) -> None:
    other = {**ONE, "清单编码": "SJ-SW-2"}
    found = rows(LIST, ONE, {**TWO, "违法行为": ""}, other)
    checked = desk("sj_admin").check("sparing", found)
    assert [line.row for line in checked.lines if line.good] == [4]
    assert any(finding.row == 2 and "第 3 行有错" in finding.wrong for finding in checked.findings)
    assert desk("sj_admin").load("sparing", found, only_good=True) == 1
    assert [row.listing.code for row in SparingListVersion.objects.filter(state="proposed")] == ["SJ-SW-2"]


def test_rows_of_one_list_name_it_alike(desk: At) -> None:
    checked = desk("sj_admin").check("sparing", rows(LIST, ONE, {**TWO, "清单名称": "另一名称"}))
    assert any(finding.row == 3 and finding.column == "清单名称" for finding in checked.findings)


def test_two_rows_of_one_number_are_named(desk: At) -> None:
    checked = desk("sj_admin").check("sparing", rows(LIST, ONE, {**TWO, "条目号": "1"}))
    assert any("与第 2 行重复" in finding.wrong for finding in checked.findings)


def test_an_agency_imports_its_own_list_and_not_the_provinces(desk: At) -> None:
    own = {**ONE, "清单编码": "GL-SW-1", "制定机关": "福州市鼓楼区市场监督管理局"}
    assert desk("gl_admin").check("sparing", rows(LIST, own)).counts["new"] == 1
    refused = desk("gl_admin").check("sparing", rows(LIST, ONE))
    assert any("不能提出" in finding.wrong for finding in refused.findings)
    with pytest.raises(Denied):
        desk("gl_officer1").check("sparing", rows(LIST, own))


def test_a_list_edited_on_its_page_is_checked_as_an_imported_one(desk: At, who: Who) -> None:
    key = published(desk, who)
    content = dict(version_content(who("sj_admin"), "sparing", key).content)
    given = {
        "actor": who("sj_admin"),
        "at": AT,
        "kind": "sparing",
        "key": "SJ-SW-1",
        "effective_from": date(2027, 1, 1),
    }
    twice = [content["entries"][0], content["entries"][0]]
    with pytest.raises(BadVersion, match="不止一条"):
        propose_version(**given, content={**content, "entries": twice})
    with pytest.raises(BadVersion, match="无法核对"):
        bare = {**content["entries"][0], "matters": [], "provisions": []}
        propose_version(**given, content={**content, "entries": [bare]})
    assert propose_version(**given, content={**content, "title": "修订后的清单"}).number == 2


def test_the_shipped_list_is_the_one_that_a_public_page_shows(desk: At) -> None:
    card = sparing_list("QZWL-SW-2", ON)
    assert card is not None
    assert (card.mark, card.effective_to, len(card.entries)) == ("page", date(2028, 11, 16), 1)
    assert card.source.startswith("http")
    assert [one.code for one in sparing_lists(ON, kind="first", q="内部资料")] == ["QZWL-SW-2"]


@pytest.mark.parametrize(
    ("matter", "cited", "answer"),
    [
        ("SCJG-CF-028", [], True),
        ("SCJG-CF-001", [], None),
        ("SCJG-CF-001", ["《价格法》第十四条"], False),
        ("", ["《价格法》第十三条第一款"], True),
        ("SCJG-CF-001", ["《价格法》第十三条"], None),
        ("SCJG-CF-001", ["有关规定"], None),
        ("", [], None),
    ],
)
def test_an_entry_is_about_an_act_by_matter_or_by_provision_and_else_it_cannot_be_told(
    desk: At, who: Who, matter: str, cited: list[str], answer: bool | None
) -> None:
    published(desk, who, {**ONE, "违反条款": "《价格法》第十三条第一款"})
    card = sparing_list("SJ-SW-1", LATER)
    assert card is not None
    assert is_about(card.entries[0], matter, cited) is answer
