"""What a subject must and must not have. Check digits come from `minzhifa.law.identifiers`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from minzhifa.law.errors import BadInput
from minzhifa.law.hidden import refusal
from minzhifa.law.identifiers import check_citizen_id, check_uscc
from minzhifa.subjects.errors import BadSubject
from minzhifa.subjects.models import SubjectKind

_REGION = re.compile(r"[0-9]{6}([0-9]{3}([0-9]{3})?)?")
_PHONE = re.compile(r"[0-9+][0-9 ()（）\-转]{5,30}")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Facts:
    """A subject's facts in normal form; absent ones are empty."""

    kind: str
    name: str
    uscc: str = ""
    id_number: str = ""
    phone: str = ""
    address: str = ""
    legal_representative: str = ""
    region_code: str = ""


def _checked(check: Callable[[str], str], value: str) -> str:
    try:
        return check(value)
    except BadInput as error:
        raise BadSubject("bad_identifier", str(error), fields=error.fields) from error


def _check_kind(facts: Facts) -> None:
    if facts.kind not in SubjectKind.values:
        raise BadSubject("bad_kind", "请选择执法对象的类型。", fields=("kind",))
    if facts.uscc and facts.kind in (SubjectKind.NATURAL_PERSON, SubjectKind.PLACE):
        raise BadSubject("uscc_of_person", "自然人和场所没有统一社会信用代码。", fields=("uscc",))
    if facts.id_number and facts.kind not in (SubjectKind.NATURAL_PERSON, SubjectKind.SOLE_TRADER):
        raise BadSubject("id_of_organisation", "只有自然人和个体工商户经营者填写公民身份号码。", fields=("id_number",))


def checked_facts(facts: Facts) -> Facts:
    """The facts in normal form. Raises `BadSubject` naming the field."""
    name = re.sub(r"\s+", " ", facts.name).strip()
    if not name or len(name) > _LONGEST_NAME:
        raise BadSubject("bad_name", "请填写名称，不超过 200 字。", fields=("name",))
    for field in ("name", "legal_representative", "address"):
        if why := refusal(getattr(facts, field)):
            raise BadSubject("hidden_characters", why, fields=(field,))
    _check_kind(facts)
    if facts.region_code and not _REGION.fullmatch(facts.region_code):
        raise BadSubject("bad_region", "行政区划代码应为 6、9 或者 12 位数字。", fields=("region_code",))
    phone = facts.phone.strip()
    if phone and not _PHONE.fullmatch(phone):
        raise BadSubject("bad_phone", "联系电话只能由数字和连接号组成。", fields=("phone",))
    return Facts(
        kind=facts.kind,
        name=name,
        uscc=_checked(check_uscc, facts.uscc) if facts.uscc.strip() else "",
        id_number=_checked(check_citizen_id, facts.id_number) if facts.id_number.strip() else "",
        phone=phone,
        address=facts.address.strip(),
        legal_representative=facts.legal_representative.strip(),
        region_code=facts.region_code,
    )
