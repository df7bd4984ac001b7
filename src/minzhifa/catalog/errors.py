"""Typed refusals of the catalogue."""

from __future__ import annotations

from minzhifa.access.errors import Conflict, NotFound, Refused


class UnknownMatter(NotFound):
    """There is no such matter, or no version of it in force on that day."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.code = "unknown_matter"
        self.fields = ("matter",)


class NotYours(Refused):
    """Nobody approves a version that he proposed."""

    status = 403


class Overlap(Conflict):
    """Two approved versions of one thing would be in force on the same day."""


class WrongState(Conflict):
    """The version was approved or retired in between."""


class BadVersion(Refused):
    """The proposed content is incomplete or contradicts itself."""
