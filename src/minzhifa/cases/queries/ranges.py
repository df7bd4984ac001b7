"""The statutory ranges of a matter, as one chooses among them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from minzhifa.cases._ranges import base_of, readable
from minzhifa.catalog.queries import MatterCard


@dataclass(frozen=True, slots=True)
class RangeChoice:
    """One range. `least` and `most` are yuan, or multiples of `base`; None where the text gives no figures."""

    choice: str
    text: str
    citation: str
    base: str | None
    least: Decimal | None
    most: Decimal | None

    @property
    def open(self) -> bool:
        """The text gives no figures: whoever concludes writes them."""
        return self.most is None


def range_choices(card: MatterCard) -> list[RangeChoice]:
    """Every range of the matter in the order of its text. No SQL."""
    citation = "；".join(c.text for c in card.basis)
    return [
        RangeChoice(
            str(place), one.text, citation, base_of(one),
            one.minimum if readable(one) else None, one.maximum if readable(one) else None,
        )
        for place, one in enumerate(card.ranges, 1)
    ]  # fmt: skip
