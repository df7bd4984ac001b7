"""Codes and numbers: check digits, case codes, document numbers, masking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhifa.law.errors import BadInput
from minzhifa.law.identifiers import (
    birth_date,
    certificate_looks_usual,
    check_certificate,
    check_citizen_id,
    check_organisation_code,
    check_uscc,
    is_male,
    uscc_region,
)
from minzhifa.law.identifiers_case import build_case_code, parse_case_code
from minzhifa.law.identifiers_document import format_document_number, parse_document_number
from minzhifa.law.identifiers_mask import mask_id, mask_name, mask_phone, mask_text

CODES = ["91350100M000100Y43", "11230500001755309F", "91350102MA00000T4Q", "91350203MA00000T4C", "113500000035910027"]
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("code", CODES)
def test_a_right_credit_code_passes(code: str) -> None:
    assert check_uscc(f" {code.lower()} ") == code
    assert uscc_region(code) == code[2:8]


@given(st.sampled_from(CODES), st.integers(2, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_in_a_credit_code_is_found(code: str, place: int, other: str) -> None:
    wrong = code[:place] + other + code[place + 1 :]
    if wrong != code:
        with pytest.raises(BadInput, match="统一社会信用代码"):
            check_uscc(wrong)


@pytest.mark.parametrize("code", ["", "9135010", "91350100M000100Y4I", "91350100M000100Y430", "统一社会信用代码"])
def test_what_is_no_credit_code_is_refused(code: str) -> None:
    with pytest.raises(BadInput, match="统一社会信用代码"):
        check_uscc(code)


def test_a_village_cooperative_with_letter_n_is_a_right_code() -> None:
    from stdnum.cn import uscc

    stem = "N2350102MF0000001"
    assert check_uscc(stem + uscc.calc_check_digit(stem))


@pytest.mark.parametrize("number", ["11010519491231002X", "350102199003071234", "350203198501012349"])
def test_a_right_citizen_number_passes(number: str) -> None:
    assert check_citizen_id(number.lower()) == number


def test_full_width_digits_are_read() -> None:
    assert check_citizen_id("３５０１０２１９９００３０７１２３４") == "350102199003071234"


def test_a_citizen_of_an_abolished_region_is_not_refused() -> None:
    assert check_citizen_id("350402199001011234") == "350402199001011234"


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("350102199003071235", "校验码"),
        ("350102199002301234", "出生日期不存在"),
        ("35010219900307123", "18 位"),
        ("35010219900307A234", "17 位数字"),
    ],
)
def test_a_wrong_citizen_number_is_refused(number: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        check_citizen_id(number)


def test_birth_and_sex_are_read_from_the_number() -> None:
    assert birth_date("11010519491231002X").isoformat() == "1949-12-31"
    assert is_male("350102199003071234")
    assert not is_male("11010519491231002X")


def test_organisation_codes_are_checked() -> None:
    assert check_organisation_code("M000100Y-4") == "M000100Y4"
    assert check_organisation_code("001755309") == "001755309"
    for wrong in ("001755308", "00175530", "0017553099"):
        with pytest.raises(BadInput):
            check_organisation_code(wrong)


def test_a_certificate_number_is_checked_softly() -> None:
    assert check_certificate(" 13020011001 ") == "13020011001"
    assert certificate_looks_usual("13020011001")
    assert certificate_looks_usual("13020011001234")
    assert not certificate_looks_usual("闽海监0012")
    with pytest.raises(BadInput):
        check_certificate("  ")


@given(st.integers(1, 9_999_999), st.integers(2000, 2099), st.booleans())
def test_a_case_code_reads_back(serial: int, year: int, inspection: bool) -> None:
    text = build_case_code("3502", "SJ", year, serial, inspection=inspection)
    parts = parse_case_code(text)
    assert (parts.region, parts.field, parts.year, parts.serial, parts.inspection) == (
        "3502",
        "SJ",
        year,
        serial,
        inspection,
    )
    assert str(parse_case_code(text.replace("-", "").lower())) == text


@given(st.integers(1, 9_999_999), st.integers(0, 16), st.integers(0, 9))
def test_one_wrong_digit_in_a_case_code_is_found(serial: int, place: int, digit: int) -> None:
    text = build_case_code("3502", "01", 2026, serial).replace("-", "")
    wrong = text[:place] + str(digit) + text[place + 1 :]
    if wrong != text:
        with pytest.raises(BadInput):
            parse_case_code(wrong)


def test_an_inspection_and_a_case_never_share_a_check_for_the_same_serial() -> None:
    assert (
        build_case_code("3500", "HB", 2026, 7) == "3500-HB-2026-0000007-" + build_case_code("3500", "HB", 2026, 7)[-1]
    )
    with pytest.raises(BadInput, match="校验码"):
        parse_case_code("J-" + build_case_code("3500", "HB", 2026, 7))


@pytest.mark.parametrize(("region", "field", "year", "serial"), [
    ("350", "SJ", 2026, 1), ("3502", "S", 2026, 1), ("3502", "SJ", 26, 1), ("3502", "SJ", 2026, 0),
    ("3502", "SJ", 2026, 10_000_000), ("3502", "sj", 2026, 1),
])  # fmt: skip
def test_parts_that_make_no_case_code_are_refused(region: str, field: str, year: int, serial: int) -> None:
    with pytest.raises(BadInput):
        build_case_code(region, field, year, serial)


@pytest.mark.parametrize("pair", ["〔〕", "[]", "（）", "()", "【】", "［］"])
def test_document_numbers_are_read_in_every_bracket_style(pair: str) -> None:
    text = f"闽莆环罚{pair[0]}2024{pair[1]}012号"
    number = parse_document_number(text)
    assert (number.word, number.year, number.number, number.brackets) == ("闽莆环罚", 2024, 12, pair)
    assert number.original == text
    assert str(number) == "闽莆环罚〔2024〕12号"
    assert number.key == parse_document_number("闽莆环罚〔2024〕12号").key


@pytest.mark.parametrize(
    ("text", "word", "standard"),
    [
        ("泉台管环土(海)〔2019〕罚书字第002号", "泉台管环土(海)", "泉台管环土(海)〔2019〕罚书字2号"),
        ("厦公思(oY)行罚决字[2017]00144号", "厦公思(oY)行罚决字", "厦公思(oY)行罚决字〔2017〕144号"),
        ("闽市监处罚〔2024〕12-1号", "闽市监处罚", "闽市监处罚〔2024〕12-1号"),
        ("榕环罚 〔２０２４〕 3 号", "榕环罚", "榕环罚〔2024〕3号"),
        ("闽长海渔处罚〔2018〕007", "闽长海渔处罚", "闽长海渔处罚〔2018〕7号"),
    ],
)
def test_numbers_met_in_real_files_are_read(text: str, word: str, standard: str) -> None:
    number = parse_document_number(text)
    assert number.word == word
    assert str(number) == standard
    assert number.standard is (text == standard)


@pytest.mark.parametrize(
    "text", ["", "责令整改通知书", "闽环罚2024年12号", "〔2024〕12号", "闽环罚〔24〕12号", "闽环罚〔2024〕号"]
)
def test_what_is_no_document_number_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="不是文号"):
        parse_document_number(text)


def test_a_new_document_number_has_the_standard_form() -> None:
    assert format_document_number("闽莆环罚", 2026, 3) == "闽莆环罚〔2026〕3号"
    assert format_document_number("闽莆环罚", 2026, 3, 1) == "闽莆环罚〔2026〕3-1号"
    for word, number in (("", 1), ("闽〔环〕", 1), ("闽环罚", 0)):
        with pytest.raises(BadInput):
            format_document_number(word, 2026, number)


def test_personal_data_are_masked() -> None:
    assert mask_id("350102199003071234") == "350102********1234"
    assert mask_id("G12345678") == "G*******8"
    assert mask_phone("13812345678") == "138****5678"
    assert mask_phone("0591-87654321") == "****-****4321"
    assert [mask_name(name) for name in ("张", "张三", "张小明", "欧阳修", "欧阳小明")] == [
        "张",
        "张*",
        "张*明",
        "欧阳*",
        "欧阳*明",
    ]


def test_a_certificate_number_is_not_taken_for_a_phone() -> None:
    text = "执法人员（执法证号：13020011001、13020011002）联系电话13912345678，身份证号350102199003071234。"
    masked = mask_text(text)
    assert "13020011001、13020011002" in masked
    assert "139****5678" in masked
    assert "350102********1234" in masked
    assert "199003" not in masked


def test_digits_inside_a_longer_number_are_left_alone() -> None:
    for text in ("订单 2024138123456789012", "代码91350102MA00000T4Q", "执法证13020011001234"):
        assert mask_text(text) == text
