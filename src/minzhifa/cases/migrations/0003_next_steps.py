"""The next acts of a case stand beside it; the cases that are already there get theirs."""

from __future__ import annotations

import json
from typing import Any

from django.db import migrations, models

from minzhifa import clock
from minzhifa.access.rls import lifted
from minzhifa.cases._next import next_steps
from minzhifa.law.procedure import CaseState
from minzhifa.rules import shipped

BATCH = 1000
READ = """
SELECT id, state FROM cases_case
 WHERE NOT historical AND stage NOT IN ('declined', 'archived') AND (%(after)s::uuid IS NULL OR id > %(after)s)
 ORDER BY id LIMIT %(batch)s
"""
WRITE = """
UPDATE cases_case c SET next_steps = given.steps
  FROM unnest(%(ids)s::uuid[], %(steps)s::jsonb[]) AS given(id, steps) WHERE c.id = given.id
"""


def fill(apps: Any, schema_editor: Any) -> None:
    """A thousand at a time."""
    rules, today, after = shipped(), clock.local_date(clock.now()), None
    with lifted("cases_case"), schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(READ, {"after": after, "batch": BATCH})
            rows = cursor.fetchall()
            if not rows:
                return
            after = rows[-1][0]
            steps = [json.dumps([one.to_json() for one in next_steps(_state(row[1]), rules, today)]) for row in rows]
            cursor.execute(WRITE, {"ids": [row[0] for row in rows], "steps": steps})


def _state(stored: Any) -> CaseState:
    return CaseState.from_json(json.loads(stored) if isinstance(stored, str) else stored)


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_walls_and_search")]

    operations = [
        migrations.AddField("case", "next_steps", models.JSONField(default=list, verbose_name="下一步")),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
