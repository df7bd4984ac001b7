"""The closed list of guards, by topic. Tables name them; `GUARDS` holds each with what it asks and its article."""

from __future__ import annotations

from minzhifa.law.procedure.guards import (
    coercing,
    correcting,
    days,
    ending,
    endorsing,
    hastening,
    heard,
    measuring,
    on_spot,
    people,
    proof,
    rectifying,
    reviewing,
    revoking,
    sparing,
    telling,
)
from minzhifa.law.procedure.guards.registry import GUARDS, Guard

__all__ = [
    "GUARDS",
    "Guard",
    "coercing",
    "correcting",
    "days",
    "ending",
    "endorsing",
    "hastening",
    "heard",
    "measuring",
    "on_spot",
    "people",
    "proof",
    "rectifying",
    "reviewing",
    "revoking",
    "sparing",
    "telling",
]
