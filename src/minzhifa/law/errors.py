"""What the law room raises: a lookup that has no answer, or an input that cannot be a legal fact."""

from __future__ import annotations

from typing import Protocol


class Sourced(Protocol):
    """A rule as far as an error names it."""

    @property
    def title(self) -> str:
        """What it is about."""

    @property
    def source(self) -> str:
        """Where it stands."""

    @property
    def says(self) -> str:
        """What it says: how long, how much."""


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


class NotLoaded(NoRule):
    """The field has its own rule on this, but its text is not at hand; the sentence says who has to supply it."""

    code = "rule_not_loaded"


class AmbiguousRule(NoAnswer):
    """Two rules of one rank are in force and nothing says which holds; both are named."""

    code = "ambiguous_rule"

    def __init__(self, one: Sourced, other: Sourced) -> None:
        self.rules = (one, other)
        super().__init__(
            f"“{one.title}”有两条同位阶的规则，没有写明取舍，不能判断：{_named(one)}；{_named(other)}。",
            fields=("term_id",),
        )


def _named(rule: Sourced) -> str:
    return f"{rule.source}（{rule.says}）" if rule.says else rule.source


class BadInput(ValueError):
    """A period, date, code or amount that cannot be read; the sentence says why."""

    code = "bad_input"

    def __init__(self, message: str, *, article: str | None = None, fields: tuple[str, ...] = ()) -> None:
        self.message = message
        self.article = article
        self.fields = fields
        super().__init__(message)
