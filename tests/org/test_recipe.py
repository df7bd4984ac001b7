"""The province as the data files describe it; no database."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from functools import lru_cache
from importlib import resources
from pathlib import Path

import pytest
from stdnum.cn import uscc

from minzhifa.org.recipe import AgencyPlan, Plan, build, read_fields, read_places

DATA = Path(__file__).resolve().parents[2] / "data"
CORE = ("ecology", "market", "transport", "urban")


@lru_cache
def plan() -> Plan:
    return build(DATA)


def name_on(agency: AgencyPlan, day: date) -> str:
    return next(n.text for n in agency.names if (n.start or date.min) <= day < (n.end or date.max))


def test_the_regions_are_nine_cities_and_eighty_four_counties_and_1107_townships() -> None:
    present = [p for p in read_places(DATA).values() if p.valid_to is None]
    assert Counter(p.level for p in present if p.is_division) == {
        "province": 1, "city": 9, "county": 84, "township": 1107,
    }  # fmt: skip
    assert sum(not p.is_division for p in present) == 63
    counties = Counter(p.kind for p in present if p.level == "county")
    assert counties == {"区": 31, "县级市": 11, "县": 42}


def test_retired_codes_are_kept_with_their_successor_and_end() -> None:
    places = read_places(DATA)
    assert places["350182"].successor == "350112"
    assert places["350402"].successor == places["350403"].successor == "350404"
    assert sum(p.valid_to is not None for p in places.values()) == 8


def test_statistical_units_have_no_government() -> None:
    townships = {a.region for a in plan().agencies.values() if a.level == "township"}
    units = {p.code for p in read_places(DATA).values() if not p.is_division}
    assert len(townships) == 1107
    assert not townships & units


@pytest.mark.parametrize("system", CORE)
def test_every_county_but_kinmen_has_each_core_agency(system: str) -> None:
    counties = {
        p.code for p in read_places(DATA).values() if p.level == "county" and not p.valid_to and p.code != "350527"
    }
    slugs = {f"{system}-{code}" for code in counties}
    assert len(counties) == 83
    assert slugs <= plan().agencies.keys()
    assert f"{system}-350527" not in plan().agencies


@pytest.mark.parametrize("system", CORE)
def test_every_city_has_each_core_agency_and_pingtan_stands_at_city_level(system: str) -> None:
    cities = [a for a in plan().agencies.values() if a.slug.startswith(f"{system}-3") and a.level == "city"]
    assert len(cities) == 10
    assert "350128" in {a.region for a in cities}


def test_pingtan_answers_to_the_province_and_bears_the_zones_name() -> None:
    agency = plan().agencies["market-350128"]
    assert agency.name == "平潭综合实验区市场监督管理局"
    assert agency.superior == "market-350000"


def test_districts_carry_the_citys_name_and_counties_do_not() -> None:
    agencies = plan().agencies
    assert agencies["market-350102"].name == "福州市鼓楼区市场监督管理局"
    assert agencies["market-350181"].name == "福清市市场监督管理局"
    assert agencies["market-350623"].name == "漳浦县市场监督管理局"
    assert agencies["township-350582103"].name == "晋江市陈埭镇人民政府"
    assert agencies["ecology-350524"].name == "泉州市安溪生态环境局"
    assert agencies["police-350203"].name == "厦门市公安局思明分局"


def test_a_countys_upgrade_renames_its_agencies_on_that_day() -> None:
    agency = plan().agencies["emergency-350604"]
    assert name_on(agency, date(2021, 1, 31)) == "龙海市应急管理局"
    assert name_on(agency, date(2021, 2, 1)) == "漳州市龙海区应急管理局"


def test_names_of_the_reform_change_once_and_leave_no_gap() -> None:
    agency = plan().agencies["ecology-350300"]
    assert name_on(agency, date(2018, 12, 31)) == "莆田市环境保护局"
    assert name_on(agency, date(2019, 1, 1)) == "莆田市生态环境局"
    for one in plan().agencies.values():
        ends = [n.end for n in one.names[:-1]]
        assert ends == [n.start for n in one.names[1:]], one.slug
        assert one.names[-1].end is None


def test_every_demo_credit_code_has_right_check_digits_and_is_its_own() -> None:
    codes = [a.uscc for a in plan().agencies.values()]
    assert len(set(codes)) == len(codes)
    assert all(uscc.is_valid(code) and code.startswith("1135") for code in codes)


def test_field_codes_are_two_characters_and_unique() -> None:
    codes = [f.code for f in read_fields(DATA)]
    assert len(set(codes)) == len(codes) == 20
    assert all(len(code) == 2 for code in codes)


def test_reconsideration_goes_to_the_government_of_the_same_level_since_2024() -> None:
    remedies = plan().agencies["market-350102"].remedies
    assert [(body, start) for body, _, start, _ in remedies] == [
        ("福州市鼓楼区人民政府或者福州市工商行政管理局", None),
        ("福州市鼓楼区人民政府", date(2024, 1, 1)),
    ]


def test_every_field_names_a_domain_that_the_rules_know() -> None:
    from minzhifa.law import data as law_data

    known = tomllib.loads(resources.files(law_data).joinpath("domains.toml").read_text("utf-8"))
    assert {f.domain for f in read_fields(DATA)} <= known.keys()
