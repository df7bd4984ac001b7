"""The self-check of a case: the rules a file reviewer uses, as data over state and rules."""

from __future__ import annotations

from minzhifa.law.review.checking import Finding, Score, check, score
from minzhifa.law.review.table import ReviewRule, load

__all__ = ["Finding", "ReviewRule", "Score", "check", "load", "score"]
