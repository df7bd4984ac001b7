"""Where each value of a TOML or JSON text stands, so that what is wrong is told with its line and column.

The text has been read by the real parser before: this scanner only notes places and finds keys said twice in JSON.
"""

from __future__ import annotations

import re
from typing import Any

Path = tuple[str | int, ...]
_SPACE = re.compile(r"(?:[\s,]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_BARE = re.compile(r"[^\s,=\[\]{}#]+")
_TOML_KEY = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|[A-Za-z0-9_-]+')
_STRING = re.compile(r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\'', re.DOTALL)


def line_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of a character."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


class Places:
    """Offsets by path."""

    def __init__(self, text: str, syntax: str) -> None:
        self.text = text
        self.at: dict[Path, int] = {(): 0}
        self.twice: list[tuple[Path, int]] = []
        scan = _Json(self) if syntax == "json" else _Toml(self)
        scan.whole()

    def note(self, path: Path, offset: int) -> None:
        """A value begins here; the first mention of a table stays."""
        self.at.setdefault(path, offset)

    def of(self, path: Path, inside: int = 0) -> tuple[int, int]:
        """Line and column of the value at `path`, or of the nearest thing that holds it; `inside` a string."""
        while path not in self.at:
            path, inside = path[:-1], 0
        start = self.at[path]
        if inside and self.text[start : start + 1] in "\"'":
            start += 1 + inside
        return line_column(self.text, start)


class _Scanner:
    def __init__(self, places: Places) -> None:
        self.places = places
        self.text = places.text
        self.i = 0

    def skip(self, pattern: re.Pattern[str] = _SPACE) -> None:
        found = pattern.match(self.text, self.i)
        self.i = found.end() if found else self.i

    def peek(self) -> str:
        return self.text[self.i : self.i + 1]

    def take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.i)
        if not found:  # cannot happen in a text that the real parser has read; never loop
            self.i += 1
            return ""
        self.i = found.end()
        return found.group()

    def value(self, path: Path) -> None:
        """One value of either syntax, with everything in it."""
        self.skip()
        self.places.note(path, self.i)
        if self.peek() == "[":
            self.i += 1
            self.members(path)
        elif self.peek() == "{":
            self.i += 1
            self.pairs(path)
        else:
            self.take(_STRING if self.peek() in ('"', "'") else _BARE)

    def members(self, path: Path) -> None:
        place = 0
        self.skip()
        while self.peek() not in ("]", ""):
            self.value((*path, place))
            place += 1
            self.skip()
        self.i += 1

    def pairs(self, path: Path) -> None:
        self.skip()
        while self.peek() not in ("}", ""):
            self.pair(path)
            self.skip()
        self.i += 1

    def pair(self, path: Path) -> None:
        raise NotImplementedError


class _Json(_Scanner):
    def whole(self) -> None:
        self.value(())

    def pair(self, path: Path) -> None:
        start = self.i
        key = self.take(_STRING)[1:-1]
        if (*path, key) in self.places.at:
            self.places.twice.append(((*path, key), start))
        self.skip(re.compile(r"\s*:\s*"))
        self.value((*path, key))


class _Toml(_Scanner):
    def whole(self) -> None:
        table: Path = ()
        counts: dict[Path, int] = {}
        self.skip()
        while self.peek():
            if self.peek() == "[":
                table = self._header(counts)
            else:
                self.pair(table)
            self.skip()

    def _header(self, counts: dict[Path, int]) -> Path:
        start = self.i
        many = self.text.startswith("[[", self.i)
        self.i += 2 if many else 1
        path: Path = ()
        for key in (keys := self._keys()):
            path = (*path, key)
            if path in counts and len(path) < len(keys):
                path = (*path, counts[path])
        if many:
            counts[path] = counts.get(path, -1) + 1
            self.places.note(path, start)
            path = (*path, counts[path])
        self.places.note(path, start)
        self.i += 2 if many else 1
        return path

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self.skip(_BLANK)
            keys.append(self.take(_TOML_KEY).strip("\"'"))
            self.skip(_BLANK)
            if self.peek() != ".":
                return keys
            self.i += 1

    def pair(self, path: Path) -> None:
        keys: list[Any] = self._keys()
        if self.peek() == "=":
            self.i += 1
        self.skip(_BLANK)
        for depth in range(1, len(keys)):
            self.places.note((*path, *keys[:depth]), self.i)
        self.value((*path, *keys))
