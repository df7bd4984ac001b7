"""Signatures: whose, when, and broken by one byte."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest
from django.conf import LazySettings
from documents.samples import sample

from minzhifa.documents.rendering import render
from minzhifa.documents.signing import sign, validate

AT = dt.datetime(2026, 4, 2, 8, tzinfo=dt.UTC)
NAME = "莆田市秀屿区市场监督管理局"


@pytest.fixture
def signed() -> bytes:
    """A signed decision."""
    return sign(render("penalty_decision", sample("penalty_decision"), at=AT).pdf, agency_id=7, agency_name=NAME, at=AT)


def test_a_signed_decision_is_valid_and_names_its_agency_and_time(signed: bytes) -> None:
    found = validate(signed)
    assert (found.valid, found.signer, found.signed_at) == (True, NAME, AT)


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.7])
def test_one_changed_byte_breaks_the_signature(signed: bytes, share: float) -> None:
    position = int(len(signed) * share)
    changed = signed[:position] + bytes([signed[position] ^ 1]) + signed[position + 1 :]
    assert not validate(changed).valid


def test_something_appended_after_the_signature_is_found(signed: bytes) -> None:
    assert not validate(signed + b"\n% more").valid


def test_an_unsigned_file_and_rubbish_are_answers_not_errors() -> None:
    assert not validate(render("penalty_decision", sample("penalty_decision")).pdf).valid
    assert not validate(b"no pdf at all").valid
    assert not validate(b"").valid


def test_a_signature_of_another_authority_is_not_trusted(signed: bytes, settings: LazySettings, tmp_path: Path) -> None:
    settings.KEYS_DIR = tmp_path / "other"
    assert not validate(signed).valid


def test_keys_are_readable_by_their_owner_only(signed: bytes, settings: LazySettings) -> None:
    folder = Path(settings.KEYS_DIR) / "documents"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.glob("*.pem")} == {0o600}
    assert {path.name for path in folder.glob("*.pem")} == {"authority.pem", "agency-7.pem"}
