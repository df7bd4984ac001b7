"""Names made searchable and sortable: pinyin initials, pinyin, the search text. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

_WIDEST = 200


@lru_cache(maxsize=20_000)
def _letter(character: str) -> tuple[str, str]:
    """(initial, syllable) of one character; letters and digits stay, punctuation has none."""
    if character.isascii():
        return (character.lower(), character.lower()) if character.isalnum() else ("", "")
    syllable = lazy_pinyin(character, style=Style.NORMAL, errors="ignore")
    return (syllable[0][0], syllable[0]) if syllable and syllable[0] else ("", "")


def initials(name: str) -> str:
    """福州市鼓楼区 → fzsglq."""
    return "".join(_letter(c)[0] for c in name)[:_WIDEST]


def sort_key(name: str) -> str:
    """The name in pinyin, syllables apart, for order."""
    return " ".join(s for s in (_letter(c)[1] for c in name) if s)[: 2 * _WIDEST]


def search_text(names: Iterable[str]) -> str:
    """Present and former names, then their initials, one a line, lower case."""
    kept = list(dict.fromkeys(names))
    return "\n".join([*kept, *(initials(n) for n in kept)]).lower()
