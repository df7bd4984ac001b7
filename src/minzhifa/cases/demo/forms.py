"""Forms: text with marks taken apart once, so that a copy is put together from bytes and nothing is looked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter

_MARK = re.compile("‹([a-z0-9_]+)›")
Values = Mapping[str, bytes]


class Form:
    """A text with places. `fill` puts the values of a copy in: as they are, nothing is escaped."""

    __slots__ = ("_get", "_parts")

    def __init__(self, text: str) -> None:
        found = _MARK.split(text)
        names = found[1::2]
        self._parts: list[bytes] = [part.encode() for part in found]
        self._get: Callable[[Values], Sequence[bytes]] | None = _getter(names)

    def fill(self, values: Values) -> bytes:
        """The text of a copy."""
        parts = self._parts
        if self._get is None:
            return parts[0]
        parts = parts.copy()
        parts[1::2] = self._get(values)
        return b"".join(parts)

    def __getstate__(self) -> list[bytes]:
        return self._parts

    def __setstate__(self, parts: list[bytes]) -> None:
        self._parts, self._get = parts, _getter([name.decode() for name in parts[1::2]])


def _getter(names: list[str]) -> Callable[[Values], Sequence[bytes]] | None:
    if not names:
        return None
    if len(names) == 1:
        name = names[0]
        return lambda values: (values[name],)
    return itemgetter(*names)
