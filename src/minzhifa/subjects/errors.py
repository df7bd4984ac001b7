"""Typed refusals of the subjects room."""

from __future__ import annotations

from uuid import UUID

from minzhifa.access.errors import Conflict, Refused


class BadSubject(Refused):
    """A fact about the subject is missing or cannot be true; `fields` names it, the sentence says what to check."""


class SubjectExists(Conflict):
    """The code or identity number belongs to a subject under another name; `existing` is that subject."""

    def __init__(self, message: str, *, existing: UUID, fields: tuple[str, ...]) -> None:
        super().__init__("subject_exists", message, fields=fields)
        self.existing = existing


class SubjectChanged(Conflict):
    """Somebody else changed the subject in between."""

    def __init__(self) -> None:
        super().__init__("subject_changed", "该执法对象刚被他人修改，请刷新后重试。", fields=("version",))
