"""Marks: what differs from copy to copy stands in a template as a mark and is filled in when it is stamped.

A mark in text is ‹name›. Where the law checks form (codes, ids, phone numbers) the mark is a valid value that nobody
has; it is replaced by its text.
"""

from __future__ import annotations

import re
from typing import Any

from stdnum.cn import ric, uscc

from minzhifa.cases._facts import open_and_private
from minzhifa.cases.demo.forms import Form
from minzhifa.crypto import blind_index
from minzhifa.law.procedure import OfficerFact

_ID = "0a0a0a0a-0000-7000-8000-0000000000"
IDS = {
    name: f"{_ID}{number:02d}"
    for number, name in enumerate(
        ("case", "subject", "o1", "o2", "a1", "a2", "head", "section", "reviewer", "d1", "d2", "d3", "d4"), 1
    )
}
_CODE_BODY, _PERSON_BODY = "91350999MA0X0X0X0", "35099919010101909"
USCC = _CODE_BODY + uscc.calc_check_digit(_CODE_BODY)
CITIZEN = _PERSON_BODY + ric.calc_check_digit(_PERSON_BODY + "0")
PHONE = "19900009876"
ADDRESS = "‹address一二三四五六七八九十›"
NAMED = ("o1", "o2", "head", "section", "reviewer")


def officer(name: str) -> OfficerFact:
    """An officer whose name and certificate are marks."""
    return OfficerFact(IDS[name], f"‹{name}_name›", f"‹{name}_card›", True)


def party(kind: str) -> dict[str, Any]:
    """A party whose every value is a mark."""
    found = {
        "kind": kind, "subject_id": IDS["subject"], "name": "‹party›", "uscc": USCC, "legal_representative": "‹boss›",
        "address": ADDRESS, "phone": PHONE,
    }  # fmt: skip
    if kind == "natural_person":
        del found["uscc"], found["legal_representative"]
        found["id_number"] = CITIZEN
    return found


def _replaced() -> dict[str, str]:
    shown, _ = open_and_private(party("natural_person"))
    texts = {value: name for name, value in IDS.items()}
    texts |= {USCC: "uscc", CITIZEN: "citizen", PHONE: "phone", ADDRESS: "address"}
    texts |= {shown["id_number"]: "citizen_shown", shown["phone"]: "phone_shown", shown["address"]: "address_shown"}
    texts[blind_index(CITIZEN, purpose="party")] = "party_key"
    return texts


class Compiler:
    """Turns text with marks into a form over the values of a copy."""

    def __init__(self) -> None:
        self._texts = _replaced()
        longest = sorted(self._texts, key=len, reverse=True)
        self._find = re.compile("|".join(map(re.escape, longest)))

    def __call__(self, text: str) -> Form:
        return Form(self._find.sub(lambda m: f"‹{self._texts[m[0]]}›", text))
