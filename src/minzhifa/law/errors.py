"""What the law room raises: a lookup that has no answer, or an input that cannot be a legal fact."""

from __future__ import annotations


class NoAnswer(LookupError):
    """The loaded rules or calendars hold no answer; nothing is guessed. The sentence says what is missing."""

    code = "no_answer"

    def __init__(self, message: str, *, article: str | None = None, fields: tuple[str, ...] = ()) -> None:
        self.message = message
        self.article = article
        self.fields = fields
        super().__init__(message)

    def __str__(self) -> str:
        return self.message


class UnknownYear(NoAnswer):
    """The working-day calendar of that year is not loaded."""

    code = "unknown_year"

    def __init__(self, message: str, *, year: int | None = None) -> None:
        self.year = year
        super().__init__(message)


class NoRule(NoAnswer):
    """No loaded rule of that name in that domain."""

    code = "no_rule"


class NoRuleVersion(NoRule):
    """The rule is known, but no version of it was in force on that day (or it is not loaded)."""

    code = "no_rule_version"


class BadInput(ValueError):
    """A period, date, code or amount that cannot be read; the sentence says why."""

    code = "bad_input"

    def __init__(self, message: str, *, article: str | None = None, fields: tuple[str, ...] = ()) -> None:
        self.message = message
        self.article = article
        self.fields = fields
        super().__init__(message)
