"""What the pages show of the record is in words: every event that an operation appends has a name for people."""

from __future__ import annotations

import re
from pathlib import Path

from minzhifa.desk.admin.words import WORDED
from minzhifa.desk.cases.tabs import LOOKS
from minzhifa.desk.templatetags.fmt import device

SOURCE = Path(__file__).resolve().parents[2] / "src" / "minzhifa"
TOLD_BY_THE_CASE = frozenset({*LOOKS, "case.handed_over"})
APPENDED = re.compile(r'NewEvent\(\s*"([a-z_.]+)"')


def test_every_event_that_an_operation_appends_has_words():
    found = {name for path in SOURCE.rglob("*.py") for name in APPENDED.findall(path.read_text("utf-8"))}
    assert len(found) > 30
    assert sorted(found - WORDED - TOLD_BY_THE_CASE) == []


def test_a_device_is_told_as_address_system_and_browser():
    edge = "10.1.2.3 Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0"
    phone = "10.1.2.4 Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
    assert device(edge) == "10.1.2.3，Windows 上的 Edge"
    assert device(phone) == "10.1.2.4，安卓 上的 Chrome"
    assert device("10.1.2.5 python-requests/2") == "10.1.2.5 python-requests/2"
    assert device(None) == ""
