"""The state is kept as it was written (`json`); whether a fine departs from its benchmark is a column of its own."""

from __future__ import annotations

from django.db import migrations, models

from minzhifa.access.postgresql.fields import WrittenJSONField

FILL = """
UPDATE cases_case SET deviates = true WHERE state #>> '{facts,discretion,deviation}' IS NOT NULL;
"""
HISTORY = r"""
CREATE OR REPLACE FUNCTION cases_history(party text, own uuid, most int)
RETURNS TABLE (decided_on text, agency text, cause text, matter text, violated jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT coalesce(c.state #>> '{facts,decision,decided_on}', ''), c.agency_name::text, c.cause::text,
         coalesce(c.state #>> '{facts,matter}', ''), coalesce((c.state #> '{facts,violated}')::jsonb, '[]')
    FROM public.cases_case c
   WHERE c.party_key = party AND party <> '' AND c.id <> own
     AND c.state #>> '{facts,decision,outcome}' = 'penalty'
     AND c.state #>> '{facts,decision,decided_on}' IS NOT NULL
   ORDER BY 1 DESC LIMIT least(most, 50)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_search_by_windows")]

    operations = [
        migrations.RunSQL("DROP INDEX case_deviates", migrations.RunSQL.noop),
        migrations.AddField("case", "deviates", models.BooleanField(default=False, verbose_name="偏离裁量基准")),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("case", "state", WrittenJSONField(verbose_name="状态")),
        migrations.RunSQL(HISTORY, migrations.RunSQL.noop),
        migrations.AddIndex(
            "case", models.Index(condition=models.Q(("deviates", True)), fields=["remit_id", "-id"], name="case_deviates")
        ),
    ]
