"""The case file of a real case: its order, its cover, its catalogue (市监程序78)."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from cases_road import AT


@pytest.fixture
def volumes(road: Any, settings: Any, tmp_path: Any) -> list[str]:
    """The pages of the archived case's file, each as its text without white space."""
    from minzhifa.cases.queries import case_page
    from minzhifa.cases.queries.case_file import case_file

    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "minzhifa.crypto.storage.DurableStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    settings.KEYS_DIR = tmp_path / "keys"
    steps = road.steps()
    served = {"served_on": "2026-07-03", "way": "direct", "hearing_told": False, "receiver": "林某"}
    steps["serve_notice"] = lambda: road.act("gl_officer1", "serve_notice", "2026-07-03", {"notice": served})
    for name in list(steps):
        steps[name]()
        if name == "set_elements":
            steps[name]()  # the matrix is changed once more: the list of evidence is drawn up again
    head = road.actor("gl_head")
    pdf = case_file(head, case_page(head, road.case_id, on=AT.date()), at=AT)
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_the_main_volume_stands_in_the_order_of_article_78_each_proof_behind_its_paper(volumes: list[str]) -> None:
    catalogue = next(page for page in volumes if "卷内目录" in page)
    titles = ("行政处罚决定书", "送达回证", "行政处罚事先告知书", "送达回证", "证据清单")
    places = [-1]
    for title in titles:
        places.append(catalogue.find(title, places[-1] + 1))
    assert places == sorted(places), catalogue
    assert -1 not in places[1:], catalogue
    assert catalogue.count("证据清单") == 1, "a list drawn up anew stands there once"
    proofs = [page for page in volumes if "收件人签名或者盖章" in page]
    assert ["行政处罚决定书" in page for page in proofs] == [True, False]


def test_the_cover_names_the_decision_and_the_days_of_the_case(volumes: list[str]) -> None:
    cover = volumes[0]
    assert "（正卷）" in cover
    assert "处罚决定书文号榕鼓市监" in cover
    assert "立案日期2026年6月9日" in cover
    assert "结案日期2026年8月3日" in cover
