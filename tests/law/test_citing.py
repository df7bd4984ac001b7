"""The article that a case of a field is shown."""

from __future__ import annotations

import pytest

from minzhifa.law.citing import cite, counterpart
from minzhifa.rules import shipped


@pytest.mark.parametrize(
    ("domain", "article", "shown"),
    [
        ("market", "处罚法第五十四条；市监程序第十八条", "处罚法第五十四条；市监程序第十八条"),
        ("drug", "市监程序第四十六条", "市监程序第四十六条"),
        ("agriculture", "处罚法第五十四条；市监程序第十八条", "处罚法第五十四条；农业程序第二十九条"),
        ("fishery", "市监程序第四十六条第一款", "农业程序第四十八条第一款"),
        ("urban", "市监程序第七十七条", "住建程序第三十一条"),
        ("transport", "市监程序第七十七条", "交通程序第一百二十二条"),
        ("transport", "市监程序第五十条、第五十二条", "交通程序第七十一条第一款"),
        ("ecology", "处罚法第五十四条；市监程序第十八条", "处罚法第五十四条"),
        ("ecology", "市监程序第十九条", "处罚法第五十四条第二款"),
        ("ecology", "市监程序第七十七条", "参照市监程序第七十七条"),
        ("agriculture", "市监程序第四条第一款", "农业程序第五条第二款"),
        ("transport", "市监程序第四条第一款", "参照市监程序第四条第一款"),
        ("transport", "市监听证办法第二十二条第二款", "交通程序第九十一条"),
        ("nowhere", "市监程序第十九条", "处罚法第五十四条第二款"),
        ("transport", "处罚法第四十四条", "处罚法第四十四条"),
        ("transport", "处罚法第三十四条；国市监法规〔2022〕2号第八条", "处罚法第三十四条"),
    ],
)  # fmt: skip
def test_a_case_is_shown_the_article_of_its_own_department_or_of_the_act(domain: str, article: str, shown: str) -> None:
    assert cite(article, domain, shipped()) == shown


def test_an_article_without_a_counterpart_has_none() -> None:
    assert counterpart("市监程序第七十七条", "ecology", shipped()) is None
    assert cite(None, "ecology", shipped()) is None
    assert cite("", "market", shipped()) == "", "no article is no analogy"


def test_every_row_of_the_concordance_names_fields_that_exist() -> None:
    rules = shipped()
    assert {code for row in rules.concordance.values() for code in row} <= set(rules.domains)
