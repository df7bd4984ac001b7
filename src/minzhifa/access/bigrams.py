"""Chinese substring search: an index over the two-character pieces of a text, rechecked with LIKE.

Two-character words are the commonest search terms here; trigram indexes cannot serve them. Works on PostgreSQL 15 and
18 without any extension. A one-character term cannot use the index; callers refuse it or scan small tables only.
"""

from __future__ import annotations

from django.db import migrations

_FUNCTION = """
CREATE OR REPLACE FUNCTION minzhifa_bigrams(value text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT piece), '{}') FROM (
    SELECT letter || lead(letter) OVER (ORDER BY place) AS piece
    FROM unnest(string_to_array(lower(value), NULL)) WITH ORDINALITY AS letters(letter, place)
  ) AS pieces WHERE piece IS NOT NULL
$$;
"""


def bigram_function() -> migrations.RunSQL:
    """Migration step: the function; every room that indexes with it runs this step (the same text each time)."""
    return migrations.RunSQL(_FUNCTION, migrations.RunSQL.noop)


def bigram_index(name: str, table: str, column: str, *, where: str = "") -> migrations.RunSQL:
    """Migration step: the GIN index; query with `bigram_condition` so that the planner can use it."""
    condition = f" WHERE {where}" if where else ""
    return migrations.RunSQL(
        f"CREATE INDEX {name} ON {table} USING gin (minzhifa_bigrams({column})){condition}",
        f"DROP INDEX {name}",
    )


def bigrams(term: str) -> list[str]:
    """The pieces of a search term, as the index holds them."""
    low = term.lower()
    return sorted({low[i : i + 2] for i in range(len(low) - 1)})


def escape_like(term: str) -> str:
    """`term` as a LIKE pattern that matches exactly itself, anywhere."""
    escaped = term.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def bigram_condition(column: str) -> str:
    """SQL condition with two parameters, `bigrams(term)` and `escape_like(term)`; `column` is our own text."""
    return f"minzhifa_bigrams({column}) @> %s::text[] AND lower({column}) LIKE %s"
