"""Rows of a case that went over to another agency are read there too."""

from django.db import migrations

from minzhifa.access.reach import readable, reached


class Migration(migrations.Migration):
    dependencies = [("evidence", "0002_append_only"), ("access", "0001_reach")]
    operations = [
        reached("evidence_evidencefile"),
        readable("evidence_custodyentry", "evidence_id IN (SELECT f.id FROM evidence_evidencefile f)"),
    ]
