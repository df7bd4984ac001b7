"""Row security on documents; void numbers can only be added."""

from __future__ import annotations

from django.db import migrations

from minzhifa.access.rls import append_only, enable_rls


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [enable_rls("documents_document"), append_only("documents_voidnumber")]
