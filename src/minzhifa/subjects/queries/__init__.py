"""Reads of the subjects.

search(actor, q, *, kind=None, region_prefix="", after="", limit=20) -> Found(rows, count, capped, after)
    q: part of a name (also a former one), start of a credit code, pinyin initials, or a whole identity number
subject(actor, subject_id) -> SubjectCard                          raises NotFound
party_snapshot(actor, subject_id) -> dict                                 the shape of facts.party (1 statement)
open_party_value(token) -> str; may_open(actor, subject_id) -> bool
by_uscc(actor, uscc) -> UUID | None
merge_candidates(actor, subject_id, limit=20) -> list[MergeCandidate]
"""

from minzhifa.subjects.queries.cards import (
    may_edit,
    may_open,
    merge_candidates,
    open_party_value,
    party_snapshot,
    subject,
)
from minzhifa.subjects.queries.rows import Found, MergeCandidate, SubjectCard, SubjectRow
from minzhifa.subjects.queries.search import by_uscc, search

__all__ = [
    "Found",
    "MergeCandidate",
    "SubjectCard",
    "SubjectRow",
    "by_uscc",
    "may_edit",
    "may_open",
    "merge_candidates",
    "open_party_value",
    "party_snapshot",
    "search",
    "subject",
]
