"""简易程序 through the forms: one sheet on the spot, refused in words where the limit is passed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from case_desk import Desk, problems
from case_story import OFFICER, everyone
from side_roads import ago, papers, recorded, stage


@pytest.fixture
def desk(province: None, db: None, settings: pytest.FixtureRequest) -> Iterator[Desk]:
    """The bureau's people, no case yet."""
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    yield Desk()


def opened(desk: Desk) -> None:
    day = ago(3)
    answer = desk.send(
        OFFICER, "/cases/new/", procedure="summary", source_kind="inspection", summary="未公示许可证",
        cause="涉嫌未公示许可证案", received_on=day, on=day,
    )  # fmt: skip
    assert answer.status_code == 302, problems(answer)
    desk.code = answer.headers["Location"].split("/cases/")[1].split("/")[0]


def sheet(desk: Desk, fine: str) -> dict[str, object]:
    return {
        "on": ago(3), "officers": everyone(desk)[:2], "party__kind": "legal_person",
        "party__name": "福州云堃食品有限公司",
        "occurred_on": ago(3), "violated": "《食品安全法》第三十四条", "basis": "《食品安全法》第一百二十六条",
        "penalties__0__kind": "0201", "penalties__0__amount": fine, "on_spot__facts": "未公示许可证",
        "on_spot__certain": "yes", "on_spot__place": "东街1号", "on_spot__certificate_shown": "yes",
        "on_spot__told": "yes", "on_spot__statement": "none", "on_spot__signature": "signed",
    }  # fmt: skip


def test_a_decision_on_the_spot_is_one_sheet(desk):
    opened(desk)
    assert stage(desk) == "on_spot"
    over = desk.send(OFFICER, "do/penalize_on_spot/", **sheet(desk, "5000.00"))
    assert over.status_code == 422
    assert "超过当场处罚的上限" in over.content.decode()
    desk.act(OFFICER, "penalize_on_spot", **sheet(desk, "500.00"))
    assert recorded(desk)[-1] == "penalize_on_spot"
    assert "summary_decision" in papers(desk)
    shown = desk.open(OFFICER, "").content.decode()
    assert "已当场决定并交付" in shown
    assert "报所属机关备案" in shown
    desk.act(OFFICER, "file_on_spot_decision", on=ago(2), on_spot__filed_on=ago(2))
    assert stage(desk) == "filed_with_agency"
