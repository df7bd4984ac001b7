"""The closed list of guards, by topic. Tables name them; `GUARDS` holds each with what it asks and its article."""

from __future__ import annotations

from minzhifa.law.procedure.guards import (
    coercing,
    days,
    ending,
    endorsing,
    heard,
    on_spot,
    measuring,
    people,
    proof,
    rectifying,
    reviewing,
    telling,
)
from minzhifa.law.procedure.guards.registry import GUARDS, Guard

__all__ = [
    "GUARDS",
    "Guard",
    "coercing",
    "days",
    "ending",
    "endorsing",
    "heard",
    "on_spot",
    "measuring",
    "people",
    "proof",
    "rectifying",
    "reviewing",
    "telling",
]
