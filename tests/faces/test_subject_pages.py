"""The subject file's pages: what is masked is opened with a reason, by those who need it, on the record."""

from __future__ import annotations

import re

import pytest
from admin_pages import recorded

from minzhifa.clock import now
from minzhifa.org.demo import fixed
from minzhifa.org.queries import actor_for
from minzhifa.subjects.operations import register_subject

HOME = "福建省福州市鼓楼区杨桥中路201号"


@pytest.fixture
def person(province, db):
    """A person with number, telephone and home."""
    return register_subject(
        actor=actor_for(fixed("account", "gl_officer1")), at=now(), kind="natural_person", name="陈某某",
        id_number="350102199003076019", phone="13800001234", address=HOME,
    ).id  # fmt: skip


def test_lists_and_pages_show_people_masked(login, person):
    client = login("gl_officer1")
    for url in ("/subjects/?q=陈某某", f"/subjects/{person}/"):
        text = client.get(url).content.decode()
        assert "福建省福州市鼓楼区***" in text
        assert not any(part in text for part in ("杨桥中路", "13800001234", "350102199003076019"))


@pytest.mark.parametrize(
    ("what", "value"), [("id_number", "350102199003076019"), ("phone", "13800001234"), ("address", HOME)]
)
def test_the_eye_asks_for_a_reason_and_leaves_a_record(login, person, what, value):
    client, url = login("gl_officer1"), f"/subjects/{person}/open/{what}"
    assert url in client.get(f"/subjects/{person}/").content.decode()
    assert value not in client.get(url).content.decode()
    assert value not in client.post(url, {"reason": "好奇"}).content.decode()
    assert recorded("private_opened") == 0
    assert value in client.post(url, {"reason": "制作、送达文书"}).content.decode()
    assert recorded("private_opened") == 1


def test_who_only_keeps_order_sees_no_eye_and_opens_nothing(login, person):
    client, url = login("gl_admin"), f"/subjects/{person}/open/phone"
    assert url not in client.get(f"/subjects/{person}/").content.decode()
    answer = client.post(url, {"reason": "制作、送达文书"})
    assert answer.status_code == 403
    assert "13800001234" not in answer.content.decode()


@pytest.mark.parametrize(
    ("username", "url", "names"),
    [
        ("gl_officer1", "/subjects/new/", ("id_number", "phone")),
        ("gl_officer1", "/cases/new/", ("id_number", "phone")),
        ("gl_admin", "/users/new/", ("id_number",)),
    ],
)
def test_no_draft_in_the_browser_keeps_a_persons_number(login, username, url, names):
    page = login(username).get(url).content.decode()
    assert "data-autosave" in page
    for name in names:
        boxes = [box for box in re.findall(r"<input[^>]+>", page) if re.search(rf'name="[\w.-]*{name}"', box)]
        assert boxes
        assert all("data-never-keep" in box for box in boxes), boxes
