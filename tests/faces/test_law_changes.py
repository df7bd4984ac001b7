"""A statute changes while a case runs: both texts on the case page, the case on the list of the touched ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from case_desk import Desk, problems
from case_story import BODY, OFFICER, SUMMARY, everyone
from stdnum.cn import uscc

from minzhifa.catalog.models import StatuteVersion


@pytest.fixture(scope="module")
def catalogue(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """The shipped catalogue, once."""
    from minzhifa.catalog.loading import load_shipped_catalog

    with django_db_blocker.unblock():
        load_shipped_catalog()


@pytest.fixture
def desk(province: None, catalogue: None, db: None, settings: pytest.FixtureRequest) -> Iterator[Desk]:
    """A case of false advertising done before the revised law of 2025 came into force."""
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    desk = Desk()
    cause = "涉嫌作引人误解的商业宣传案"
    answer = desk.send(
        OFFICER, "/cases/new/", source_kind="inspection", summary=SUMMARY, cause=cause, occurred_on="2025-09-01"
    )
    assert answer.status_code == 302, problems(answer)
    desk.code = answer["Location"].split("/")[2]
    desk.act(
        OFFICER, "propose_filing", party__kind="legal_person", party__name="福州云堃食品有限公司",
        party__uscc=BODY + uscc.calc_check_digit(BODY), party__legal_representative="林某",
        party__address="福州市鼓楼区东街1号", officers=everyone(desk), violated="《反不正当竞争法》第八条第一款",
        basis="《反不正当竞争法》第二十条第一款",
    )  # fmt: skip
    yield desk


def _revision() -> str:
    new = StatuteVersion.objects.get(statute__title="反不正当竞争法", version_date="2025-06-27")
    return f"/statutes/{new.statute_id}/changes/{new.pk}/"


def test_the_case_shows_both_texts_and_the_new_number_of_the_article(desk: Desk) -> None:
    page = desk.open(OFFICER, "discretion/").content.decode()
    assert "新旧规定对照" in page
    assert "《反不正当竞争法》第八条第一款" in page
    assert "《反不正当竞争法》第九条" in page
    assert "《行政处罚法》第三十七条" in page


def test_the_revision_lists_the_open_case_to_its_own_people_only(desk: Desk) -> None:
    mine = desk.open(OFFICER, _revision()).content.decode()
    assert "逐条对照" in mine
    assert desk.code in mine
    assert "<del>" in mine and "<ins>" in mine
    other = desk.open("pt_officer1", _revision()).content.decode()
    assert desk.code not in other
    assert "没有受影响的案件" in other


def test_a_version_of_another_statute_is_not_found(desk: Desk) -> None:
    path = _revision().replace("/statutes/", "/statutes/9")
    assert desk.open(OFFICER, path).status_code == 404
