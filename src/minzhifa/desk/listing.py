"""Lists: search word, filters, sort and place in the list, all kept in the URL; keyset paging, no exact counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, QueryDict

from minzhifa.desk.shapes import Filter

Row = TypeVar("Row")
PAGE_SIZE = 50
LONGEST_WORD = 60
DEEPEST_TRAIL = 40


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of rows and the addresses of its neighbours ("" where there is none)."""

    rows: Sequence[Row]
    number: int
    next_url: str
    previous_url: str
    first_url: str

    @property
    def first_number(self) -> int:
        """The running number of the first row shown."""
        return (self.number - 1) * PAGE_SIZE + 1

    @property
    def last_number(self) -> int:
        """The running number of the last row shown."""
        return self.first_number + len(self.rows) - 1


@dataclass(frozen=True, slots=True)
class Listing:
    """What the URL asks of a list."""

    q: str
    filters: tuple[Filter, ...]
    sort: str
    after: str
    parameters: QueryDict
    path: str
    sorts: tuple[tuple[str, str], ...] = ()  # on offer: (key, label), the usual one first under ""

    def value(self, key: str) -> str:
        """The chosen value of a filter."""
        return next((f.value for f in self.filters if f.key == key), "")

    @property
    def narrowed(self) -> bool:
        """True when a word or a filter is set."""
        return bool(self.q) or any(f.value for f in self.filters)

    def page(self, rows: Sequence[Row], cursor: Callable[[Row], Any]) -> Page[Row]:
        """Rows fetched with `limit=PAGE_SIZE + 1`, cut to a page; `cursor` gives the key of the last row shown."""
        shown = rows[:PAGE_SIZE]
        return self.page_after(shown, str(cursor(shown[-1])) if len(rows) > PAGE_SIZE else "")

    def page_after(self, rows: Sequence[Row], following: str) -> Page[Row]:
        """A page whose query itself says where the next one begins ("" at the end)."""
        trail = self.parameters.getlist("after")
        return Page(
            rows=rows,
            number=len(trail) + 1,
            next_url=self._at([*trail, following]) if following else "",
            previous_url=self._at(trail[:-1]) if trail else "",
            first_url=self._at([]) if len(trail) > 1 else "",
        )

    def _at(self, trail: list[str]) -> str:
        parameters = self.parameters.copy()
        parameters.setlist("after", trail[-DEEPEST_TRAIL:])
        query = parameters.urlencode()
        return f"{self.path}?{query}" if query else self.path


def listing(request: HttpRequest, filters: Iterable[Filter] = (), sorts: Iterable[tuple[str, str]] = ()) -> Listing:
    """Read the list's state from the URL; values that are not on offer are ignored, not obeyed."""
    chosen = tuple(
        Filter(f.key, f.label, f.choices, value)
        if (value := request.GET.get(f.key, "")) in {key for key, _ in f.choices}
        else Filter(f.key, f.label, f.choices)
        for f in filters
    )
    sort, offered = request.GET.get("sort", ""), tuple(sorts)
    return Listing(
        q=request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_WORD],
        filters=chosen,
        sort=sort if sort in dict(offered) else "",
        after=(request.GET.getlist("after") or [""])[-1],
        parameters=request.GET,
        path=request.path,
        sorts=offered,
    )
