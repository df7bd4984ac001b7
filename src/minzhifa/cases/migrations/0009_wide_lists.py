"""Whoever sees the whole province and asks for a rare stage or field: its rows are found, not looked for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_deviation_index")]

    operations = [
        migrations.AddIndex("case", models.Index(fields=["stage", "-id"], name="case_stage")),
        migrations.AddIndex("case", models.Index(fields=["field_code", "-id"], name="case_field")),
    ]
