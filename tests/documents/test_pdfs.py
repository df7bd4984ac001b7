"""PDFs on demand, and the case file."""

from __future__ import annotations

import datetime as dt
import functools
import io
import uuid
from dataclasses import replace

import pypdf
import pytest
from django.core.files.storage import default_storage
from documents.samples import CONTEXT, FACTS, Agency, sample
from documents.test_kinds import text_of
from documents.test_numbers import HEAD, OFFICER, REMIT, fresh_agency
from PIL import Image

from minzhifa.access.errors import NotFound
from minzhifa.access.rls import acting
from minzhifa.documents import Context, bind, case_file, kinds
from minzhifa.documents.case_pages import Part
from minzhifa.documents.models import Document
from minzhifa.documents.operations import issue, void_document
from minzhifa.documents.pdfs import document_of_token, pdf_of, verify_token
from minzhifa.documents.rendering import render
from minzhifa.documents.signing import validate

AT = dt.datetime(2026, 4, 2, 8, tzinfo=dt.UTC)
ARCHIVE = case_file.Archive("何昕", "苏珺", "2026-04-20", "30年")


def issued(kind: str, **changes: object) -> Document:
    """A stored document of the sample case."""
    numbered = kind == "penalty_decision"
    values = {"number": "auto", "word": "闽莆秀市监罚"} if numbered else {}
    row = issue(
        actor=OFFICER,
        case_id=uuid.uuid4(),
        remit_id=REMIT,
        agency=fresh_agency(),
        kind=kind,
        data=sample(kind),
        at=AT,
        **{**values, **changes},
    )
    return Document.objects.get(id=row.id)


@pytest.mark.django_db
def test_an_outgoing_document_is_signed_once_and_kept() -> None:
    with acting(OFFICER):
        document = issued("penalty_decision")
        first = pdf_of(document.id)
        assert validate(first).valid
        assert document.number in text_of(first)
        assert pdf_of(document.id) == first
        stored = Document.objects.get(id=document.id)
        assert stored.pdf_pages == 3
        assert stored.pdf_sha256 in stored.pdf_key


@pytest.mark.django_db
def test_a_lost_or_damaged_file_is_made_again() -> None:
    with acting(OFFICER):
        document = issued("penalty_decision")
        pdf_of(document.id)
        key = Document.objects.get(id=document.id).pdf_key
        with open(default_storage.path(key), "r+b") as handle:
            handle.write(b"damaged")
        assert validate(pdf_of(document.id)).valid


@pytest.mark.django_db
def test_internal_and_historical_documents_are_not_signed() -> None:
    with acting(OFFICER):
        assert validate(pdf_of(issued("filing_approval").id)).why == "没有签名"
        old = issued("penalty_decision", recorded=True, number="闽莆环罚[2019]6号")
        assert validate(pdf_of(old.id)).why == "没有签名"
        assert "历史案件记录" in text_of(pdf_of(old.id))


@pytest.mark.django_db
def test_a_void_document_says_so_on_its_pages() -> None:
    with acting(HEAD):
        document = issued("penalty_decision")
        pdf_of(document.id)
        void_document(actor=HEAD, document_id=document.id, reason="打印错误", at=AT)
        assert "本文书已作废" in text_of(pdf_of(document.id))


def test_the_token_of_the_code_can_be_read_back_and_not_be_guessed() -> None:
    document = uuid.uuid4()
    token = verify_token(document)
    assert document_of_token(token) == document
    changed = ("B" if token[0] == "A" else "A") + token[1:]
    for bad in (changed, token[:-2], "", "中文", "!!"):
        with pytest.raises(NotFound):
            document_of_token(bad)


def _image() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (1600, 900), "steelblue").save(buffer, "JPEG")
    return buffer.getvalue()


def _wide_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(1000, 500)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@functools.cache
def whole_file(scheme: str = "market") -> tuple[list[Part], bytes]:
    """Parts of every kind with evidence of every sort, and the file made of them."""
    parts = [
        Part(
            title=item.title,
            content=render(item.id, sample(item.id)).pdf,
            kind=item.id,
            number=CONTEXT.number if item.id == "penalty_decision" else "",
            date="2026-03-01",
            follows=CONTEXT.number if item.id == "service_proof" else "",
        )
        for item in kinds()
        if item.volume != "file"
    ]
    parts += [
        Part(title="现场照片", content=_image(), media_type="image/jpeg", date="2026-02-26"),
        Part(title="宽幅图纸", content=_wide_pdf(), date="2026-02-26"),
        Part(title="现场录像", content=b"123", media_type="video/mp4", date="2026-02-26", sm3="cd" * 32),
        Part(title="损坏的照片", content=b"no image", media_type="image/png", date="2026-02-26", sm3="ab" * 32),
        Part(title="未入库的原件", content=None, date="2026-02-26"),
    ]
    archive = replace(ARCHIVE, scheme=scheme)
    return parts, case_file.build(parts, facts=FACTS, context=CONTEXT, archive=archive, at=AT)


@functools.cache
def pages_of(scheme: str = "market") -> list[str]:
    """The text of each page of the whole file."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(whole_file(scheme)[1])).pages]


def test_the_case_file_has_two_volumes_in_the_order_of_article_78() -> None:
    parts, _ = whole_file()
    pages = ["".join(text.split()) for text in pages_of()]
    covers = [n for n, text in enumerate(pages) if "行政处罚案卷" in text]
    backs = [n for n, text in enumerate(pages) if "卷内备考表" in text]
    assert len(covers) == len(backs) == 2
    assert covers[0] == 0
    assert backs[1] == len(pages) - 1
    assert covers[1] == backs[0] + 1
    arranged = case_file.arranged(parts, "market")
    assert [part.kind for part in arranged["main"][:3]] == ["filing_approval", "penalty_decision", "service_proof"]
    assert [part.kind for part in arranged["annex"][:3]] == ["lead_register", "investigation_report", "review_opinion"]
    assert {part.title for part in parts} == {part.title for name in arranged for part in arranged[name]}


def test_pages_are_numbered_through_each_volume_and_the_catalogue_agrees() -> None:
    pages = pages_of()
    flat = ["".join(text.split()) for text in pages]
    back = next(n for n, text in enumerate(flat) if "卷内备考表" in text)
    last = [text.strip().splitlines()[-1].strip() for text in pages]
    begin = last.index("1")  # after the cover and the pages of the catalogue
    body, numbers = pages[begin:back], last[begin:back]
    assert numbers == [str(n) for n in range(1, len(body) + 1)]
    assert f"{len(body)}页" in flat[back]
    decision = next(
        n for n, text in enumerate(flat[begin:], 1) if text.startswith("莆田市秀屿区市场监督管理局行政处罚决定书")
    )
    assert f"{decision}-{decision + 2}" in "".join(flat[1:begin])


def test_media_that_paper_cannot_hold_are_listed_with_their_hash() -> None:
    text = "".join("".join(pages_of()).split())
    assert "现场录像" in text
    assert "cd" * 32 in text
    assert "不能在纸面上显示" in text
    assert "未存入系统" in text


def test_under_the_housing_scheme_there_is_one_volume() -> None:
    assert "".join("".join(pages_of("housing")).split()).count("行政处罚案卷") == 1


def test_a_file_of_a_poor_historical_record_can_be_made() -> None:
    context = Context(agency=Agency(), case_code="3503-20-2026-0000006-K")
    pdf = case_file.build([], facts={"cause": "某案"}, context=context, archive=case_file.Archive())
    assert "原记录未载明" in text_of(pdf)


def test_a_legal_text_with_an_unknown_part_is_left_out_rather_than_printed_in_halves() -> None:
    agency = replace(CONTEXT.agency, reconsideration_body="")  # type: ignore[type-var]
    data = bind("penalty_decision", FACTS, replace(CONTEXT, agency=agency))
    assert "remedy_reconsideration" not in data
    assert "{" not in str(data["remedy_litigation"])


def test_periods_given_by_the_rules_win_over_the_general_ones() -> None:
    data = bind("prior_notice", FACTS, replace(CONTEXT, terms={"statement": "三个工作日"}))
    assert "三个工作日内" in data["rights"]


def test_statements_are_answered_point_by_point_in_the_decision() -> None:
    text = bind("penalty_decision", FACTS, CONTEXT)["statements"]
    assert "予以采纳：已作为裁量因素考虑" in text
    assert "不予采纳：检验机构具备资质" in text


def test_documents_read_the_facts_under_the_names_that_the_procedure_gives_them() -> None:
    """The last preservation, record, recusal and suspension of a case, as the decider keeps them."""
    facts = {
        "preservations": [{"id": "p1", "from_on": "2026-02-26", "until": "2026-03-09", "reason": "可能灭失"}],
        "records": [{"id": "r1", "kind": "inspection", "place": "成品库"}],
        "recusals": [{"id": "c1", "requested_on": "2026-03-06", "granted": False, "decided_by": "陈建国"}],
        "suspensions": [{"id": "s1", "from_on": "2026-03-10", "to_on": "2026-03-13", "ended_because": "消除"}],
        "panel": {"members": ["陈建国", "吴国栋"], "conclusion": "同意"},
        "acts": {
            "approve_filing": {"on": "2026-03-02", "name": "陈建国", "reason": "同意，抓紧办理。"},
            "propose_filing": {"on": "2026-03-01", "name": "林堃"},
        },
        "closing": {"reason": "执行完毕"},
    }
    assert bind("preservation_notice", facts, CONTEXT)["ends_on"] == "2026-03-09"
    assert bind("inspection_record", facts, CONTEXT)["place"] == "成品库"
    assert bind("recusal_decision", facts, CONTEXT)["decision"] == "不同意回避"
    assert bind("resumption_notice", facts, CONTEXT)["reason"] == "消除"
    assert bind("panel_record", facts, CONTEXT)["attendees"] == [{"name": "陈建国"}, {"name": "吴国栋"}]
    assert bind("closing_report", facts, CONTEXT)["filed_on"] == "2026-03-02"
    assert bind("closing_report", facts, CONTEXT)["ground"] == "执行完毕"
    form = bind("filing_approval", facts, CONTEXT)
    assert form["proposer_opinion"] == {"text": "建议立案调查。", "name": "林堃", "at": "2026-03-01"}
    assert form["head_opinion"]["text"] == "同意，抓紧办理。"
