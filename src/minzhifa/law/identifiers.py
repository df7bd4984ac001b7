"""Check digits: 统一社会信用代码, 组织机构代码, 公民身份号码. Each check returns the normal form or raises `BadInput`.

The arithmetic is python-stdnum's. Its own `validate` is not used where it is too strict for us: it refuses credit codes
of the registries A, N and Y, and identity numbers from abolished regions, which people keep for life.
"""

from __future__ import annotations

import re
from datetime import date

from stdnum.cn import ric, uscc

from minzhifa.law.errors import BadInput

_USCC = re.compile(r"[1-9ANY][0-9A-HJ-NP-RTUWXY][0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}")
_ORGANISATION = re.compile(r"[0-9A-Z]{8}-?[0-9X]")
_CITIZEN = re.compile(r"[1-9][0-9]{16}[0-9X]")
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_FULL_WIDTH = {ord(full): ord(full) - 0xFEE0 for full in map(chr, range(0xFF01, 0xFF5F))}
USCC_LENGTH = CITIZEN_LENGTH = 18


def compact(text: str) -> str:
    """Half-width capitals without blanks: how people's typing differs from the code on the licence."""
    return re.sub(r"\s", "", text.translate(_FULL_WIDTH)).upper()


def check_uscc(text: str) -> str:
    """The 18 characters of a 统一社会信用代码 (GB 32100-2015); raises `BadInput` saying what is wrong."""
    code = compact(text)
    if len(code) != USCC_LENGTH:
        raise BadInput(f"统一社会信用代码应为 18 位，现为 {len(code)} 位。", fields=("uscc",))
    if not _USCC.fullmatch(code):
        raise BadInput(
            "统一社会信用代码含有不允许的字符（不使用 I、O、S、V、Z，第 3 至 8 位为数字）。", fields=("uscc",)
        )
    if uscc.calc_check_digit(code[:-1]) != code[-1]:
        raise BadInput("统一社会信用代码的校验码不正确，请核对是否输错。", fields=("uscc",))
    return code


def uscc_region(text: str) -> str:
    """The six digits of the registering region."""
    return check_uscc(text)[2:8]


def check_organisation_code(text: str) -> str:
    """The nine characters of an 组织机构代码 (GB 11714), without hyphen; raises `BadInput`."""
    code = compact(text)
    if not _ORGANISATION.fullmatch(code):
        raise BadInput("组织机构代码应为 8 位本体代码和 1 位校验码。", fields=("organisation_code",))
    code = code.replace("-", "")
    total = sum(int(sign, 36) * weight for sign, weight in zip(code[:8], _ORGANISATION_WEIGHTS, strict=True))
    if "0123456789X0"[11 - total % 11] != code[8]:
        raise BadInput("组织机构代码的校验码不正确，请核对是否输错。", fields=("organisation_code",))
    return code


def check_citizen_id(text: str) -> str:
    """The 18 characters of a 公民身份号码 (GB 11643-1999). Abolished regions are fine; raises `BadInput`."""
    number = compact(text)
    if len(number) != CITIZEN_LENGTH:
        raise BadInput(f"公民身份号码应为 18 位，现为 {len(number)} 位。", fields=("id_number",))
    if not _CITIZEN.fullmatch(number):
        raise BadInput("公民身份号码应为 17 位数字和 1 位数字或者 X。", fields=("id_number",))
    _birth(number)
    if ric.calc_check_digit(number) != number[-1]:
        raise BadInput("公民身份号码的校验码不正确，请核对是否输错。", fields=("id_number",))
    return number


def _birth(number: str) -> date:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise BadInput("公民身份号码中的出生日期不存在。", fields=("id_number",)) from None


def birth_date(text: str) -> date:
    """The date of birth in a citizen's number."""
    return _birth(check_citizen_id(text))


def is_male(text: str) -> bool:
    """True when the 17th digit is odd."""
    return int(check_citizen_id(text)[16]) % 2 == 1


def check_certificate(text: str) -> str:
    """A 行政执法证 number: digits, 11 or 14 of them as a rule. Soft: ministries' own numbers are kept as they are."""
    number = compact(text)
    if not number:
        raise BadInput("执法证号不能为空。", fields=("certificate",))
    return number


def certificate_looks_usual(text: str) -> bool:
    """False when a page should ask to look again: not 11 or 14 digits."""
    return re.fullmatch(r"[0-9]{11}|[0-9]{14}", compact(text)) is not None
