"""The statutory range in a conclusion, with real matters of the catalogue: the choice, the base, the fine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from case_desk import Desk, inputs, problems
from case_story import ACT_DAY, CAUSE, OFFICER, SUMMARY, steps
from django.http import HttpResponse

ADULTERATED = "SCJG-CF-010"  # 产品质量法第五十条: 货值金额百分之五十以上三倍以下
UNLICENSED = "SCJG-CF-001"  # 食品安全法第一百二十二条: 五万元以上十万元以下；货值金额十倍以上二十倍以下


@pytest.fixture(scope="module")
def catalogue(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """The shipped catalogue, once."""
    from minzhifa.catalog.loading import load_shipped_catalog

    with django_db_blocker.unblock():
        load_shipped_catalog()


@pytest.fixture
def desk(province: None, catalogue: None, db: None, settings: pytest.FixtureRequest) -> Iterator[Desk]:
    """The bureau's people, no case yet."""
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    yield Desk()


def investigated(desk: Desk, matter: str) -> None:
    """A case of the matter, every element proved."""
    answer = desk.send(
        OFFICER, "/cases/new/", source_kind="inspection", summary=SUMMARY, cause=CAUSE, matter=matter,
    )  # fmt: skip
    assert answer.status_code == 302, problems(answer)
    desk.code = answer["Location"].split("/")[2]
    road = steps(desk)
    for name in ("propose_filing", "approve_filing", "record_inspection"):
        road[name]()
    rows = [name for name in inputs(desk.open(OFFICER, "do/set_elements/")) if name.endswith(".text")]
    proved: dict[str, Any] = {name.replace(".text", ".evidence"): ["evidence-1"] for name in rows}
    desk.act(OFFICER, "set_elements", **{rows[-1]: "违法行为"}, **proved)


def conclude(desk: Desk, fine: str, **more: Any) -> HttpResponse:
    """Send the conclusion."""
    no = "no"
    return desk.send(
        OFFICER, "do/conclude_investigation/", opinion__outcome="penalty", opinion__reasons="事实清楚，证据充分",
        occurred_on=ACT_DAY, discretion__grade="一般", discretion__reasons="货值较小，及时改正",
        significance__major_public_interest=no, significance__complex=no, significance__statutory=no,
        significance__major_violation=no, **{"penalties__0__kind": "0201", "penalties__0__amount": fine}, **more,
    )  # fmt: skip


def test_a_multiple_asks_for_its_base_in_the_words_of_the_law_and_refuses_without_it(desk):
    investigated(desk, ADULTERATED)
    page = desk.open(OFFICER, "do/conclude_investigation/").content.decode()
    assert "违法生产、销售产品货值金额（元）" in page
    assert "《产品质量法》第五十条" in page
    assert 'data-range-min="0.5" data-range-max="3"' in page
    assert "法定下限" not in page
    answer = conclude(desk, "6000")
    assert answer.status_code == 422
    assert any("没有写明违法生产、销售产品货值金额" in one for one in problems(answer))
    assert 'id="id_range.base_amount_error"' in answer.content.decode()


@pytest.mark.parametrize(
    ("fine", "sentence"),
    [("1666.66", "低于法定下限 ¥1,666.67"), ("10000.00", "超过法定上限 ¥9,999.99")],
)
def test_a_fine_one_cent_outside_the_computed_range_is_refused(desk, fine, sentence):
    investigated(desk, ADULTERATED)
    answer = conclude(desk, fine, range__base_amount="3333.33")
    assert answer.status_code == 422
    assert any(sentence in one for one in problems(answer))
    assert 'value="3333.33"' in answer.content.decode()


@pytest.mark.parametrize("fine", ["1666.67", "9999.99"])
def test_a_fine_on_the_computed_bound_is_taken_and_the_page_shows_the_sum(desk, fine):
    investigated(desk, ADULTERATED)
    answer = conclude(desk, fine, range__base_amount="3,333.33")
    assert answer.status_code == 302, problems(answer)
    tab = desk.open(OFFICER, "discretion/").content.decode()
    assert "¥1,666.67 – ¥9,999.99" in tab
    assert "按违法生产、销售产品货值金额 ¥3,333.33 计算" in tab
    assert "依据《产品质量法》第五十条" in tab
    assert "在法定幅度内" in tab


def test_of_several_ranges_the_officer_chooses_and_the_fine_is_judged_by_the_chosen_one(desk):
    investigated(desk, UNLICENSED)
    page = desk.open(OFFICER, "do/conclude_investigation/").content.decode()
    assert "并处五万元以上十万元以下罚款" in page
    assert "并处货值金额十倍以上二十倍以下罚款" in page
    unchosen = conclude(desk, "60000")
    assert any("没有选择适用哪一种" in one for one in problems(unchosen))
    wrong = conclude(desk, "60000", range__choice="2", range__base_amount="12000")
    assert any("低于法定下限 ¥120,000.00" in one for one in problems(wrong))
    right = conclude(desk, "60000", range__choice="1")
    assert right.status_code == 302, problems(right)
    tab = desk.open(OFFICER, "discretion/").content.decode()
    assert "¥50,000.00 – ¥100,000.00" in tab


def test_a_client_cannot_bring_bounds_of_its_own(desk):
    investigated(desk, UNLICENSED)
    answer = conclude(desk, "900000", range__choice="1", range__min="1", range__max="9000000")
    assert any("超过法定上限 ¥100,000.00" in one for one in problems(answer))
    strange = desk.send(OFFICER, "do/conclude_investigation/", range__choice="7")
    assert strange.status_code == 422
