"""Invented people of the demo: a few named accounts by role, and officers with certificates in every agency."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date

from minzhifa.access import Role

SPACE = uuid.UUID("6d7a6600-0000-8000-8000-000000000000")
_SURNAMES = "林陈黄郑吴叶张刘杨李许苏谢郭曾蔡江魏方邱余赖卢洪施柯庄翁傅游"
_FIRST = "文志建国明思雨佳晓嘉俊子宇欣海春秀丽振永宗锦泽诗若书景云沐承"
_SECOND = "华伟强敏静杰涛辉燕萍斌莹琳峰鑫颖瑜航彬茹睿晨昊怡恒毅岚舟楠澜"


def fixed(kind: str, key: str) -> uuid.UUID:
    """An id that is the same on every machine."""
    return uuid.uuid5(SPACE, f"{kind}:{key}")


def invented_name(seed: str) -> str:
    """A plausible name of nobody in particular."""
    digest = hashlib.sha256(f"name:{seed}".encode()).digest()
    first = _FIRST[digest[1] % len(_FIRST)]
    second = _SECOND[digest[2] % len(_SECOND)] if digest[3] % 5 else ""
    return _SURNAMES[digest[0] % len(_SURNAMES)] + first + second


@dataclass(frozen=True, slots=True)
class Person:
    """One demo account: where, as what; `certificate` names the example that its certificates make."""

    username: str
    agency: str | None
    post: str
    roles: tuple[Role, ...]
    region: str | None = None
    certificate: str = ""  # "", valid, renumbered, expired, suspended, none

    @property
    def name(self) -> str:
        """The invented name."""
        return invented_name(self.username)


def _staff(prefix: str, agency: str, *, small: bool = False) -> list[Person]:
    """An agency's usual people."""
    people = [
        Person(f"{prefix}_officer1", agency, "执法人员", (Role.OFFICER,), certificate="renumbered"),
        Person(f"{prefix}_officer2", agency, "执法人员", (Role.OFFICER,), certificate="valid"),
        Person(f"{prefix}_section", agency, "办案机构负责人", (Role.SECTION_HEAD,), certificate="valid"),
        Person(f"{prefix}_reviewer", agency, "法制审核人员", (Role.REVIEWER,), certificate="valid"),
        Person(f"{prefix}_head", agency, "局长", (Role.AGENCY_HEAD,)),
        Person(f"{prefix}_admin", agency, "系统管理员", (Role.ADMINISTRATOR,)),
    ]
    if small:
        return people
    return [
        *people,
        Person(f"{prefix}_officer3", agency, "执法人员", (Role.OFFICER,), certificate="expired"),
        Person(f"{prefix}_officer4", agency, "执法人员", (Role.OFFICER,), certificate="suspended"),
        Person(f"{prefix}_head2", agency, "副局长", (Role.AGENCY_HEAD,)),
        Person(f"{prefix}_hearing", agency, "听证主持人", (Role.PRESIDING_OFFICER,), certificate="valid"),
        Person(f"{prefix}_seal", agency, "印章保管人", (Role.SEAL_KEEPER,)),
        Person(f"{prefix}_archive", agency, "档案管理人员", (Role.ARCHIVIST,)),
    ]


PEOPLE: tuple[Person, ...] = (
    *_staff("gl", "market-350102"),
    *_staff("fz", "market-350100"),
    *_staff("pt", "ecology-350300"),
    *_staff("xy", "ecology-350305", small=True),
    *_staff("jt", "transport-350300", small=True),
    *_staff("ny", "agriculture-350300"),
    *_staff("cg", "urban-350102", small=True),
    *_staff("cd", "township-350582103", small=True),
    Person("sj_admin", "market-350000", "系统管理员", (Role.ADMINISTRATOR,)),
    Person("sj_head", "market-350000", "局长", (Role.AGENCY_HEAD,)),
    Person("sft_head", "justice-350000", "厅长", (Role.AGENCY_HEAD,)),
    Person("fz_supervisor", "justice-350100", "执法监督人员", (Role.SUPERVISOR,), region="350100"),
    Person("fj_supervisor", "justice-350000", "执法监督人员", (Role.SUPERVISOR,), region="350000"),
    Person("fz_procurator", None, "检察人员", (Role.PROCURATOR,), region="350100"),
    Person("fj_data", None, "数据主管部门", (Role.DATA_AUTHORITY,), region="350000"),
    Person("fj_operator", None, "技术服务单位", (Role.OPERATOR,), region="350000"),
    Person("fj_admin", None, "省级系统管理员", (Role.ADMINISTRATOR,)),
)


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate of the demo; `suspended_from` opens a suspension."""

    number: str
    valid_from: date
    valid_until: date
    suspended_from: date | None = None


def certificates(kind: str, region: str, serial: int) -> list[CertificateRow]:
    """The certificates that make an example. Serials above 90000 keep the numbers apart from real ones.

    14 digits until 2021, then 11 digits (13 福建, city, county, serial), renewed every five years.
    """
    if kind in ("", "none"):
        return []
    number = f"13{region[2:6]}{90000 + serial % 10000:05d}"
    old = f"35{region[2:6]}1601{serial % 10000:04d}"
    first = CertificateRow(old, date(2016, 6, 1), date(2021, 5, 31))
    second = CertificateRow(number, date(2021, 6, 1), date(2026, 5, 31))
    third = CertificateRow(number, date(2026, 6, 1), date(2031, 5, 31))
    if kind == "expired":
        return [first, CertificateRow(number, date(2021, 6, 1), date(2025, 12, 31))]
    if kind == "suspended":
        return [second, CertificateRow(number, date(2026, 6, 1), date(2031, 5, 31), date(2026, 9, 1))]
    return [first, second, third]
