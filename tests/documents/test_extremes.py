"""Very long names, twenty items of evidence, several penalties: nothing is torn, stranded or runs off its page."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from documents.samples import CONTEXT, FACTS, OPINION, Agency
from documents.test_kinds import KINDS, text_of
from PIL import Image

from minzhifa.documents import Context, bind, check, kind
from minzhifa.documents.rendering import Rendered, pictures, render

AGENCY = "福建省平潭综合实验区市场监督管理局（知识产权局）"
PARTY = "福建省平潭综合实验区堃喆玥珺海洋生物科技与冷链物流供应链管理（集团）股份有限公司闽江口第二十七分公司"
LONG: dict[str, Any] = {
    **FACTS,
    "cause": "涉嫌经营超过保质期的食品、未按规定查验供货者许可证以及使用未经定期检定的计量器具（堃喆￥㎡）案",
    "party": {
        **FACTS["party"],
        "name": PARTY,
        "legal_representative": "阿卜杜拉·买买提·堃喆玥",
        "address": "福建省平潭综合实验区金井片区天山中路与海坛大道交叉口西北侧三期A区12号楼1—3层（占地3,450㎡）",
    },
    "evidence": [
        {
            "id": f"e{n}",
            "kind": "documentary",
            "title": f"起{n}号，{PARTY}的采购合同及货款支付凭证复印件（￥{n},345.67），止{n}号",
            "date": "2026-12-31",
            "count": f"{n}页",
        }
        for n in range(1, 21)
    ],
    "penalties": [
        {"kind": "0202", "name": "没收违法所得", "amount": "1234567.89", "detail": None},
        {"kind": "0201", "name": "罚款", "amount": "10020030.05", "detail": None},
        {"kind": "0203", "name": "没收非法财物", "amount": None, "detail": "香醋24瓶、标签（堃喆牌）3,400张"},
    ],
    "statements": [
        {"received_on": "2026-03-24", "point": "请求从轻，", "answer": "已经考虑；", "adopted": False, "id": "s1"}
    ],
}
WIDTH, MARGIN = 210, 8  # mm of the page and of the strip round it where nothing may stand
SAID = {**OPINION, "text": "经审查，事实清楚，证据充分，程序合法，拟同意。" * 12, "name": "欧阳堃喆"}


def long_data(kind_id: str, **facts: Any) -> dict[str, Any]:
    """Data of this kind with everything as long as it comes."""
    values = {field.name: SAID for field in kind(kind_id).fields if field.type == "opinion"}
    context: Context = replace(CONTEXT, agency=replace(Agency(), name=AGENCY), values=values)
    data = bind(kind_id, {**LONG, **facts}, context)
    assert check(kind_id, data) == []
    return data


def long_paper(kind_id: str, **facts: Any) -> Rendered:
    """The paper of that data."""
    return render(kind_id, long_data(kind_id, **facts))


def pages_of(made: Rendered) -> list[str]:
    """The text of each page without white space."""
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages]


@pytest.mark.parametrize("kind_id", KINDS)
def test_nothing_runs_off_the_page(kind_id: str) -> None:
    for number, png in enumerate(pictures(kind_id, long_data(kind_id), draft=False), 1):
        page = Image.open(io.BytesIO(png)).convert("L").point(lambda value: 255 if value < 200 else 0)
        ink = page.getbbox()
        assert ink is not None
        left, top, right, bottom = ink
        margin = page.width * MARGIN // WIDTH
        assert min(left, top, page.width - right, page.height - bottom) > margin, (kind_id, number, ink)


@pytest.mark.parametrize("kind_id", ["penalty_decision", "investigation_report", "evidence_list"])
def test_a_row_of_evidence_is_never_torn_between_two_pages(kind_id: str) -> None:
    pages = pages_of(long_paper(kind_id))
    for n in range(1, 21):
        assert [f"起{n}号" in page for page in pages] == [f"止{n}号" in page for page in pages], n
    assert sum("证据名称" in page for page in pages) > 2, "the head stands on every page"


def test_a_row_longer_than_a_page_still_runs_on() -> None:
    long = [{**LONG["evidence"][0], "title": "起0号" + "采购合同复印件" * 400 + "止0号"}]
    pages = pages_of(long_paper("penalty_decision", evidence=long))
    assert sum("采购合同复印件" in page for page in pages) > 1
    assert any("止0号" in page for page in pages)


@pytest.mark.parametrize("kind_id", ["penalty_decision", "prior_notice", "case_cover"])
def test_a_long_name_of_an_agency_stands_on_one_line(kind_id: str) -> None:
    first = pypdf.PdfReader(io.BytesIO(long_paper(kind_id).pdf)).pages[0].extract_text()
    assert any(AGENCY in "".join(line.split()) for line in first.splitlines())


def test_a_cover_is_one_page() -> None:
    assert long_paper("case_cover").pages == 1


def test_the_signature_of_a_payment_notice_is_not_alone_on_its_page() -> None:
    last = pages_of(long_paper("payment_notice"))[-1]
    assert AGENCY in last
    assert "加处罚款的数额不超出罚款的数额" in last


def test_amounts_with_cents_are_written_out() -> None:
    text = text_of(long_paper("penalty_decision").pdf)
    assert "1,234,567.89元（大写：人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分）" in text
    assert "10,020,030.05元（大写：人民币壹仟零贰万零叁拾元零伍分）" in text
    assert "11,254,597.94元" in text_of(long_paper("payment_notice").pdf)


def test_punctuation_is_not_doubled_around_what_was_typed() -> None:
    text = text_of(long_paper("penalty_decision").pdf)
    assert "当事人提出：请求从轻。经复核，不予采纳：已经考虑。" in text


def test_a_published_notice_before_the_decision_tells_the_rights() -> None:
    before = text_of(long_paper("public_notice_service", decision={}).pdf)
    assert "拟对你（单位）作出如下行政处罚" in before
    assert "有要求举行听证的权利" in before
    after = text_of(long_paper("public_notice_service").pdf)
    assert "拟对你（单位）" not in after
    assert "没收非法财物：香醋24瓶、标签（堃喆牌）3,400张。" in after


@pytest.mark.parametrize("kind_id", ["coercion_decision", "coercion_extension_decision"])
def test_a_decision_on_coercion_calls_itself_a_decision(kind_id: str) -> None:
    text = text_of(long_paper(kind_id).pdf)
    assert "如不服本决定，可以自知道之日起六十日内" in text
    assert "本通知" not in text
