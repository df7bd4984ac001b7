"""Rows of a case that went over to another agency are read there too."""

from django.db import migrations

from minzhifa.access.reach import reached


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_genuine"), ("access", "0001_reach")]
    operations = [
        reached("documents_document"),
    ]
