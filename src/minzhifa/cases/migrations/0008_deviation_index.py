"""The cases whose fine departs from its benchmark, for the list of those who supervise."""

from __future__ import annotations

from django.db import migrations

INDEX = """
CREATE INDEX case_deviates ON cases_case (remit_id, id DESC)
  WHERE state #> '{facts,discretion,deviation}' IS NOT NULL;
"""


class Migration(migrations.Migration):
    """A partial index: departures are few."""

    dependencies = [("cases", "0007_history")]
    operations = [migrations.RunSQL(INDEX, "DROP INDEX case_deviates")]
