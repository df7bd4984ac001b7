"""Characters that nobody sees: they hide text, reorder it, or make two names look alike."""

from __future__ import annotations

import re

HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab and line breaks
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


def hidden(text: str) -> str:
    """The first of them as U+202E; "" where there is none."""
    found = HIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def plain(text: str) -> str:
    """The text without them: what is left stands in the order in which it was typed."""
    return HIDDEN.sub("", text)


def refusal(text: str) -> str:
    """The sentence that refuses a name or a code; "" where nothing is hidden in it."""
    found = hidden(text)
    return f"含有看不见的字符（{found}），请删去后重新填写。" if found else ""
