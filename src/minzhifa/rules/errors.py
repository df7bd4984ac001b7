"""What the rules room refuses."""

from __future__ import annotations


class HolidayYearRefused(Exception):
    """A year's calendar cannot be imported; the sentence says why. Nothing was stored."""

    status = 422
    code = "holiday_year_refused"

    def __init__(self, message: str, *, code: str | None = None, fields: tuple[str, ...] = ()) -> None:
        self.message = message
        self.article: str | None = None
        self.fields = fields
        if code:
            self.code = code
        super().__init__(message)
