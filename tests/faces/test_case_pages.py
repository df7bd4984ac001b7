"""The casework pages as people meet them: each renders, asks few questions of the database, refuses in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from case_desk import Desk, inputs, problems
from case_story import ACT_DAY, CAUSE, HEAD, OFFICER, REVIEWER, SUMMARY, lead, steps, walk
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

TABS = (
    "",
    "party/",
    "evidence/",
    "discretion/",
    "documents/",
    "terms/",
    "payment/",
    "disclosure/",
    "history/",
    "check/",
)
PHONE = "13800138000"
FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET ", "SELECT SET_CONFIG")


@pytest.fixture
def desk(province: None, db: None, settings: pytest.FixtureRequest) -> Iterator[Desk]:
    """The bureau's people, no case yet."""
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    yield Desk()


def statements(desk: Desk, who: str, path: str) -> int:
    """SQL statements of one page, without those that frame the transaction."""
    desk.open(who, path)  # caches warm
    with CaptureQueriesContext(connection) as captured:
        assert desk.open(who, path).status_code == 200
    return len([q for q in captured.captured_queries if not q["sql"].upper().startswith(FRAME)])


def test_a_case_is_walked_from_lead_to_archive_through_the_forms_of_its_page(desk):
    walk(desk, "archive_case")
    page = desk.open(OFFICER, "")
    assert "已归档" in page.content.decode()
    for tab in TABS:
        assert desk.open(HEAD, tab).status_code == 200
    binder = desk.open(OFFICER, "file.pdf")
    assert binder.content.startswith(b"%PDF")


@pytest.mark.parametrize("who", [OFFICER, "gl_section", REVIEWER, HEAD, "gl_archive", "fz_supervisor", "fz_procurator"])
def test_every_tab_opens_for_every_role_and_shows_no_template_error(desk, who):
    walk(desk, "record_inspection")
    for tab in TABS:
        answer = desk.open(who, tab)
        assert answer.status_code == 200
        assert "{%" not in answer.content.decode()
    for path in ("/", "/cases/", "/approvals/"):
        assert desk.open(who, path).status_code == 200


def test_a_case_of_another_bureau_is_not_found(desk):
    lead(desk)
    for path in ("", "terms/", "do/propose_filing/", "file.pdf"):
        assert desk.open("pt_officer1", path).status_code == 404


def test_who_may_not_register_leads_is_told_so_on_a_403_page(desk):
    answer = desk.open(HEAD, "/cases/new/")
    assert answer.status_code == 403
    assert "登记案源须是有案件办理职责的执法人员" in answer.content.decode()


def test_the_pages_ask_the_database_the_same_number_of_questions_however_many_cases_there_are(desk):
    lead(desk)
    before = {path: statements(desk, OFFICER, path) for path in ("/", "/cases/", "")}
    code = desk.code
    for _ in range(4):
        lead(desk)
    desk.code = code
    after = {path: statements(desk, OFFICER, path) for path in ("/", "/cases/", "")}
    assert after == before
    assert max(after.values()) <= 12


def test_forms_carry_their_tokens_and_a_forged_one_is_refused(desk):
    lead(desk)
    sent = inputs(desk.open(OFFICER, "do/propose_filing/"))
    assert {"csrfmiddlewaretoken", "once", "version"} <= set(sent)
    sent["csrfmiddlewaretoken"] = ["x" * 64]
    answer = desk.at(OFFICER).post(f"/cases/{desk.code}/do/propose_filing/", sent)
    assert answer.status_code == 403


def test_a_form_sent_twice_is_done_once(desk):
    page = desk.open(OFFICER, "/cases/new/")
    data = inputs(page) | {"source_kind": ["report"], "summary": ["举报广告虚假"], "cause": [CAUSE]}
    first = desk.at(OFFICER).post("/cases/new/", data)
    second = desk.at(OFFICER).post("/cases/new/", data)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]


def test_a_refusal_names_the_article_beside_the_field_and_keeps_what_was_typed(desk):
    walk(desk, "set_elements")
    people = inputs(desk.open(OFFICER, "do/conclude_investigation/"))["officers"]
    answer = desk.send(
        OFFICER, "do/conclude_investigation/", officers=people, opinion__reasons="写了很久的理由", occurred_on=ACT_DAY,
        discretion__reasons="货值小", discretion__grade="一般", range__min="10000", range__max="50000",
        significance__major_public_interest="no", significance__complex="no", significance__statutory="no",
        significance__major_violation="no",
        **{"penalties__0__kind": "0201", "penalties__0__amount": "60000"},
    )  # fmt: skip
    text = answer.content.decode()
    assert answer.status_code == 422
    assert any("超过法定上限 ¥50,000.00" in one for one in problems(answer))
    assert "处罚法第三十四条" in text
    assert "写了很久的理由" in text
    assert 'value="60000' in text
    assert desk.open(OFFICER, "").content.decode().count("调查取证") > 0


def test_a_decision_before_the_defence_term_ends_is_refused_with_its_day_and_article(desk):
    walk(desk, "serve_notice")
    page = desk.open(OFFICER, "").content.decode()
    assert "陈述申辩期限到" in page
    answer = desk.send(OFFICER, "do/propose_decision/")
    assert answer.status_code == 422
    assert "处罚法第四十五条第一款" in answer.content.decode()


def test_whoever_acts_second_is_told_who_was_first_and_keeps_his_text(desk):
    lead(desk)
    mine = inputs(desk.open(OFFICER, "do/add_evidence/"))
    desk.act("gl_officer2", "add_evidence", evidence__kind="documentary", evidence__title="进货单")
    mine |= {"evidence.kind": ["physical"], "evidence.title": ["扣下来的饼干样品"]}
    answer = desk.at(OFFICER).post(f"/cases/{desk.code}/do/add_evidence/", mine)
    text = answer.content.decode()
    assert answer.status_code in (409, 422)
    assert "您看到的页面不是最新状态" in text
    assert "扣下来的饼干样品" in text


def test_an_act_of_another_stage_says_so_instead_of_failing(desk):
    lead(desk)
    page = desk.open(OFFICER, "do/serve_decision/")
    assert page.status_code == 200
    assert "不在这一环节办理" in page.content.decode()
    assert desk.open(OFFICER, "do/no_such_act/").status_code == 404


def test_the_draft_document_shows_what_is_typed(desk):
    lead(desk)
    page = desk.open(OFFICER, "do/propose_filing/")
    data = inputs(page) | {"kind": ["filing_approval"]}
    answer = desk.at(OFFICER).post(f"/cases/{desk.code}/do/propose_filing/preview", data)
    assert answer.status_code == 200
    assert "data:image/svg+xml" in answer.content.decode()


def test_the_list_of_evidence_is_drawn_before_the_first_piece_was_sent(desk):
    lead(desk)
    data = inputs(desk.open(OFFICER, "do/add_evidence/")) | {"kind": ["evidence_list"]}
    data |= {"evidence.title": ["货架照片"]}
    answer = desk.at(OFFICER).post(f"/cases/{desk.code}/do/add_evidence/preview", data)
    assert answer.status_code == 200
    assert "data:image/svg+xml" in answer.content.decode()


def test_the_inbox_shows_what_waits_and_simple_ones_are_approved_together(desk):
    walk(desk, "propose_filing")
    inbox = desk.open(HEAD, "/approvals/")
    assert CAUSE in inbox.content.decode()
    review = desk.open(HEAD, f"/approvals/{desk.code}/approve_filing/")
    assert "您的决定" in review.content.decode()
    assert desk.code not in desk.open(OFFICER, "/approvals/").content.decode()
    import re

    chosen = re.findall(r'name="chosen" value="([^"]+)"', inbox.content.decode())
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', inbox.content.decode())
    once = re.search(r'name="once" value="([^"]+)"', inbox.content.decode())
    assert token and once
    data = {"csrfmiddlewaretoken": token[1], "once": once[1], "chosen": chosen}
    desk.at(HEAD).post("/approvals/batch", data)
    assert "调查取证" in desk.open(OFFICER, "").content.decode()


def test_a_returned_filing_says_why_and_the_approver_sees_what_changed_since(desk):
    walk(desk, "propose_filing")
    desk.act(HEAD, "return_filing", reason="请补充违法行为发生的日期", places=["事实", "证据"])
    assert "【事实、证据】请补充违法行为发生的日期" in desk.open(OFFICER, "").content.decode()
    desk.act(OFFICER, "propose_filing", occurred_on=ACT_DAY)
    review = desk.open(HEAD, f"/approvals/{desk.code}/approve_filing/").content.decode()
    assert "上次退回以来" in review
    assert "立案呈批" in review


def test_the_chain_is_verified_from_the_page(desk):
    lead(desk)
    page = desk.open(OFFICER, "history/")
    token = page.context["csrf_token"]
    answer = desk.at(OFFICER).post(f"/cases/{desk.code}/verify", {"csrfmiddlewaretoken": str(token)})
    assert "链完整" in answer.content.decode()


def test_the_export_is_a_table_of_what_the_list_shows_and_is_recorded(desk):
    lead(desk)
    answer = desk.open(OFFICER, "/cases/export.csv")
    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert rows[0].startswith("案件编码,案由")
    assert any(desk.code in row for row in rows[1:])


def test_evidence_is_stored_with_its_hash_and_its_custody_is_shown(desk, settings, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    lead(desk)
    data = inputs(desk.open(OFFICER, "do/add_evidence/"))
    picture = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
    data |= {"evidence.kind": ["documentary"], "evidence.title": ["进货台账"]}
    upload = SimpleUploadedFile("ledger.pdf", picture, "application/pdf")
    answer = desk.at(OFFICER).post(f"/cases/{desk.code}/do/add_evidence/", {**data, "files": [upload]})
    assert answer.status_code == 302, problems(answer)
    text = desk.open(OFFICER, "evidence/").content.decode()
    assert "进货台账" in text
    address = text.split('data-dialog-url="/cases/')[2].split('"')[0]
    assert "保管链" in desk.open(OFFICER, f"/cases/{address}").content.decode()


def test_every_need_of_the_table_has_a_field_and_every_act_a_form(desk):
    from minzhifa.desk.cases.act_form import paths
    from minzhifa.desk.cases.fields import FIELDS
    from minzhifa.law.procedure import table
    from minzhifa.rules import current

    for row in table(current().procedures["ordinary"])[1:]:  # the first, the lead, has a form of its own
        declared = {need.key for need in row.needs if need.type}  # the table says itself how these are typed
        unknown = [path for path, _, _ in paths(row.action, row.needs) if path not in FIELDS and path not in declared]
        assert unknown == [], row.action


def test_every_act_that_the_road_offers_opens_as_a_form(desk):
    seen: set[str] = set()
    for name, step in steps(desk).items():
        step()
        if name in ("register_lead", "record_inspection", "serve_notice", "serve_decision"):
            text = desk.open(OFFICER, "").content.decode() + desk.open(HEAD, "").content.decode()
            acts = {part.split("/")[0] for part in text.split(f"/cases/{desk.code}/do/")[1:]} - seen
            for act in sorted(acts):
                assert desk.open(OFFICER, f"do/{act}/").status_code == 200, act
            seen |= acts
    assert len(seen) > 15


def test_the_partys_sealed_data_open_only_with_a_reason_and_for_those_who_work_on_the_case(desk):
    def ask(who: str, reason: str) -> HttpResponse:
        desk.open(who, "history/")  # the page gives the token against forgery
        token = desk.at(who).cookies["csrftoken"].value
        path = f"/cases/{desk.code}/party-sight"
        return desk.at(who).post(path, {"reason": reason, "csrfmiddlewaretoken": token})

    walk(desk, "propose_filing")
    party = desk.open(OFFICER, "party/").content.decode()
    assert PHONE not in party
    assert "party-sight" in party
    assert PHONE not in desk.open(OFFICER, "party-sight").content.decode()
    assert "请选择理由" in ask(OFFICER, "好奇").content.decode()
    assert PHONE in ask(OFFICER, "核对当事人身份").content.decode()
    assert "核对当事人身份" in desk.open(OFFICER, "history/").content.decode()
    assert "party-sight" not in desk.open("fz_supervisor", "party/").content.decode()
    assert ask("fz_supervisor", "核对当事人身份").status_code == 403


def test_in_another_field_the_rules_of_the_market_ministry_are_named_as_an_analogy_alone(desk):
    officer, head = "pt_officer1", "pt_head"
    answer = desk.send(officer, "/cases/new/", source_kind="inspection", summary=SUMMARY, cause=CAUSE)
    desk.code = answer["Location"].split("/")[2]
    assert "必填，参照市监程序第二十条第一款" in desk.open(officer, "do/propose_decline/").content.decode()
    early = desk.open(head, f"/approvals/{desk.code}/approve_notice/").content.decode()
    assert "不在这一环节办理" in early
    assert "市监程序第五十六条" not in early
