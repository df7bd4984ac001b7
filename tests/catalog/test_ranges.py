from __future__ import annotations

from decimal import Decimal

import pytest

from minzhifa.catalog.loading.files import matters
from minzhifa.catalog.ranges import parse_amount, parse_range, parse_ranges


@pytest.mark.parametrize(
    ("text", "kind", "low", "high", "base"),
    [
        ("处二十万元以上一百万元以下的罚款", "fixed", "200000", "1000000", None),
        ("处1000元以上5000元以下的罚款", "fixed", "1000", "5000", None),
        ("处每次5千元以上2万元以下的罚款", "fixed", "5000", "20000", None),
        ("可以处三万元以下的罚款", "fixed", None, "30000", None),
        ("处5000元罚款", "fixed", "5000", "5000", None),
        ("处广告费用三倍以上五倍以下的罚款", "multiple", "3", "5", "广告费用"),
        ("处工程合同价款0.5%以上1%以下的罚款", "multiple", "0.005", "0.01", "工程合同价款"),
        ("并处货值金额百分之五十以上三倍以下的罚款", "multiple", "0.5", "3", "货值金额"),
        ("并处违法生产、销售产品货值金额等值以下的罚款", "multiple", None, "1", "违法生产、销售产品货值金额"),
        ("处上一年年收入百分之四十的罚款", "multiple", "0.4", "0.4", "上一年年收入"),
        ("处或者并处警告、没收违法所得、处以违法所得一倍以上十倍以下的罚款", "multiple", "1", "10", "违法所得"),
        ("处以罚款", "unspecified", None, None, None),
        ("案例1.5万元", "text", None, None, None),
        ("首违不罚", "text", None, None, None),
        ("违法所得1—3倍且最高3万元", "text", None, None, None),
    ],
)
def test_a_range_is_read_as_its_words_say(
    text: str, kind: str, low: str | None, high: str | None, base: str | None
) -> None:
    found = parse_range(text)
    assert (found.kind, found.base) == (kind, base)
    assert (found.minimum, found.maximum) == tuple(None if v is None else Decimal(v) for v in (low, high))


def test_optional_additional_party_and_unit_are_kept() -> None:
    assert parse_range("可以并处五千元以下的罚款").optional
    assert parse_range("可以并处五千元以下的罚款").additional
    assert parse_range("个人五十元以上二百元以下").party == "person"
    assert parse_range("单位五千元以上五万元以下").party == "organisation"
    assert parse_range("处每立方米十元以上二十元以下的罚款").per == "每立方米"


def test_an_impossible_range_stays_text() -> None:
    assert parse_range("处五万元以上一万元以下的罚款").kind == "text"


def test_of_the_real_matters_nearly_all_ranges_are_read() -> None:
    kinds = [r.kind for row in matters() for r in parse_ranges(row["range_text"])]
    assert (kinds.count("fixed"), kinds.count("multiple"), kinds.count("unspecified"), kinds.count("text")) == (
        255,
        86,
        19,
        12,
    )


def test_amounts() -> None:
    assert parse_amount("0.5万元") == Decimal(5000)
    with pytest.raises(ValueError, match="不是数字"):
        parse_amount("若干元")
