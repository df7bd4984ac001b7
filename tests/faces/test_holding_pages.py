"""Freezing, seizure and preservation through the forms: what is asked, what is owed when a measure is over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import side_roads as road
from case_desk import Desk
from case_story import HEAD, OFFICER, everyone
from side_roads import ago, papers, recorded, refused

FROZEN, SEIZED, KEPT = "freeze-1/", "coercion-1/", "preservation-1/"
YES = "yes"


@pytest.fixture
def desk(province: None, db: None, settings: pytest.FixtureRequest) -> Iterator[Desk]:
    """The bureau's people, no case yet."""
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    yield Desk()


def asked(desk: Desk, **change: object) -> dict[str, object]:
    """The form of the proposal to freeze."""
    return {
        "officers": everyone(desk), "freeze__law": "《中华人民共和国示例法》",
        "freeze__law_article": "第六十一条第二款",
        "freeze__own_power": YES, "freeze__institution": "某某银行", "freeze__holder": "某某公司",
        "freeze__account": "6222000011112222", "freeze__case_amount": "80000", "freeze__amount": "50000",
        "freeze__reason": "正在转移货款", "freeze__free": YES, **change,
    }  # fmt: skip


def freeze(desk: Desk, days: int) -> None:
    """Approved and carried out so many days ago."""
    on = ago(days)
    desk.act(OFFICER, "propose_freeze", on=on, **asked(desk))
    desk.act(HEAD, f"{FROZEN}approve_freeze", on=on)
    scene = {
        "certificate_shown": YES, "handed_at": f"{on}T09:30", "receiver": "陈某", "frozen_at": f"{on}T09:50",
        "frozen_amount": "50000", "findings": "柜面核对后冻结",
    }  # fmt: skip
    typed = {f"freeze_scene__{key}": value for key, value in scene.items()}
    desk.act(OFFICER, f"{FROZEN}impose_freeze", on=on, officers=everyone(desk), **typed)


def test_a_freeze_is_asked_for_with_the_law_that_empowers_and_never_without(desk):
    road.filed(desk)
    refused(desk, OFFICER, "propose_freeze", "不是法律", **asked(desk, freeze__law="《某某管理条例》"))
    refused(desk, OFFICER, "propose_freeze", "超过违法行为涉及的金额", **asked(desk, freeze__amount="90000"))
    answer = desk.send(OFFICER, "do/propose_freeze/", **asked(desk, freeze__law_article=""))
    assert answer.status_code == 422
    freeze(desk, 3)
    assert {"freeze_approval", "freeze_notice", "freeze_record", "freeze_decision"} <= set(papers(desk))
    shown = desk.open(OFFICER, "parts/").content.decode()
    assert "**** 2222" in shown
    assert "6222000011112222" not in shown


def test_the_form_does_not_ask_for_days_that_follow_from_the_act(desk):
    road.filed(desk)
    on = ago(3)
    desk.act(OFFICER, "propose_freeze", on=on, **asked(desk))
    desk.act(HEAD, f"{FROZEN}approve_freeze", on=on)
    form = desk.open(OFFICER, f"do/{FROZEN}impose_freeze/").content.decode()
    assert 'name="freeze_scene.frozen_at"' in form
    assert "doc.freeze_decision" not in form


def test_a_freeze_that_ran_out_says_what_is_owed_on_workbench_and_case(desk):
    road.filed(desk)
    freeze(desk, 31)
    owed = "作出解除冻结决定，通知金融机构和当事人"
    assert owed in desk.at(OFFICER).get("/").content.decode()
    page = desk.open(OFFICER, "parts/").content.decode()
    assert "期满，金融机构应当自行解除" in page
    assert owed in page
    end = {"freeze_end__ground": "expired", "freeze_end__reason": "期满没有延长"}
    desk.act(HEAD, f"{FROZEN}release_freeze", **end)
    assert "登记解除冻结的通知" in desk.at(OFFICER).get("/").content.decode()
    told = {"institution_told_on": ago(0), "unfrozen_on": ago(0), "party_told_on": ago(0), "receiver": "林某"}
    desk.act(OFFICER, f"{FROZEN}confirm_unfreezing", **{f"freeze_end__{key}": value for key, value in told.items()})
    assert recorded(desk)[-2:] == ["release_freeze", "confirm_unfreezing"]
    assert owed not in desk.at(OFFICER).get("/").content.decode()


def test_preserved_things_that_came_free_are_to_be_returned_and_the_officer_records_it(desk):
    road.filed(desk)
    on = ago(30)
    desk.act(
        OFFICER, "preserve_evidence", on=on, officers=everyone(desk), preservation__reason="可能灭失",
        preservation__goods__0__name="饼干", preservation__goods__0__quantity="12 包",
    )  # fmt: skip
    desk.act(HEAD, f"{KEPT}approve_preservation", on=on)
    scene = {
        "taken_at": f"{on}T10:00", "counted": YES, "delivered": YES, "presence": "signed", "place": "库房",
        "keeper": "林某",
    }  # fmt: skip
    typed = {f"preservation_scene__{key}": value for key, value in scene.items()}
    desk.act(OFFICER, f"{KEPT}take_preserved", on=on, officers=everyone(desk), **typed)
    page = desk.at(OFFICER).get("/").content.decode()
    assert "已自动解除：返还证据，登记返还" in page
    assert "措施届满、解除后立即办理" in page
    back = {"returned_on": ago(0), "receiver": "林某", "text": "检验机构没有受理，逾期；饼干十二包返还"}
    desk.act(OFFICER, f"{KEPT}return_preserved", **{f"preservation_end__{key}": value for key, value in back.items()})
    assert papers(desk)[-1] == "goods_return_list"
    assert "返还证据" not in desk.at(OFFICER).get("/").content.decode()
