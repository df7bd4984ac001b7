"""Procedures that can be trusted: a table is explored as a whole, and what it must keep is proved or shown broken.

    report = check(procedure, others, terms)        # each property: holds, broken with the shortest path, or absent

Properties are a list (`properties`, `ways`), what each guard proves is a list (`models`), and random walks of the real
decider hold both to what it does.
"""

from __future__ import annotations

from minzhifa.law.check.checking import ABSENT, BROKEN, HOLDS, Finding, Report, check, digest_of
from minzhifa.law.check.conditions import MARKS
from minzhifa.law.check.deletions import deletions
from minzhifa.law.check.drawing import diagram, svg
from minzhifa.law.check.explore import Memo
from minzhifa.law.check.models import MODELS
from minzhifa.law.check.properties import PROPERTIES, Property
from minzhifa.law.check.reading import Known, MalformedProcedure, read
from minzhifa.law.check.written import schema

__all__ = [
    "ABSENT", "BROKEN", "HOLDS", "MARKS", "MODELS", "PROPERTIES", "Finding", "Known", "MalformedProcedure", "Memo",
    "Property", "Report", "check", "deletions", "diagram", "digest_of", "read", "schema", "svg",
]  # fmt: skip
