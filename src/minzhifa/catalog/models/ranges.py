"""Exclusion constraints over "same key, overlapping days" that need no extension: the key as a one-element range."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db.models import F, Func, Q, Value


class KeyRange(Func):
    """`int8range(key, key, '[]')`, which GiST can compare without btree_gist."""

    function = "int8range"
    output_field = BigIntegerRangeField()

    def __init__(self, column: str) -> None:
        super().__init__(F(column), F(column), Value("[]"))


def one_at_a_time(name: str, key: str) -> ExclusionConstraint:
    """Of one `key` at most one approved version is in force on any day; unknown ends count as open."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            (KeyRange(key), RangeOperators.OVERLAPS),
            (
                Func(
                    "effective_from", "effective_to", Value("[)"), function="daterange", output_field=DateRangeField()
                ),
                RangeOperators.OVERLAPS,
            ),
        ],
        condition=Q(state="approved"),
    )
