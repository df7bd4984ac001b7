"""Reads of the subjects.

    search(actor, q, kind=None, region_prefix="", limit=20) -> Found(rows: tuple[SubjectRow, ...], count: int, capped: bool)
        q: part of a name (also a former one), start of a credit code, pinyin initials, or a whole identity number
    subject(actor, subject_id) -> SubjectCard                          raises NotFound
    party_snapshot(subject_id) -> dict                                 the shape of facts.party (1 statement)
    by_uscc(uscc) -> UUID | None
    merge_candidates(actor, subject_id, limit=20) -> list[MergeCandidate]
"""
