"""The articles that a case rests on stand beside it; a change of the law finds the open cases it touches."""

from __future__ import annotations

import json
from typing import Any

from django.db import migrations, models

from minzhifa.access.rls import lifted
from minzhifa.cases._cited import cited

BATCH = 1000
READ = """
SELECT id, state->'facts' FROM cases_case
 WHERE %(after)s::uuid IS NULL OR id > %(after)s ORDER BY id LIMIT %(batch)s
"""
WRITE = """
UPDATE cases_case c SET cited = given.cited
  FROM unnest(%(ids)s::uuid[], %(cited)s::jsonb[]) AS given(id, cited) WHERE c.id = given.id
"""
INDEX = """
CREATE INDEX case_cited ON cases_case USING gin (cited) WITH (fastupdate = off)
  WHERE stage NOT IN ('declined', 'archived');
"""
# `?|` is not leakproof: like the search, the function runs as the owner and applies the two settings itself.
TOUCHED = r"""
CREATE FUNCTION cases_touched(articles text[], before uuid, most int) RETURNS TABLE (case_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  remits int[] := coalesce(nullif(current_setting('minzhifa.remits', true), ''), '{}')::int[];
  everything boolean := coalesce(current_setting('minzhifa.everything', true), '') = 'on';
BEGIN
  RETURN QUERY SELECT c.id FROM public.cases_case c
    WHERE c.stage NOT IN ('declined', 'archived') AND c.cited ?| articles
      AND (before IS NULL OR c.id < before) AND (everything OR c.remit_id = ANY (remits))
    ORDER BY c.id DESC LIMIT least(most, 500);
END $$;
"""


def fill(apps: Any, schema_editor: Any) -> None:
    """A thousand at a time."""
    after = None
    with lifted("cases_case"), schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(READ, {"after": after, "batch": BATCH})
            rows = cursor.fetchall()
            if not rows:
                return
            after = rows[-1][0]
            found = [json.dumps(cited(_facts(row[1])), ensure_ascii=False) for row in rows]
            cursor.execute(WRITE, {"ids": [row[0] for row in rows], "cited": found})


def _facts(stored: Any) -> dict[str, Any]:
    return json.loads(stored) if isinstance(stored, str) else stored


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_parts")]

    operations = [
        migrations.AddField("case", "cited", models.JSONField(default=list, verbose_name="引用的条文")),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL(INDEX, "DROP INDEX case_cited;"),
        migrations.RunSQL(TOUCHED, "DROP FUNCTION cases_touched(text[], uuid, int);"),
    ]
