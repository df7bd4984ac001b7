"""What an agency's page says of its standing, names and number words over time, and who is above it."""

from __future__ import annotations

import re

import pytest
from admin_pages import the_agency


def _text(client, slug):
    page = client.get(f"/agencies/{the_agency(slug).pk}/").content.decode()
    main = page.split("<main")[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_a_dispatched_bureau_shows_whose_numbers_it_used_and_since_when_it_acts_itself(login):
    text = _text(login("gl_officer1"), "ecology-350305")
    newest, middle, oldest = (text.index(part) for part in ("2026年8月15日起 · 生态", "的名义", "2019年7月1日前 有证"))
    assert newest < middle < oldest
    assert "闽莆秀环" in text
    assert "用莆田市生态环境局的 2019年7月1日起，2026年8月15日前" in text
    assert "上级 莆田市生态环境局" in text


@pytest.mark.parametrize(
    ("slug", "above"),
    [("township-350582103", "上级 晋江市人民政府"), ("market-350128", "上级 福建省市场监督管理局")],
)
def test_the_superior_is_named(login, slug, above):
    assert above in _text(login("gl_officer1"), slug)


def test_a_merged_place_keeps_the_name_of_its_day(login):
    text = _text(login("gl_officer1"), "market-350604")
    assert text.index("漳州市龙海区市场监督管理局 待核") < text.index("龙海市市场监督管理局 待核")
    assert "2021年2月1日前" in text
