"""Rows of a case that went over to another agency are read there too."""

from django.db import migrations

from minzhifa.access.reach import reached


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_payload_as_hashed"), ("access", "0001_reach")]
    operations = [
        reached("ledger_event", "stream_id"),
    ]
