"""Two texts of one statute, article by article: the same, changed, moved, new or gone. Pure.

Articles are matched by their words, as a revision renumbers them: the share of common two-character words decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ALIKE = 0.5  # below this share two articles are not held to be the same one


@dataclass(frozen=True, slots=True)
class Matched:
    """An article of the older text and the one it became; a key is None where there is none."""

    old: str | None
    new: str | None
    same_words: bool = False

    @property
    def state(self) -> str:
        """same, changed, moved (same words, another number), new or gone."""
        if self.old is None:
            return "new"
        if self.new is None:
            return "gone"
        if not self.same_words:
            return "changed"
        return "same" if self.old == self.new else "moved"


def matched(old: Mapping[str, str], new: Mapping[str, str]) -> list[Matched]:
    """Articles (key → words) of two texts, in the order of the newer one, those that are gone at the end."""
    pairs: dict[str, str] = {}
    whole = {words: key for key, words in old.items()}
    taken = set()
    for key, words in new.items():
        if (same := whole.get(words)) is not None and same not in taken:
            pairs[key] = same
            taken.add(same)
    grams_old = {key: _grams(words) for key, words in old.items() if key not in taken}
    grams_new = {key: _grams(words) for key, words in new.items() if key not in pairs}
    shares = sorted(
        ((share, o, n) for n, b in grams_new.items() for o, a in grams_old.items() if (share := _share(a, b)) >= ALIKE),
        key=lambda found: (-found[0], found[1] != found[2]),
    )
    for _, o, n in shares:
        if o not in taken and n not in pairs:
            pairs[n] = o
            taken.add(o)
    rows = [Matched(pairs.get(key), key, key in pairs and old[pairs[key]] == words) for key, words in new.items()]
    return rows + [Matched(key, None) for key in old if key not in taken]


def _grams(words: str) -> frozenset[str]:
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    if not a or not b or min(len(a), len(b)) < ALIKE * max(len(a), len(b)):
        return 0.0
    return len(a & b) / len(a | b)
