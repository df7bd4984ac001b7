"""Taking, reading and refusing evidence files."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.storage import default_storage, storages
from django.db import connection
from pytest_django.fixtures import Settings

from minzhifa.access import Actor, Denied, Grant, Role, Scope, allows, visible
from minzhifa.access.errors import Locked, NotFound, Refused
from minzhifa.access.rls import acting, set_scope
from minzhifa.clock import now
from minzhifa.crypto import sm3
from minzhifa.evidence.errors import Altered, UploadRefused
from minzhifa.evidence.jobs import remove_orphans
from minzhifa.evidence.models import EvidenceFile
from minzhifa.evidence.operations import StoredFile, record_custody, store_file
from minzhifa.evidence.queries import custody, file, files, open_file
from minzhifa.evidence.storage import key_of
from minzhifa.ledger.ids import uuid7

AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def _actor(*remits: int, role: Role = Role.OFFICER) -> Actor:
    scope = Scope(remits=frozenset(remits))
    return Actor(uuid7(), "林晓", (Grant(role, 1, frozenset(remits)),), device="执法记录仪 3 号", scope=scope)


ACTOR = _actor(7)


@pytest.fixture(autouse=True)
def _store(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "minzhifa.crypto.storage.DurableStorage", "OPTIONS": {"location": tmp_path}},
    }
    yield
    storages._storages.clear()


def _take(content: bytes, name: str = "现场照片.png", case_id: UUID | None = None, actor: Actor = ACTOR) -> StoredFile:
    with acting(actor):
        return store_file(
            actor=actor, case_id=case_id or uuid7(), remit_id=7, upload=io.BytesIO(content), name=name,
            kind="photo", title="排放口照片", at=AT, place_claim="涵江区江口镇",
        )  # fmt: skip


def _zip(members: dict[str, bytes]) -> bytes:
    """An archive without the time of day: the parameters of a test have one name in every process."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


@pytest.mark.django_db
def test_a_photo_is_stored_with_both_digests_and_read_back() -> None:
    case_id = uuid7()
    stored = _take(PNG, case_id=case_id)
    assert (stored.media_type, stored.size) == ("image/png", len(PNG))
    assert (stored.sha256, stored.sm3) == (hashlib.sha256(PNG).hexdigest(), sm3(PNG).hex())
    with acting(ACTOR):
        assert files(ACTOR, case_id) == [stored] == [file(ACTOR, stored.id)]
        with open_file(ACTOR, stored.id) as content:
            assert content.read() == PNG
        assert [(step.label, step.place) for step in custody(ACTOR, stored.id)] == [("取得", "涵江区江口镇")]


@pytest.mark.django_db
def test_the_same_content_is_kept_once() -> None:
    first, second = _take(PNG), _take(PNG)
    assert first.id != second.id
    folder = key_of(first.sha256).rsplit("/", 1)[0]
    assert default_storage.listdir(folder)[1] == [first.sha256]


@pytest.mark.django_db
def test_a_file_changed_on_disk_is_not_handed_out() -> None:
    stored = _take(PNG)
    path = Path(default_storage.path(key_of(stored.sha256)))
    path.write_bytes(PNG[:-1] + b"x")
    with acting(ACTOR):
        with pytest.raises(Altered, match="哈希不符"):
            open_file(ACTOR, stored.id)
        path.unlink()
        with pytest.raises(Altered):
            open_file(ACTOR, stored.id)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "media"),
    [
        (b"\xff\xd8\xff\xe0" + b"x" * 40, "image/jpeg"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "application/pdf"),
        (struct.pack(">I", 24) + b"ftypmp42" + bytes(40), "video/mp4"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        ("询问笔录\n问:1<2 吗?".encode(), "text/plain"),
        ("询问笔录".encode("gb18030"), "text/plain"),
        (_zip({"OFD.xml": b"<ofd/>"}), "application/ofd"),
        (_zip({"[Content_Types].xml": b"", "word/document.xml": b"<w/>"}),
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (_zip({"照片.png": PNG}), "application/zip"),
    ],
)  # fmt: skip
def test_the_type_comes_from_the_content_not_from_the_name(content: bytes, media: str) -> None:
    assert _take(content, name="随便.exe").media_type == media


_NESTED = _zip({"b.zip": _zip({"c.zip": _zip({"d.zip": _zip({"x": b"x"})})})})
_LYING = _zip({"零.bin": bytes(30_000_000)})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "active_content"),
        (b'<?xml version="1.0"?><svg/>', "active_content"),
        ("你好<!DOCTYPE html><html>".encode(), "active_content"),
        (b"GIF89a/*<svg onload=alert(1)>*/", "active_content"),
        (PNG + b"<script>alert(1)</script>", "active_content"),
        (PNG + b"y" * ((1 << 20) - 8200 + 8192 - len(PNG)) + b"<script >", "active_content"),
        (b"%PDF-1.7\n<< /S /JavaScript /JS (app.alert(1)) >>", "active_content"),
        (b"%PDF-1.7\n<< /S /J#61va#53cript /JS (app.alert(1)) >>", "active_content"),
        (b"%PDF-1.7\n" + b"y" * 8170 + b"/Jav" + b"aScript ", "active_content"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "_VBA_PROJECT".encode("utf-16-le"), "active_content"),
        (_zip({"[Content_Types].xml": b"", "word/vbaProject.bin": b"x"}), "active_content"),
        (PNG + _zip({"a.txt": b"a"}), "polyglot"),
        (b"MZ\x90\x00" + bytes(100), "unknown_type"),
        (b"\x7fELF" + bytes(100), "unknown_type"),
        (_LYING, "archive_bomb"),
        (_LYING.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 10)), "damaged"),
        (_NESTED, "archive_bomb"),
        (_zip({"a.zip": _LYING}), "archive_bomb"),
        (_zip({"../../etc/passwd": b"x"}), "bad_name"),
        (_zip({"a": b"x" * 99})[:-30], "damaged"),
    ],
)  # fmt: skip
def test_hostile_uploads_are_refused_and_leave_nothing(content: bytes, code: str, tmp_path: Path) -> None:
    with pytest.raises(UploadRefused) as refused:
        _take(content)
    assert refused.value.code == code
    assert refused.value.message.endswith("。")
    assert not list(tmp_path.rglob("*"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["../x.png", "a/b.png", "a\\b.png", "", "..", "x\0.png", "照片\u202egnp.exe", "长" * 201]
)
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        _take(PNG, name=name)
    assert refused.value.code == "bad_name"


@pytest.mark.django_db
def test_an_oversized_file_is_refused_by_the_setting(settings: Settings) -> None:
    settings.EVIDENCE_MAX_BYTES = 1 << 20
    with pytest.raises(UploadRefused) as refused:
        _take(b"\xff\xd8\xff" + bytes(1 << 20))
    assert refused.value.code == "too_large"


@pytest.mark.django_db
def test_custody_is_recorded_step_by_step_and_only_with_known_actions() -> None:
    stored = _take(PNG)
    with acting(ACTOR):
        record_custody(actor=ACTOR, evidence_id=stored.id, action="handed_over", at=AT, note="移交检测机构")
        assert [step.action for step in custody(ACTOR, stored.id)] == ["taken", "handed_over"]
        with pytest.raises(Refused):
            record_custody(actor=ACTOR, evidence_id=stored.id, action="lost", at=AT)
        with pytest.raises(NotFound):
            record_custody(actor=ACTOR, evidence_id=uuid7(), action="viewed", at=AT)


@pytest.mark.django_db
def test_another_remit_sees_nothing_even_past_the_policy() -> None:
    stored = _take(PNG)
    stranger = _actor(8)
    with acting(stranger):
        assert files(stranger, stored.case_id) == []
        with pytest.raises(NotFound):
            open_file(stranger, stored.id)
        assert not EvidenceFile.objects.filter(id=stored.id).exists()
    with acting(stranger), pytest.raises(Denied):
        _take(PNG, actor=stranger)


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [_actor(7), _actor(8), _actor(7, role=Role.SUPERVISOR)])
def test_seeing_and_being_listed_agree(actor: Actor) -> None:
    stored = _take(PNG)
    set_scope(Scope(everything=True))
    row = EvidenceFile.objects.get(id=stored.id)
    assert allows(actor, "view", row) == visible(actor, EvidenceFile.objects.filter(id=row.id)).exists()
    assert not allows(actor, "change", row)
    assert allows(actor, "custody", row) == (actor.holds(Role.OFFICER) and actor.scope.has(7))


@pytest.mark.django_db
def test_listing_a_case_costs_one_statement() -> None:
    case_id = uuid7()
    for _ in range(3):
        _take(PNG, case_id=case_id)
    with acting(ACTOR):
        before = len(connection.queries_log)
        connection.force_debug_cursor = True
        assert len(files(ACTOR, case_id)) == 3
        connection.force_debug_cursor = False
        assert len(connection.queries_log) - before == 1


@pytest.mark.django_db
def test_orphans_are_collected_and_known_contents_stay() -> None:
    stored = _take(PNG)
    orphan = "ab" * 32
    default_storage.save(key_of(orphan), io.BytesIO(b"left behind"))
    assert remove_orphans(before=now() - timedelta(hours=1)) == 0
    assert remove_orphans(before=now() + timedelta(hours=1)) == 1
    assert default_storage.exists(key_of(stored.sha256))
    assert not default_storage.exists(key_of(orphan))


@pytest.mark.django_db
def test_the_disk_shows_nothing_of_a_content() -> None:
    stored = _take("询问笔录：本人承认货架上有过期食品".encode(), name="笔录.txt")
    assert "过期食品".encode() not in Path(default_storage.path(key_of(stored.sha256))).read_bytes()


@pytest.mark.django_db
def test_an_object_cut_short_by_a_crash_is_written_whole_by_the_next_who_brings_the_content() -> None:
    first = _take(PNG)
    path = Path(default_storage.path(key_of(first.sha256)))
    path.write_bytes(path.read_bytes()[:-9])
    second = _take(PNG)
    with acting(ACTOR):
        for one in (first, second):
            with open_file(ACTOR, one.id) as content:
                assert content.read() == PNG


@pytest.mark.django_db
def test_without_its_key_a_file_is_locked_and_not_called_altered(settings: Settings, tmp_path: Path) -> None:
    stored = _take(PNG)
    settings.KEYS_DIR = tmp_path / "other-keys"
    with acting(ACTOR), pytest.raises(Locked, match="把原来的密钥文件放回密钥目录"):
        open_file(ACTOR, stored.id)
