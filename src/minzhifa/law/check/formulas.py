"""What a guard proves, said over a few finite flags: a small language with three answers.

A flag that is not looked at in an exploration has no value there; a formula that hangs on it answers None, and the
explorer then lets the act pass. So everything that can happen is explored, and perhaps more: never less.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Look = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Is:
    """The flag has one of the values."""

    flag: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The formula does not hold."""

    part: Formula


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple[Formula, ...]


Formula = Is | Not | All | Some


def is_(flag: str, *values: str) -> Is:
    """The flag has one of the values."""
    return Is(flag, values)


def not_(flag: str, *values: str) -> Not:
    """The flag has none of the values."""
    return Not(Is(flag, values))


def both(*parts: Formula) -> All:
    """All of them."""
    return All(parts)


def either(*parts: Formula) -> Some:
    """One of them at least."""
    return Some(parts)


def flags_in(formula: Formula) -> frozenset[str]:
    """The flags that the formula reads."""
    if isinstance(formula, Is):
        return frozenset({formula.flag})
    if isinstance(formula, Not):
        return flags_in(formula.part)
    return frozenset().union(*(flags_in(part) for part in formula.parts))


ALWAYS, NEVER = All(()), Some(())
"""What holds of every case, and of none."""

Seen = Callable[[tuple[str, ...], tuple[str, ...]], bool | None]
"""A formula made ready for one act: from the flags as taken in, and as left behind."""


def bound(formula: Formula, fixed: Look, places: Mapping[str, int]) -> Seen | bool | None:
    """The formula with all that does not change filled in. `fixed`: what is settled; `places`: flags by position."""
    if isinstance(formula, Is):
        return _atom(formula, fixed, places)
    if isinstance(formula, Not):
        inner = bound(formula.part, fixed, places)
        if callable(inner):
            return lambda now, after: None if (found := inner(now, after)) is None else not found
        return None if inner is None else not inner
    decisive = isinstance(formula, Some)
    parts = [bound(part, fixed, places) for part in formula.parts]
    if decisive in [part for part in parts if not callable(part)]:
        return decisive
    open_ones = [part for part in parts if callable(part)]
    rest: bool | None = None if None in parts else not decisive
    if not open_ones:
        return rest

    def seen(now: tuple[str, ...], after: tuple[str, ...]) -> bool | None:
        answer = rest
        for part in open_ones:
            found = part(now, after)
            if found is decisive:
                return decisive
            if found is None:
                answer = None
        return answer

    return seen


def _atom(formula: Is, fixed: Look, places: Mapping[str, int]) -> Seen | bool | None:
    values = frozenset(formula.values)
    late = formula.flag.startswith("after:")
    at = places.get(formula.flag.removeprefix("after:"))
    if at is None:
        value = fixed(formula.flag)
        return None if value is None else value in values
    return (lambda _now, after: after[at] in values) if late else (lambda now, _after: now[at] in values)
