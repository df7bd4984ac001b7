"""One form sent twice, two people on one case, a forged form: filing, approval, decision, service, party, elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from case_desk import Desk, inputs, problems
from case_story import CAUSE, HEAD, OFFICER, SUMMARY, lead, walk
from django.http import HttpResponse
from pytest_django.fixtures import Settings

from minzhifa.access import rls
from minzhifa.cases.models import Case
from minzhifa.catalog.models import Matter, MatterVersion
from minzhifa.documents.models import Document
from minzhifa.ledger.models import Event

SECOND = "gl_officer2"
FORMS = {  # what must stand before → who sends what
    "register_lead": (OFFICER, "propose_filing"),
    "propose_filing": (HEAD, "approve_filing"),
    "waive_statement": (OFFICER, "propose_decision"),
    "propose_decision": (HEAD, "approve_decision"),
    "approve_decision": (OFFICER, "serve_decision"),
}
BODY = {"party.name": ["福州云堃食品有限公司"], "party.kind": ["legal_person"]}


@pytest.fixture
def desk(province: None, db: None, settings: Settings) -> Iterator[Desk]:
    """The bureau's people, no case yet."""
    settings.ALLOWED_HOSTS = ["*"]
    yield Desk()


def _form(desk: Desk, who: str, action: str) -> tuple[str, dict[str, list[str]]]:
    """The form as it stands on the page, filled so that it can be done."""
    data = inputs(desk.open(who, f"do/{action}/"))
    if action == "propose_filing":
        chosen = re.findall(r'name="officers"[^>]*value="([^"]+)"', desk.open(who, f"do/{action}/").content.decode())
        data |= {**BODY, "officers": chosen[:2], "violated": ["《食品安全法》第三十四条第（十）项"]}
        data |= {"basis": ["《食品安全法》第一百二十四条第一款第（五）项"]}
    if action == "serve_decision":
        data |= {"service.way": ["direct"]}
    return f"/cases/{desk.code}/do/{action}/", data


def _recorded(desk: Desk) -> tuple[int, int]:
    """Events and documents of the case."""
    rls.set_scope(rls.EVERYTHING)
    case = Case.objects.get(code=desk.code)
    return Event.objects.filter(stream_id=case.id).count(), Document.objects.filter(case_id=case.id).count()


def _words(answer: HttpResponse) -> str:
    return re.sub(r"\s+|<[^>]+>", "", answer.content.decode())


def _followed(desk: Desk, who: str, answer: HttpResponse) -> str:
    assert answer.status_code == 302, problems(answer)
    return _words(desk.open(who, answer["Location"]))


@pytest.mark.parametrize("before", FORMS)
def test_an_acts_form_sent_twice_is_done_once_and_forged_not_at_all(desk: Desk, before: str) -> None:
    who, action = FORMS[before]
    walk(desk, before)
    url, data = _form(desk, who, action)
    seen = _recorded(desk)
    for wrong in (["x" * 64], []):
        assert desk.at(who).post(url, data | {"csrfmiddlewaretoken": wrong}).status_code == 403
    assert _recorded(desk) == seen
    first = desk.at(who).post(url, data)
    assert "已办理：" in _followed(desk, who, first)
    done = _recorded(desk)
    assert done > seen
    again = desk.at(who).post(url, data)
    assert "已经办理过：" in _followed(desk, who, again)
    changed = desk.at(who).post(url, data | {"opinion_text": ["后退以后改过的意见"], "summary": ["改过"]})
    assert changed.status_code == 409
    assert "这张表单已经提交并办理过一次" in problems(changed)[0]
    assert _recorded(desk) == done, "nothing was done a second time"


def test_a_lead_registered_twice_from_one_form_is_one_case_and_changed_words_are_kept(desk: Desk) -> None:
    data = inputs(desk.open(OFFICER, "/cases/new/")) | {"source_kind": ["report"], "summary": [SUMMARY]}
    first = desk.at(OFFICER).post("/cases/new/", data)
    second = desk.at(OFFICER).post("/cases/new/", data)
    assert first["Location"] == second["Location"]
    changed = desk.at(OFFICER).post("/cases/new/", data | {"summary": ["后退以后另写的案情"]})
    code = first["Location"].split("/")[2]
    assert f"办理过一次（案件 {code}）" in problems(changed)[0]
    assert "后退以后另写的案情" in changed.content.decode()


@pytest.mark.parametrize("before", FORMS)
def test_the_second_of_two_people_is_told_what_changed_and_keeps_his_words(desk: Desk, before: str) -> None:
    who, action = FORMS[before]
    walk(desk, before)
    url, data = _form(desk, who, action)
    other = SECOND if who == OFFICER else OFFICER
    if before == "register_lead":  # no party is known yet
        desk.act(other, "add_evidence", evidence__kind="documentary", evidence__title="进货单")
    else:
        desk.act(other, "confirm_address", service_consent__receiver="林某", service_consent__electronic="no")
    typed = next((n for n in ("opinion_text", "service.note", "service.receiver") if n in data), "on")
    words = data[typed] if typed == "on" else ["写了一半的话"]
    answer = desk.at(who).post(url, data | {typed: words})
    assert answer.status_code == 409
    said = problems(answer)[0]
    assert re.search(r"您填写期间本案有了变化：\S+年\d+月\d+日 \d\d:\d\d办理“\S*(地址|证据)\S*”", said), said
    assert words[0] in answer.content.decode()
    informed = desk.at(who).post(url, inputs(answer))
    assert informed.status_code == 302, problems(informed)


def test_who_is_overtaken_in_the_very_same_act_learns_that_it_is_done(desk: Desk) -> None:
    walk(desk, "propose_decision")
    url, mine = _form(desk, HEAD, "approve_decision")
    _, other = _form(desk, HEAD, "approve_decision")
    assert desk.at(HEAD).post(url, other).status_code == 302
    answer = desk.at(HEAD).post(url, mine | {"opinion_text": ["第二个窗口里写的意见"]})
    assert answer.status_code == 409
    assert "您本人" in problems(answer)[0]
    assert "不在这一环节办理" in answer.content.decode()
    assert "第二个窗口里写的意见" in answer.content.decode()


def test_of_two_who_edit_the_party_at_once_the_second_overwrites_nothing_unseen(desk: Desk) -> None:
    lead(desk)
    url, mine = _form(desk, OFFICER, "propose_filing")
    _, theirs = _form(desk, SECOND, "propose_filing")
    assert desk.at(SECOND).post(url, theirs | {"party.address": ["东街2号"]}).status_code == 302
    answer = desk.at(OFFICER).post(url, mine | {"party.address": ["西街9号"]})
    assert answer.status_code == 409
    assert "西街9号" in answer.content.decode()
    assert "东街2号" in desk.open(OFFICER, "party/").content.decode()


def test_simple_approvals_that_changed_since_the_list_was_opened_are_named_and_left(desk: Desk) -> None:
    walk(desk, "propose_filing")
    page = desk.open(HEAD, "/approvals/").content.decode()
    chosen = re.findall(r'name="chosen" value="([^"]+)"', page)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    desk.act(OFFICER, "add_evidence", evidence__kind="documentary", evidence__title="进货单")
    answer = desk.at(HEAD).post("/approvals/batch", {"chosen": chosen, "csrfmiddlewaretoken": token[1]})
    told = _followed(desk, HEAD, answer)
    assert f"{desk.code}没有批准：您打开列表以后案件有了变化" in told
    rls.set_scope(rls.EVERYTHING)
    assert Case.objects.get(code=desk.code).stage == "filing_proposed"


def _proposal(page: HttpResponse, code: str) -> dict[str, Any]:
    return inputs(page, f"propose-matter-{code}") | {"effective_from": ["2027-01-01"], "reason": ["修订"]}


def test_of_two_who_edit_an_element_at_once_the_second_is_told_and_may_insist(desk: Desk, matter: Matter) -> None:
    url = f"/proposals/matter/new/{matter.code}/"
    mine, theirs = (_proposal(desk.open("sj_admin", url), matter.code) for _ in range(2))
    first = desk.at("sj_admin").post(url, theirs | {"name": ["先提出的名称"]})
    assert first.status_code == 302, problems(first)
    assert desk.at("sj_admin").post(url, theirs | {"name": ["先提出的名称"]}).status_code == 302, "sent twice"
    second = desk.at("sj_admin").post(url, mine | {"name": ["后提出的名称"]})
    assert second.status_code == 422
    assert "提出了第 2 版；本次没有提出" in problems(second)[0]
    assert "后提出的名称" in second.content.decode()
    assert MatterVersion.objects.filter(matter=matter).count() == 2
    assert desk.at("sj_admin").post(url, _proposal(second, matter.code)).status_code == 302
    assert MatterVersion.objects.filter(matter=matter).count() == 3


def test_an_approval_sent_twice_says_that_it_is_done_and_not_that_it_is_forbidden(desk: Desk, matter: Matter) -> None:
    url = f"/proposals/matter/new/{matter.code}/"
    data = _proposal(desk.open("sj_admin", url), matter.code)
    assert desk.at("sj_admin").post(url, data).status_code == 302
    version = MatterVersion.objects.get(matter=matter, number=2)
    approve = f"/proposals/matter/{version.pk}/approve/"
    sent = inputs(desk.open("sj_head", approve), f"approve-matter-{version.pk}") | {"reason": ["同意"]}
    assert desk.at("sj_head").post(approve, sent).status_code == 302
    again = desk.at("sj_head").post(approve, sent)
    assert again.status_code == 409
    assert "这张表单已经办过，没有再办一次" in again.content.decode()


def test_a_form_of_more_text_than_the_server_reads_is_refused_by_its_size(desk: Desk) -> None:
    data = inputs(desk.open(OFFICER, "/cases/new/")) | {"summary": ["字" * (4 << 20) + "x"], "cause": [CAUSE]}
    answer = desk.at(OFFICER).post("/cases/new/", data)
    assert answer.status_code == 413
    assert "提交的文字超过 12 MB，服务器没有收下" in answer.content.decode()
