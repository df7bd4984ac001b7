"""Invented enterprises, traders and people for the demo province, with valid check digits; the same for the same seed.

Names are put together from word lists, so a likeness to a real firm is chance. No ledger events, since
nobody registered them.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from stdnum.cn import ric, uscc

from minzhifa.crypto import blind_index, seal_text
from minzhifa.law.identifiers_mask import mask_address
from minzhifa.subjects.models import Subject
from minzhifa.subjects.names import initials, search_text, sort_key
from minzhifa.subjects.operations.register import ID_PURPOSE

_MADE = datetime(2024, 1, 1, tzinfo=UTC)
_PREFIXES = "鹭澜闽榕泉屿禾刺桐武夷清源海丝木兰九龙汀江茶山霞浦湄洲"
_BRANDS = (
    "恒远 嘉禾 瑞丰 永兴 天佑 宏达 金茂 鑫源 海盛 顺发 福满 华昌 泰和 安泰 万佳 德润 新港 东方 民益 康源 喆盛 堃泰"
)
_TRADES = (
    "食品 贸易 机械 建材 环保科技 水产 纺织 电子 物流 餐饮管理 医药 石材 茶业 汽车服务 家具 化工 建筑工程 农业发展"
)
_SHOPS = "小吃店 便利店 五金店 水果店 美发店 汽修店 餐馆 茶叶店 服装店 药店 养殖场 废品收购站"
_FAMILY = "陈林黄张李王吴刘蔡杨许郑谢郭洪邱曾廖赖徐"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英志鹏建国文华玉兰海燕晓东立春国栋堃喆"
_ROADS = "滨海大道 中山路 解放路 工业路 湖滨南路 学府路 江滨路 福新路 东街 西环路"
_COMPANY, _TRADER = 0.62, 0.86


@dataclass(frozen=True, slots=True)
class Place:
    """A district to place subjects in."""

    code: str
    name: str


PLACES = (
    Place("350102", "福州市鼓楼区"),
    Place("350104", "福州市仓山区"),
    Place("350203", "厦门市思明区"),
    Place("350211", "厦门市集美区"),
    Place("350302", "莆田市城厢区"),
    Place("350304", "莆田市荔城区"),
    Place("350502", "泉州市鲤城区"),
    Place("350583", "泉州市南安市"),
    Place("350602", "漳州市芗城区"),
    Place("350702", "南平市延平区"),
    Place("350802", "龙岩市新罗区"),
    Place("350902", "宁德市蕉城区"),
)


def _uscc(dice: random.Random, prefix: str, region: str, number: int) -> str:
    """A code with a valid check digit; `number` makes it unique."""
    body = f"{prefix}{region}MA{number:07d}"[:17]
    return body + uscc.calc_check_digit(body)


def _person(dice: random.Random) -> str:
    return dice.choice(_FAMILY) + "".join(dice.sample(_GIVEN, dice.choice((1, 2, 2))))


def _citizen(dice: random.Random, region: str, number: int) -> str:
    born = date(1955, 1, 1) + timedelta(days=number // 999 % 17000)
    body = f"{region}{born:%Y%m%d}{number % 999 + 1:03d}"
    return body + ric.calc_check_digit(body + "0")


def _row(dice: random.Random, number: int, place: Place) -> tuple[Any, ...]:
    """One subject as COPY wants it, in the order of `_COLUMNS`."""
    lot, boss, code, citizen = dice.random(), _person(dice), None, None
    road = f"福建省{place.name}{dice.choice(_ROADS.split())}{dice.randint(1, 399)}号"
    if lot < _COMPANY:
        kind = "legal_person"
        city = place.name.split("市")[0]
        name = f"{city}{dice.choice(_PREFIXES)}{dice.choice(_BRANDS.split())}{dice.choice(_TRADES.split())}有限公司"
        code = _uscc(dice, "91", place.code, number)
    elif lot < _TRADER:
        kind = "sole_trader"
        name = f"{place.name}{dice.choice(_BRANDS.split())}{boss[-1]}{dice.choice(_SHOPS.split())}"
        code = _uscc(dice, "92", place.code, number)
    else:
        kind, name, boss = "natural_person", boss, ""
        citizen = _citizen(dice, place.code, number)
    sealed = seal_text(citizen, purpose="subjects.subject.id_number") if citizen else None
    index = blind_index(citizen, purpose=ID_PURPOSE) if citizen else None
    home = seal_text(road, purpose="subjects.subject.home") if citizen else None
    phone = seal_text(f"199{dice.randint(0, 99_999_999):08d}", purpose="subjects.subject.phone")
    subject_id = uuid.UUID(int=dice.getrandbits(128), version=4)
    return (
        *(
            subject_id,
            kind,
            name,
            code,
            "",
            sealed,
            index,
            phone,
            mask_address(road) if citizen else road,
            home,
            boss,
            place.code,
        ),
        *(initials(name), sort_key(name), search_text([name]), True, False, 1, _MADE, _MADE),
    )


_COLUMNS = (
    "id, kind, name, uscc, stated_code, id_number, id_index, phone, address, home, legal_representative, region_code, "
    "initials, sort_key, search_text, verified, historical, version, created_at, updated_at"
)


def demo_rows(n: int, *, seed: int, places: Sequence[Place], first: int = 0) -> Iterator[tuple[Any, ...]]:
    """`n` subjects; the same ids, names and codes for the same seed (sealed values differ, as they must).

    `first`: where their numbers begin; sets whose numbers do not overlap never share a code.
    """
    dice = random.Random(seed)  # noqa: S311 - reproducible demo data, no secret
    for number in range(first, first + n):
        yield _row(dice, number, dice.choice(places))


def load_demo_subjects(
    n: int = 500, *, seed: int = 35, places: Sequence[Place] = PLACES, first: int = 0
) -> list[uuid.UUID]:
    """Load `n` invented subjects and return their ids; those already there stay as they are."""
    rows = list(demo_rows(n, seed=seed, places=places, first=first))
    ids = [uuid.UUID(str(row[0])) for row in rows]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('minzhifa.subjects', 'on', true)")
        known = set(Subject.objects.filter(pk__in=ids).values_list("pk", flat=True))
        fresh = [row for row in rows if row[0] not in known]
        marks = ", ".join(["%s"] * len(_COLUMNS.split(",")))
        # COPY would be quicker, and is refused to everybody behind row security.
        cursor.executemany(f"INSERT INTO subjects_subject ({_COLUMNS}) VALUES ({marks})", fresh)  # noqa: S608 -- our own
        names = [(row[0], row[2]) for row in fresh]
        cursor.executemany("INSERT INTO subjects_subjectname (subject_id, name) VALUES (%s, %s)", names)
    return ids
