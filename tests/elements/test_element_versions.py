"""Matters, benchmarks and statutes: what is imported waits for somebody else; the same file again changes nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from element_books import rows
from element_desk import AT, ON, At, Who

from minzhifa.access import Denied
from minzhifa.catalog.errors import NotYours, Overlap
from minzhifa.catalog.models import Benchmark, BenchmarkVersion, MatterVersion, Statute, StatuteChange, StatuteVersion
from minzhifa.catalog.operations import approve_interval, approve_version, withdraw_interval
from minzhifa.catalog.queries import matter_card, proposals, provision
from minzhifa.catalog.queries.intervals import interval_change
from minzhifa.desk.elements import writing
from minzhifa.desk.elements.books import read_book
from minzhifa.desk.elements.engine import stream_of
from minzhifa.desk.elements.errors import BadBook, RowsWrong
from minzhifa.desk.elements.kinds import element
from minzhifa.ledger.queries import events

MATTER = element("matter")
ROW = {
    "事项编码": "SCJG-CF-901",
    "领域": "市场监管",
    "事项类型": "行政处罚",
    "事项名称": "对某某行为的处罚",
    "处罚依据": "《价格法》第四十二条",
    "违反条款": "《价格法》第十三条第一款",
    "法定幅度": "可以并处五千元以下的罚款",
    "构成要件": "行为｜不明码标价｜《价格法》第十三条第一款｜是",
    "可信度": "据法律文本核对",
    "核对来源": "价格法文本",
    "生效日期": "2027-01-01",
}


def test_a_good_file_becomes_proposals_that_another_approves(desk: At, who: Who) -> None:
    found = rows(MATTER, ROW, {**ROW, "事项编码": "SCJG-CF-028"})
    assert desk("sj_admin").check("matter", found).counts == {"new": 1, "changed": 1, "same": 0, "wrong": 0}
    assert proposals() == []
    assert desk("sj_admin").load("matter", found) == 2
    assert {row.key for row in proposals()} == {"SCJG-CF-901", "SCJG-CF-028"}
    version = MatterVersion.objects.get(matter__code="SCJG-CF-901")
    assert (version.state, version.number, version.elements[0]["key"]) == ("proposed", 1, "e1")
    with pytest.raises(NotYours):
        approve_version(actor=who("sj_admin"), at=AT, kind="matter", version_id=version.pk)
    approve_version(actor=who("sj_head"), at=AT, kind="matter", version_id=version.pk)
    card = matter_card("SCJG-CF-901", date(2027, 1, 1))
    assert (card.name, card.verified, card.ranges[0].maximum) == (ROW["事项名称"], True, 5000)


def test_the_same_file_again_changes_nothing_also_after_approval(desk: At, who: Who) -> None:
    found = rows(MATTER, ROW)
    assert desk("sj_admin").load("matter", found) == 1
    assert desk("sj_admin").check("matter", found).counts["same"] == 1
    assert desk("sj_admin").load("matter", found) == 0
    approve_version(actor=who("sj_head"), at=AT, kind="matter", version_id=proposals()[0].version_id)
    assert desk("sj_admin").load("matter", found) == 0
    assert MatterVersion.objects.filter(matter__code="SCJG-CF-901").count() == 1
    assert [row.type for row in events(stream_of(MATTER))] == ["elements_imported"]


def test_the_record_names_the_file_and_what_it_did(desk: At) -> None:
    desk("sj_admin").load("matter", rows(MATTER, ROW))
    row = events(stream_of(MATTER))[-1]
    assert (row.payload["file"], row.payload["written"], row.payload["new"], row.payload["wrong"]) == (
        "表.xlsx",
        1,
        1,
        0,
    )


BAD: dict[str, tuple[str, dict[str, Any]]] = {
    "no code": ("事项编码", {"事项编码": ""}),
    "a code of another form": ("事项编码", {"事项编码": "一号"}),
    "no such field": ("领域", {"领域": "占卜"}),
    "another agency's field": ("领域", {"领域": "生态环境"}),
    "a kind that is not on the list": ("事项类型", {"事项类型": "行政奖励"}),
    "a citation without a statute": ("处罚依据", {"处罚依据": "有关规定"}),
    "no ground": ("处罚依据", {"处罚依据": ""}),
    "a day that is none": ("生效日期", {"生效日期": "明年"}),
    "no source": ("核对来源", {"核对来源": ""}),
    "no day": ("生效日期", {"生效日期": ""}),
    "an element cut short": ("构成要件", {"构成要件": "行为｜不明码标价"}),
    "a formula": ("事项名称", {"事项名称": "=A1"}),
    "a name that is too long": ("事项名称", {"事项名称": "长" * 201}),
    "trust that is not on the list": ("可信度", {"可信度": "大概"}),
    "a code of another field's matter": ("领域", {"事项编码": "STHJ-CF-001"}),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_each_kind_of_bad_cell_is_named_with_row_column_and_how_to_mend_it(desk: At, name: str) -> None:
    column, change = BAD[name]
    checked = desk("sj_admin").check("matter", rows(MATTER, {**ROW, "事项编码": "SCJG-CF-902"}, {**ROW, **change}))
    assert [(f.row, f.column) for f in checked.findings] == [(3, column)]
    assert checked.findings[0].wrong.endswith("。")
    assert checked.findings[0].mend


def test_two_rows_of_one_matter_are_named(desk: At) -> None:
    checked = desk("sj_admin").check("matter", rows(MATTER, ROW, ROW))
    assert [(f.row, f.wrong) for f in checked.findings] == [(3, "与第 2 行重复。")]


def test_nothing_is_loaded_while_a_row_is_wrong_unless_only_the_good_ones_are_asked_for(desk: At) -> None:
    found = rows(MATTER, ROW, {**ROW, "事项编码": "SCJG-CF-902", "领域": "占卜"})
    with pytest.raises(RowsWrong):
        desk("sj_admin").load("matter", found)
    assert proposals() == []
    assert desk("sj_admin").load("matter", found, only_good=True) == 1
    assert [row.key for row in proposals()] == ["SCJG-CF-901"]


def test_the_rows_that_are_wrong_come_back_as_a_file_that_can_be_mended_and_sent(desk: At) -> None:
    found = rows(MATTER, ROW, {**ROW, "事项编码": "SCJG-CF-902", "领域": "占卜"})
    checked = desk("sj_admin").check("matter", found)
    returned = read_book(writing.wrong_rows(MATTER, checked, "xlsx"))
    assert [row[1][0] for row in returned] == ["事项编码", "SCJG-CF-902"]
    assert returned[0][1][-1] == "问题"
    assert "没有“占卜”这个执法领域" in returned[1][1][-1]
    returned[1][1][returned[0][1].index("领域")] = "市场监管"
    again = desk("sj_admin").check("matter", returned)
    assert (again.counts["new"], again.bad_rows, list(again.ignored)) == (1, 0, [])


def test_a_file_of_another_shape_is_refused_and_unknown_columns_are_told(desk: At) -> None:
    with pytest.raises(BadBook, match="缺少：事项编码"):
        desk("sj_admin").check("matter", [(1, ["姓名", "证号"])])
    found = rows(MATTER, ROW)
    found[0][1].append("备注")
    assert list(desk("sj_admin").check("matter", found).ignored) == ["备注"]


def test_a_matter_that_waits_already_is_not_proposed_over(desk: At) -> None:
    desk("sj_admin").load("matter", rows(MATTER, ROW))
    checked = desk("sj_admin").check("matter", rows(MATTER, {**ROW, "事项名称": "又改了"}))
    assert [f.wrong for f in checked.findings] == ["第 1 版正等待审定。"]


@pytest.mark.parametrize("username", ["gl_admin", "sj_head", "gl_officer1"])
def test_who_does_not_publish_matters_imports_none(desk: At, username: str) -> None:
    with pytest.raises(Denied):
        desk(username).check("matter", rows(MATTER, ROW))


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("kind", ["matter", "benchmark", "statute"])
def test_what_is_exported_reads_back_as_the_same(desk: At, who: Who, kind: str, form: str) -> None:
    username = "fj_admin"
    made = writing.export(element(kind), element(kind).export(who(username), ON), form, ON)
    checked = desk(username).check(kind, read_book(made))
    assert [f.sentence() for f in checked.findings] == []
    assert (checked.count("new"), checked.count("changed")) == (0, 0)
    assert checked.count("same") >= 25


def test_ten_thousand_matters_are_checked_and_proposed_in_a_few_statements(
    desk: At, django_assert_max_num_queries: Any
) -> None:
    found = rows(MATTER, *({**ROW, "事项编码": f"SCJG-CF-{n:05d}"} for n in range(10_000)))
    with django_assert_max_num_queries(150):
        assert desk("sj_admin").load("matter", found) == 10_000
    assert desk("sj_admin").check("matter", found).counts["same"] == 10_000


BENCHMARK = element("benchmark")
OWN = {
    "基准编码": "GL-SCJG-001",
    "领域": "01",
    "制定机关": "福州市鼓楼区市场监督管理局",
    "事项编码": "SCJG-CF-028",
    "违法行为": "不明码标价",
    "依据": "《价格法》第四十二条",
    "裁量档次": "从轻｜初次、已改正｜1000元以下\n一般｜其他｜1000元以上5000元以下",
    "档次齐全": "是",
    "可信度": "page",
    "来源": "本局文件",
    "生效日期": "2027-01-01",
}


def test_an_agency_imports_its_own_benchmark_and_not_another_ones(desk: At) -> None:
    assert desk("gl_admin").load("benchmark", rows(BENCHMARK, OWN)) == 1
    made = Benchmark.objects.get(code="GL-SCJG-001")
    assert made.owner_remit_id is not None
    assert list(made.matters.values_list("code", flat=True)) == ["SCJG-CF-028"]
    assert BenchmarkVersion.objects.get(benchmark=made).grades[1]["factor"] == "其他"
    checked = desk("pt_admin").check("benchmark", rows(BENCHMARK, {**OWN, "基准编码": "GL-SCJG-002"}))
    assert checked.findings[0].column in ("制定机关", "领域")


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"事项编码": "NO-1"}, "事项编码"),
        ({"制定机关": "某局"}, "制定机关"),
        ({"裁量档次": "从轻｜｜"}, "裁量档次"),
        ({"可计算的定义": "a = = 1"}, "可计算的定义"),
        ({"领域": "生态环境"}, "制定机关"),
    ],
)
def test_bad_cells_of_a_benchmark_are_named(desk: At, change: dict[str, str], column: str) -> None:
    checked = desk("gl_admin").check("benchmark", rows(BENCHMARK, {**OWN, **change}))
    assert [f.column for f in checked.findings] == [column]


STATUTE = element("statute")


def _price_law() -> dict[str, Any]:
    text = StatuteVersion.objects.filter(statute__title="价格法").latest("version_date")
    return {
        "名称": "价格法",
        "文本日期": text.version_date,
        "施行日期": text.effective_from or "1998-05-01",
        "停止施行日期": "2027-01-01",
        "可信度": "已核",
        "施行出处": "第四十八条",
        "停止施行出处": "某令第1号",
    }


def test_an_interval_is_changed_only_when_another_person_has_approved(desk: At, who: Who) -> None:
    assert desk("fj_admin").load("statute", rows(STATUTE, _price_law())) == 1
    change = StatuteChange.objects.get()
    assert provision("价格法", "第四十二条", date(2027, 2, 1)).in_force is not False
    with pytest.raises(NotYours):
        approve_interval(actor=who("fj_admin"), at=AT, change_id=change.pk)
    with pytest.raises(Denied):
        approve_interval(actor=who("gl_head"), at=AT, change_id=change.pk)
    assert desk("fj_admin").load("statute", rows(STATUTE, _price_law()), only_good=True) == 0
    head = _justice_head(who)
    assert interval_change(head, change.pk).may_approve
    approve_interval(actor=head, at=AT, change_id=change.pk)
    assert provision("价格法", "第四十二条", date(2026, 12, 31))
    assert not provision("价格法", "第四十二条", date(2027, 2, 1))
    assert desk("fj_admin").check("statute", rows(STATUTE, _price_law())).counts["same"] == 1


def test_a_change_that_is_withdrawn_leaves_the_text_as_it_was(desk: At, who: Who) -> None:
    desk("fj_admin").load("statute", rows(STATUTE, _price_law()))
    change = StatuteChange.objects.get()
    withdraw_interval(actor=who("fj_admin"), at=AT, change_id=change.pk, reason="写错了")
    assert StatuteVersion.objects.get(pk=change.text_id).effective_to is None
    assert desk("fj_admin").load("statute", rows(STATUTE, _price_law())) == 1


def test_two_texts_of_one_statute_are_never_in_force_on_one_day(desk: At, who: Who) -> None:
    law = Statute.objects.create(title="两文本法", official_title="两文本法", kind="law", organ="某机关")
    for day, end in ((date(2001, 1, 1), date(2011, 1, 1)), (date(2011, 1, 1), None)):
        StatuteVersion.objects.create(statute=law, version_date=day, effective_from=day, effective_to=end, mark="M")
    row = {
        "名称": "两文本法", "文本日期": "2001-01-01", "施行日期": "2001-01-01", "可信度": "待核", "施行出处": "某条",
    }  # fmt: skip
    assert desk("fj_admin").load("statute", rows(STATUTE, row)) == 1
    with pytest.raises(Overlap):
        approve_interval(actor=_justice_head(who), at=AT, change_id=StatuteChange.objects.get().pk)


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"名称": "没有的法"}, "名称"),
        ({"文本日期": "1900-01-01"}, "文本日期"),
        ({"停止施行日期": "1990-01-01"}, "停止施行日期"),
        ({"可信度": "未知"}, "可信度"),
        ({"施行出处": ""}, "施行出处"),
        ({"停止施行出处": ""}, "停止施行出处"),
    ],
)
def test_bad_cells_of_an_interval_are_named(desk: At, change: dict[str, str], column: str) -> None:
    checked = desk("fj_admin").check("statute", rows(STATUTE, {**_price_law(), **change}))
    assert [f.column for f in checked.findings] == [column]


def _justice_head(who: Who) -> Any:
    """The head of the provincial department of justice."""
    from minzhifa.access import Actor, Grant, Role, Scope
    from minzhifa.ledger.ids import uuid7
    from minzhifa.org.models import Agency

    justice = Agency.objects.get(system="justice", level="province")
    return Actor(uuid7(), "厅长", (Grant(Role.AGENCY_HEAD, justice.pk, frozenset()),), scope=Scope())
