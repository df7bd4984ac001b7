"""The homes of natural persons are sealed; what lists may show of them stays in `address`."""

from __future__ import annotations

from typing import Any

from django.db import migrations

import minzhifa.crypto.fields
from minzhifa.crypto import seal_text
from minzhifa.law.identifiers_mask import mask_address

BATCH = 1000
READ = """
SELECT id, address FROM subjects_subject
 WHERE kind = 'natural_person' AND address <> '' AND home IS NULL ORDER BY id LIMIT %s
"""


def seal_homes(apps: Any, schema_editor: Any) -> None:
    """A thousand at a time; the migrating role owns the table and sees every row."""
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(READ, [BATCH])
            rows = cursor.fetchall()
            if not rows:
                return
            sealed = [(seal_text(home, purpose="subjects.subject.home"), mask_address(home), key) for key, home in rows]
            cursor.executemany("UPDATE subjects_subject SET home = %s, address = %s WHERE id = %s", sealed)


class Migration(migrations.Migration):
    dependencies = [("subjects", "0003_staff_wall")]

    operations = [
        migrations.AddField(
            model_name="subject",
            name="home",
            field=minzhifa.crypto.fields.SealedTextField(null=True, verbose_name="自然人住址"),
        ),
        migrations.RunPython(seal_homes, migrations.RunPython.noop),
    ]
