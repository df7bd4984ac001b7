"""Objects at rest: sealed, whole, bound to their place and their key; older plain ones still open."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import default_storage, storages
from pytest_django.fixtures import Settings

from minzhifa.crypto import keyring, vault
from minzhifa.crypto.storage import UNFINISHED, DurableStorage
from minzhifa.crypto.vault import Damaged, KeyMissing, keep, open_object, sealed_size

PLACE = "evidence/ab/cd/x"
TEXT = "货架上有超过保质期的饼干十二包".encode()


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """A file store and a key ring of the test's own."""
    settings.KEYS_DIR = tmp_path / "keys"
    options = {"BACKEND": "minzhifa.crypto.storage.DurableStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": options}
    _forget()
    yield tmp_path
    storages._storages.clear()
    _forget()


def _forget() -> None:
    """As after a start: key files are read once a process."""
    keyring._secret.cache_clear()
    keyring._current.cache_clear()


def _stored(place: str = PLACE) -> Path:
    return Path(default_storage.path(place))


@pytest.mark.parametrize("size", [0, 1, vault.FRAME - 1, vault.FRAME, vault.FRAME + 1, 3 * vault.FRAME])
def test_what_was_kept_comes_back_and_the_disk_shows_nothing_of_it(size: int) -> None:
    content = (TEXT * (size // len(TEXT) + 1))[:size]
    assert keep(PLACE, io.BytesIO(content)) == PLACE
    with open_object(PLACE) as opened:
        assert opened.read() == content
    raw = _stored().read_bytes()
    assert len(raw) == sealed_size(size)
    assert TEXT not in raw
    assert keep("evidence/ab/cd/y", io.BytesIO(content))
    assert _stored("evidence/ab/cd/y").read_bytes()[40:] != raw[40:], "each object has a key of its own"


@pytest.mark.parametrize("at", [4, 10, 30, 50, 60, -1])
def test_a_changed_byte_opens_nothing(at: int) -> None:
    keep(PLACE, io.BytesIO(TEXT))
    raw = bytearray(_stored().read_bytes())
    raw[at] ^= 1
    _stored().write_bytes(raw)
    with pytest.raises((Damaged, KeyMissing)):
        open_object(PLACE)


def test_a_cut_or_reordered_or_moved_object_does_not_open() -> None:
    keep(PLACE, io.BytesIO(os.urandom(3 * vault.FRAME)))
    raw, frame = _stored().read_bytes(), vault.FRAME + 16
    head, one, two, three = raw[: -3 * frame], raw[-3 * frame : -2 * frame], raw[-2 * frame : -frame], raw[-frame:]
    for wrong in (head + one + two, head + two + one + three, head + one + three, head + one + two + three[:-1], head):
        _stored().write_bytes(wrong)
        with pytest.raises(Damaged):
            open_object(PLACE)
    _stored().write_bytes(raw)
    _stored("evidence/other").write_bytes(raw)
    with pytest.raises(KeyMissing):
        open_object("evidence/other")


def test_after_a_new_key_old_objects_open_and_new_ones_take_the_new_key(store: Path) -> None:
    keep(PLACE, io.BytesIO(TEXT))
    (store / "keys" / "sealing-2.key").write_text(os.urandom(16).hex())
    _forget()
    keep("evidence/new", io.BytesIO(TEXT))
    for place in (PLACE, "evidence/new"):
        with open_object(place) as opened:
            assert opened.read() == TEXT
    (store / "keys" / "sealing-1.key").unlink()
    _forget()
    with open_object("evidence/new") as opened:
        assert opened.read() == TEXT
    with pytest.raises(KeyMissing, match="does not hold"):
        open_object(PLACE)
    assert not (store / "keys" / "sealing-1.key").exists(), "no key is made for what is to be opened"


def test_a_wrong_key_is_told_from_a_damaged_object(store: Path) -> None:
    keep(PLACE, io.BytesIO(TEXT))
    (store / "keys" / "sealing-1.key").write_text(os.urandom(16).hex())
    _forget()
    with pytest.raises(KeyMissing, match="does not open under key 1"):
        open_object(PLACE)


def test_contents_from_before_the_vault_are_read_as_they_are() -> None:
    default_storage.save(PLACE, io.BytesIO(TEXT))
    with open_object(PLACE) as opened:
        assert opened.read() == TEXT
    default_storage.save("short", io.BytesIO(b"x"))
    with open_object("short") as opened:
        assert opened.read() == b"x"


WRITER = """
import sys
from pathlib import Path
from django.conf import settings
settings.configure(USE_TZ=True)
from django.core.files.base import File
from minzhifa.crypto.storage import DurableStorage

class Slow(File):
    def chunks(self, chunk_size=None):
        yield b"half"
        print("half", flush=True)
        sys.stdin.readline()
        yield b"rest"

DurableStorage(location=sys.argv[1]).save("evidence/ab/x", Slow(None))
"""


def test_a_writer_killed_in_the_middle_leaves_no_object_and_its_rest_is_swept(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "half\n"
        writer.send_signal(signal.SIGKILL)
    kept = DurableStorage(location=tmp_path)
    assert not kept.exists("evidence/ab/x")
    assert kept.sweep(older_than=3600) == 0
    left = next((tmp_path / UNFINISHED).iterdir())
    os.utime(left, (time.time() - 7200,) * 2)
    assert kept.sweep(older_than=3600) == 1
    kept.save("evidence/ab/x", io.BytesIO(b"whole"))
    assert (tmp_path / "evidence/ab/x").read_bytes() == b"whole"
