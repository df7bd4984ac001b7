"""The payload stands as it was hashed: canonical JSON, byte by byte, so that a check reads it and spells nothing anew.

Rows from before are spelled canonically once; no hash changes. The append-only trigger and the force of row security
rest while this runs; both are the owner's, and the migration is one transaction.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

from minzhifa.access.postgresql.fields import WrittenJSONField
from minzhifa.access.rls import lifted
from minzhifa.ledger.canonical import reread_json

BATCH = 2000
READ = """
SELECT stream_id, seq, payload::text FROM ledger_event
 WHERE (%(stream)s::uuid IS NULL OR (stream_id, seq) > (%(stream)s, %(seq)s)) ORDER BY stream_id, seq LIMIT %(batch)s
"""
WRITE = """
UPDATE ledger_event e SET payload = given.payload::json
  FROM unnest(%(streams)s::uuid[], %(seqs)s::int[], %(payloads)s::text[]) AS given(stream_id, seq, payload)
 WHERE e.stream_id = given.stream_id AND e.seq = given.seq
"""


def spell(apps: Any, schema_editor: Any) -> None:
    """Two thousand at a time."""
    after: tuple[Any, int] = (None, 0)
    with lifted("ledger_event"), schema_editor.connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_event DISABLE TRIGGER append_only_rows")
        while True:
            cursor.execute(READ, {"stream": after[0], "seq": after[1], "batch": BATCH})
            rows = cursor.fetchall()
            if not rows:
                break
            after = rows[-1][0], rows[-1][1]
            given = [[row[0] for row in rows], [row[1] for row in rows], [reread_json(row[2]).decode() for row in rows]]
            cursor.execute(WRITE, dict(zip(("streams", "seqs", "payloads"), given, strict=True)))
        cursor.execute("ALTER TABLE ledger_event ENABLE TRIGGER append_only_rows")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_merge")]

    operations = [
        migrations.AlterField("event", "payload", WrittenJSONField(verbose_name="内容")),
        migrations.RunPython(spell, migrations.RunPython.noop),
    ]
