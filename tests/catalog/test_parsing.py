from __future__ import annotations

from minzhifa.catalog.parsing import breaks, item_breaks, parse_articles, preamble

LAW = """# 中华人民共和国某某法

2020年1月1日 第一届代表大会通过

## 第一章 总 则

第一条 为了试验，制定本法。

　　第二条　违反本法的，处罚款：

　　（一）第一种情形；

(二)第二种情形。

前款规定以外的，不予处罚。

第二条之一 新增的条文。

## 第二章　附则

### 第一节 用语

第三条 本法下列用语的含义是：

（一）甲，是指：

1．其一；

2．其二。

（二）乙，是指乙。

对乙的解释另有规定的，从其规定。

（三）丙，是指丙。

第四条 第三条规定的事项，由国务院规定。
第五条
本法自公布之日起施行。
"""


def test_articles_paragraphs_items_and_sub_items_are_told_apart() -> None:
    first, second, added, third, fourth, fifth = parse_articles(LAW)
    assert [p.text for p in first.paragraphs] == ["为了试验，制定本法。"]
    assert [p.text for p in second.paragraphs] == ["违反本法的，处罚款：", "前款规定以外的，不予处罚。"]
    assert [(i.number, i.text) for i in second.paragraphs[0].items] == [(1, "第一种情形；"), (2, "第二种情形。")]
    assert (added.number, added.suffix) == (2, 1)
    assert third.paragraphs[0].items[0].sub_items == [(1, "其一；"), (2, "其二。")]
    assert fourth.paragraphs[0].text.startswith("第三条规定的事项")
    assert fifth.paragraphs[0].text == "本法自公布之日起施行。"


def test_a_paragraph_between_two_items_of_one_list_belongs_to_the_item() -> None:
    third = parse_articles(LAW)[3]
    assert len(third.paragraphs) == 1
    assert [i.number for i in third.paragraphs[0].items] == [1, 2, 3]
    assert third.paragraphs[0].items[1].text == "乙，是指乙。\n对乙的解释另有规定的，从其规定。"


def test_articles_carry_the_headings_they_stand_under() -> None:
    articles = parse_articles(LAW)
    assert articles[0].headings == ("第一章 总 则",)
    assert articles[3].headings == ("第二章 附则", "第一节 用语")


def test_title_and_history_are_no_articles() -> None:
    assert preamble(LAW) == ["中华人民共和国某某法", "2020年1月1日 第一届代表大会通过"]


def test_unbroken_numbering_has_no_breaks_and_a_gap_is_named() -> None:
    articles = parse_articles(LAW)
    assert breaks(articles) == []
    del articles[3]
    assert breaks(articles) == ["第2条（之1）之后是第4条（之0）"]
    assert breaks(articles[:1], first=5) != []
    assert item_breaks(articles) == []
    del articles[1].paragraphs[0].items[0]
    assert item_breaks(articles) == ["第2条第1款"]
