"""The case code RRRR-FF-YYYY-NNNNNNN-C: city (3500 the province), field, year, serial, ISO 7064 MOD 37,36."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

from minzhifa.law.errors import BadInput
from minzhifa.law.identifiers import compact

_CODE = re.compile(r"(J-?)?([0-9]{4})-?([0-9A-Z]{2})-?([0-9]{4})-?([0-9]{7})-?([0-9A-Z])")
_REGION, _FIELD = re.compile(r"[0-9]{4}"), re.compile(r"[0-9A-Z]{2}")
LAST_SERIAL = 9_999_999
YEARS = range(1949, 10_000)


@dataclass(frozen=True, slots=True)
class CaseCode:
    """The parts of a case code. `inspection`: the prefix J- of inspections."""

    region: str
    field: str
    year: int
    serial: int
    inspection: bool = False

    def __post_init__(self) -> None:
        if not _REGION.fullmatch(self.region) or not _FIELD.fullmatch(self.field):
            raise BadInput("案件编码的地区码为 4 位数字，领域码为 2 位。", fields=("case_code",))
        if self.year not in YEARS or not 1 <= self.serial <= LAST_SERIAL:
            raise BadInput("案件编码的年份或者序号超出范围。", fields=("case_code",))

    @property
    def check(self) -> str:
        """The check character over all other characters, the J of an inspection included."""
        mark = "J" if self.inspection else ""
        return str(mod_37_36.calc_check_digit(f"{mark}{self.region}{self.field}{self.year:04d}{self.serial:07d}"))

    def __str__(self) -> str:
        mark = "J-" if self.inspection else ""
        return f"{mark}{self.region}-{self.field}-{self.year:04d}-{self.serial:07d}-{self.check}"


def build_case_code(region: str, field: str, year: int, serial: int, *, inspection: bool = False) -> str:
    """The code as people read it, with its check character; raises `BadInput`."""
    return str(CaseCode(region, field, year, serial, inspection))


def parse_case_code(text: str) -> CaseCode:
    """The parts of a code as typed (hyphens may be missing); raises `BadInput` on form or check character."""
    found = _CODE.fullmatch(compact(text))
    if not found:
        raise BadInput(f"“{text}”不是案件编码，应为 RRRR-FF-YYYY-NNNNNNN-C。", fields=("case_code",))
    code = CaseCode(found[2], found[3], int(found[4]), int(found[5]), found[1] is not None)
    try:
        mod_37_36.validate(re.sub("-", "", compact(text)))
    except ValidationError:
        raise BadInput("案件编码的校验码不正确，请核对是否输错。", fields=("case_code",)) from None
    return code
