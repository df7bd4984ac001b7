"""Joins the two changes numbered 0003."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_packed"), ("ledger", "0003_quiet_queue")]
    operations = []
