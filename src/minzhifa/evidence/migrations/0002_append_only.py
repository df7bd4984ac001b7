"""Append-only triggers and row security."""

from django.db import migrations

from minzhifa.access.rls import append_only, enable_rls


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]

    operations = [
        append_only("evidence_evidencefile"),
        append_only("evidence_custodyentry"),
        enable_rls("evidence_evidencefile"),
        enable_rls("evidence_custodyentry"),
    ]
