"""Every article that the product cites stands in the text at hand, with the paragraph and the item it names."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from minzhifa.documents import kinds
from minzhifa.law.rulebook import VERIFIED, Rules, Ruling, TermRule
from minzhifa.rules import shipped

ROOT = Path(__file__).resolve().parents[2]
SHORT = {
    "处罚法": "行政处罚法", "强制法": "行政强制法", "复议法": "行政复议法", "市监程序": "市场监督管理行政处罚程序规定",
    "听证办法": "市场监督管理行政处罚听证办法", "市监听证": "市场监督管理行政处罚听证办法",
    "农业程序": "农业行政处罚程序规定", "住建程序": "住房和城乡建设行政处罚程序规定",
    "交通程序": "交通运输行政执法程序规定", "移送规定": "行政执法机关移送涉嫌犯罪案件的规定",
    "治安法": "治安管理处罚法",
}  # fmt: skip
N = "[一二三四五六七八九十百千零]+"
ARTICLE = re.compile(rf"(?m)^[\s　]*第({N})条[\s　].*?(?=^[\s　]*第{N}(?:条[\s　]|[章节编])|\Z)", re.S)
ITEM = re.compile(rf"（({N})）")
BARE = re.compile(rf"第({N})项")
Body = dict[int, set[int]]  # paragraph → its items


def number(words: str) -> int:
    total = digit = 0
    for one in words:
        if one in "零一二三四五六七八九":
            digit = "零一二三四五六七八九".index(one)
        else:
            total, digit = total + (digit or 1) * {"十": 10, "百": 100, "千": 1000}[one], 0
    return total + digit


def body_of(text: str) -> Body:
    found: Body = {0: set()}
    for line in filter(None, (line.strip(" 　\t") for line in text.splitlines())):
        if item := ITEM.match(line):
            found[max(found)].add(number(item[1]))
        else:
            found[max(found) + 1] = set()
    return found


@cache
def statutes() -> list[dict[str, Any]]:
    return list(tomllib.loads((ROOT / "data" / "statutes.toml").read_text("utf-8"))["statute"])


@cache
def texts() -> dict[str, dict[int, Body]]:
    """Statute → article → paragraphs; of several versions all, since citations name none."""
    found: dict[str, dict[int, Body]] = {}
    for one in statutes():
        for name in (name for version in one["version"] for name in version["files"]):
            text = (ROOT / "data" / "laws" / name).read_text("utf-8")
            for article in ARTICLE.finditer(text):
                at = found.setdefault(one["title"], {}).setdefault(number(article[1]), defaultdict(set))
                for paragraph, items in body_of(article[0]).items():
                    at[paragraph] |= items
    return found


@cache
def cited() -> re.Pattern[str]:
    names = "|".join(sorted({*SHORT, *texts()}, key=len, reverse=True))
    where = rf"第({N})条(?:第({N})款)?(?:(?:第)?（({N})）项)?"
    return re.compile(rf"《([^》]+)》(（[12][^）]*）)?|({names})(?=第)|{where}")


def wrong(text: str) -> Iterator[str]:
    """Citations of statutes at hand that lead nowhere. An earlier version named by its year is not at hand."""
    title: str | None = None
    for found in cited().finditer(text):
        name, year, plain, article, paragraph, item = found.groups()
        if name or plain:
            title = (name or plain).removeprefix("中华人民共和国")
            title = None if year else SHORT.get(title, title)
        elif title in texts():
            body = texts()[title].get(number(article))
            places = body and ({number(paragraph): body.get(number(paragraph))} if paragraph else body)
            there = bool(places) and None not in places.values()
            if not there or (item and not any(number(item) in items for items in places.values())):
                yield f"{title}{found[0]}"


def sources() -> Iterator[str]:
    for versions in shipped().terms.values():
        for rule in versions:
            yield rule.source
            yield from (extension.source for extension in rule.extendable)
    for path in sorted((ROOT / "src" / "minzhifa").rglob("*")):
        if path.suffix in (".py", ".toml", ".typ", ".html") and path.parent.name != "terms":
            yield from path.read_text("utf-8").splitlines()


def test_every_cited_article_paragraph_and_item_exists() -> None:
    assert sorted({one for text in sources() for one in wrong(text)}) == []


@pytest.mark.parametrize(
    "text", ["《行政处罚法》第九十九条", "处罚法第五十八条第五款", "处罚法第四十四条、第六十四条第（九）项"]
)
def test_a_citation_that_leads_nowhere_is_found(text: str) -> None:
    assert len(list(wrong(text))) == 1


def verified() -> Iterator[TermRule | Ruling]:
    rules: Rules = shipped()
    for versions in (*rules.terms.values(), *rules.values.values()):
        yield from (rule for rule in versions if rule.mark == VERIFIED)


def since() -> dict[str, set[date | None]]:
    return {one["title"]: {version.get("effective_from") for version in one["version"]} for one in statutes()}


def test_a_rule_is_in_force_from_a_day_that_a_text_says_or_the_day_is_marked_unverified() -> None:
    known = since()
    strange = [
        (rule.matter, rule.domain, rule.valid_from)
        for rule in verified()
        if (title := re.match("《([^》]+)》", rule.source)) and title[1] in known
        if (rule.from_mark == VERIFIED) != any(day and day <= rule.valid_from for day in known[title[1]])
    ]
    assert strange == []


def test_no_rule_takes_the_date_of_a_text_for_its_commencement() -> None:
    dates = {(one["title"], version.get("version_date")) for one in statutes() for version in one["version"]}
    taken = [
        (rule.matter, rule.valid_from)
        for rule in verified()
        if (title := re.match("《([^》]+)》", rule.source)) and (title[1], rule.valid_from) in dates
        if rule.from_mark == VERIFIED
    ]
    assert taken == []


def test_every_article_that_a_document_cites_leads_somewhere() -> None:
    cited = {field.article for kind in kinds() for field in kind.fields if field.article}
    assert sorted(one for text in cited for one in wrong(BARE.sub(r"第（\1）项", text))) == []
