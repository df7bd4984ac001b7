"""What the rules say of making a penalty public: whether, what, where, how long (市场监督管理行政处罚信息公示规定)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from minzhifa.law.discretion import kind_of
from minzhifa.law.rulebook import Rules

WARNING, CRITICISM, FINE = "0101", "0102", "0201"
LASTING = frozenset({"0302", "0303", "0401", "0402", "0404"})  # 第十四条第三款
HOME = "35"  # the province's own registration districts in a unified social credit code
SUMMARY = "《市场监督管理行政处罚信息公示规定》第四条第三款"  # names the parts of the summary before a decision
WITHDRAWAL = "《市场监督管理行政处罚信息公示规定》第十一条"
MINOR, USUAL = "disclosure_credit_end_minor", "disclosure_credit_end"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that the rules say of this case's publication."""

    label: str
    text: str
    article: str


def said(rules: Rules, domain: str, procedure: str, penalties: Sequence[Mapping[str, Any]]) -> tuple[Said, ...]:
    """The rows for this case; none in a field without rules at hand, or before penalties are known."""
    chain = rules.codes(domain)
    if not penalties:
        return ()
    due = _when(procedure, penalties)
    return tuple(
        Said(row["label"], row["text"], row["article"])
        for row in rules.publication
        if row["domain"] in chain and row["when"] in due
    )


def only_warned(penalties: Sequence[Mapping[str, Any]]) -> bool:
    """Whether nothing but a warning is imposed: such a decision is not made public (第二条第二款)."""
    return bool(penalties) and all(kind_of(row) == WARNING for row in penalties)


def published(procedure: str, penalties: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the market ministry's rules ask for publication."""
    return "published" in _when(procedure, penalties)


def ends(penalties: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The terms after which publication stops (第十三条). What a lower fine is, no text at hand says: then both."""
    kinds = {str(row.get("kind")) for row in penalties} - {WARNING}
    if kinds - {CRITICISM, FINE}:
        return (USUAL,)
    return (MINOR, USUAL) if FINE in kinds else (MINOR,)


def begins(uscc: str | None) -> tuple[str, ...]:
    """Who publishes by when: here, or the other province after it was told (第九条、第十条); both while unknown.

    Where the party is registered is read from the district in its unified social credit code.
    """
    if not uscc:
        return ("disclosure_credit", "disclosure_push")
    return ("disclosure_credit",) if uscc[2:4] == HOME else ("disclosure_push",)


def _when(procedure: str, penalties: Sequence[Mapping[str, Any]]) -> set[str]:
    kinds = {str(row.get("kind")) for row in penalties}
    if procedure == "summary":
        return {"summary"}
    if only_warned(penalties):
        return {"warned"}
    return {"published", "lasting" if kinds & LASTING else "other"}
