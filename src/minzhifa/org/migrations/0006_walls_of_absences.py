"""Rows of a remit behind the second wall; what was entered late and each step of a chain stay as they were written."""

from django.db import migrations

from minzhifa.access.rls import append_only, enable_rls


class Migration(migrations.Migration):
    dependencies = [("org", "0005_powers_and_absences")]

    operations = [
        *(enable_rls(f"org_{table}") for table in ("offlineground", "lateentry", "exemption", "exemptionstep")),
        append_only("org_lateentry"),
        append_only("org_exemptionstep"),
    ]
