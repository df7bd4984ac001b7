"""The page behind a document's QR code."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from documents.samples import sample
from documents.test_numbers import HEAD, OFFICER, REMIT, fresh_agency

from minzhifa.access.rls import acting
from minzhifa.documents.models import Document
from minzhifa.documents.operations import issue, void_document
from minzhifa.documents.pdfs import pdf_of, verify_token, verify_url

AT = dt.datetime(2026, 4, 2, 8, tzinfo=dt.UTC)


@pytest.fixture
def paper(db: None) -> tuple[Any, bytes]:
    """A penalty decision that went out, and its PDF."""
    with acting(OFFICER):
        row = issue(
            actor=OFFICER, case_id=uuid.uuid4(), remit_id=REMIT, agency=fresh_agency(), kind="penalty_decision",
            data=sample("penalty_decision"), at=AT, number="auto", word="闽莆秀市监罚",
        )  # fmt: skip
        return row, pdf_of(row.id)


def _page(client: Client, row: Any) -> str:
    answer = client.get(f"/v/{verify_token(row.id)}")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return answer.content.decode()


def test_anybody_sees_that_a_paper_is_genuine_and_nothing_of_its_content(client: Client, paper: Any) -> None:
    row, _ = paper
    page = _page(client, row)
    for word in (row.title, row.number, row.agency_name, row.on, "有效"):
        assert word in page
    data = sample("penalty_decision")
    party = data["party"]
    for secret in (party["name"], party.get("uscc") or party["name"], party.get("address") or party["name"]):
        assert secret not in page


def test_a_voided_paper_says_so(client: Client, paper: Any) -> None:
    row, _ = paper
    with acting(HEAD):
        void_document(actor=HEAD, document_id=row.id, reason="编号错误", at=AT)
    assert "已作废" in _page(client, row)


@pytest.mark.parametrize(("change", "word"), [(b"", "与平台留存的文件相同"), (b" ", "与平台留存的文件不同")])
def test_a_file_is_compared_by_its_hash(client: Client, paper: Any, change: bytes, word: str) -> None:
    row, pdf = paper
    upload = SimpleUploadedFile("x.pdf", pdf + change, "application/pdf")
    answer = client.post(f"/v/{verify_token(row.id)}", {"file": upload})
    assert word in answer.content.decode()
    assert "请选择文件" in client.post(f"/v/{verify_token(row.id)}").content.decode()


@pytest.mark.parametrize("change", [lambda t: t[:-2] + "AA", lambda _: "x", lambda _: "文书", lambda t: t + "!!"])
def test_a_token_that_was_not_made_here_opens_nothing(client: Client, paper: Any, change: Any) -> None:
    assert client.get(f"/v/{change(verify_token(paper[0].id))}").status_code == 404


def test_papers_that_never_went_out_are_not_found(client: Client, db: None) -> None:
    with acting(OFFICER):
        inner = issue(
            actor=OFFICER, case_id=uuid.uuid4(), remit_id=REMIT, agency=fresh_agency(), kind="filing_approval",
            data=sample("filing_approval"), at=AT,
        )  # fmt: skip
        old = issue(
            actor=OFFICER, case_id=uuid.uuid4(), remit_id=REMIT, agency=fresh_agency(), kind="penalty_decision",
            data=sample("penalty_decision"), at=AT, recorded=True,
        )  # fmt: skip
    for row in (inner, old):
        assert client.get(f"/v/{verify_token(row.id)}").status_code == 404
    assert client.get(f"/v/{verify_token(uuid.uuid4())}").status_code == 404


def test_without_a_scope_the_row_itself_stays_behind_the_wall(paper: Any, client: Client) -> None:
    from minzhifa.access import Scope
    from minzhifa.access.rls import set_scope

    set_scope(Scope())
    assert not Document.objects.filter(pk=paper[0].id).exists()
    assert "有效" in _page(client, paper[0])


def test_the_address_is_the_public_one(settings: Any, paper: Any) -> None:
    settings.PUBLIC_URL = "https://zf.example.gov.cn"
    assert re.fullmatch(r"https://zf\.example\.gov\.cn/v/[\w-]{34}", verify_url(paper[0].id))
