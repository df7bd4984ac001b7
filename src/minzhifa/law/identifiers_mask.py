"""Masking of personal data for pages and publication: 350102********1234, 138****5678, 张*."""

from __future__ import annotations

import re

_CITIZEN = re.compile(r"(?<![0-9A-Za-z])([1-9][0-9]{5})([0-9]{8})([0-9]{3}[0-9Xx])(?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<![0-9A-Za-z])(1[3-9][0-9])([0-9]{4})([0-9]{4})(?![0-9A-Za-z])")
# An enforcement certificate of Fujian has eleven digits and begins with 13, exactly like a mobile number:
# the word before it decides.
_CERTIFICATE_BEFORE = re.compile(
    r"(?:执法证|证件|证)(?:件)?(?:编?号码?)?(?:分别)?[为是:：、，,（(\s]*(?:[0-9]{11,14}[、，,和及\s]*)*$"
)
_COMPOUND = tuple(re.findall("..", "欧阳司马上官诸葛夏侯东方皇甫尉迟公孙慕容令狐长孙宇文司徒"))
_DOWN_TO_COUNTY = re.compile(
    r"(?:[^省市区县]{2,6}省)?(?:[^省市区县]{2,6}市)?(?:[^省市区县]{1,6}[区县市])?(?<=[省市区县])"
)
SHORT = 2


def mask_id(number: str) -> str:
    """350102********1234; anything that is not 18 characters keeps its first and last character only."""
    text = number.strip()
    if found := _CITIZEN.fullmatch(text):
        return f"{found[1]}********{found[3]}"
    return text if len(text) <= SHORT else f"{text[0]}{'*' * (len(text) - SHORT)}{text[-1]}"


def mask_phone(number: str) -> str:
    """138****5678; a land line keeps its last four digits."""
    text = number.strip()
    if found := _PHONE.fullmatch(text):
        return f"{found[1]}****{found[3]}"
    digits = len(re.findall("[0-9]", text))
    hidden = iter(range(digits))
    return re.sub("[0-9]", lambda one: "*" if next(hidden) < digits - 4 else one[0], text)


def mask_account(number: str) -> str:
    """**** 1234: of an account its last four characters; a shorter one not at all."""
    text = "".join(number.split())
    return f"**** {text[-4:]}" if len(text) > 4 else "****"  # noqa: PLR2004 -- the tail that banks print


def mask_name(name: str) -> str:
    """张*, 张*明, 欧阳*: the family name stays, of a longer given name the last character too."""
    text = name.strip()
    family = SHORT if text.startswith(_COMPOUND) and len(text) > SHORT else 1
    given = len(text) - family
    if given <= 0:
        return text if len(text) <= 1 else f"{text[0]}*"
    return f"{text[:family]}*" if given == 1 else f"{text[:family]}{'*' * (given - 1)}{text[-1]}"


def mask_address(address: str) -> str:
    """福建省福州市鼓楼区***: a home is shown down to its county; without one in it, nothing is."""
    found = _DOWN_TO_COUNTY.match(address.strip())
    return f"{found[0] if found else ''}***" if address.strip() else ""


def mask_text(text: str) -> str:
    """Free text with identity numbers and mobile numbers masked; numbers of enforcement certificates stay readable."""
    text = _CITIZEN.sub(r"\1********\3", text)

    def phone(found: re.Match[str]) -> str:
        if _CERTIFICATE_BEFORE.search(text, max(0, found.start() - 60), found.start()):
            return found[0]
        return f"{found[1]}****{found[3]}"

    return _PHONE.sub(phone, text)
