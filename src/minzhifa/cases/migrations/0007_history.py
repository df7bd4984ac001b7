"""A party's penalties across all agencies, for the one question whether an offence is the first."""

from __future__ import annotations

from django.db import migrations

# A first offence is one in the whole province, not in the remits of whoever asks: the function runs as the owner and
# gives only what decisions publish. It is asked by the engine alone, for a party whose number the case holds.
HISTORY = r"""
CREATE FUNCTION cases_history(party text, own uuid, most int)
RETURNS TABLE (decided_on text, agency text, cause text, matter text, violated jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT coalesce(c.state #>> '{facts,decision,decided_on}', ''), c.agency_name::text, c.cause::text,
         coalesce(c.state #>> '{facts,matter}', ''), coalesce(c.state #> '{facts,violated}', '[]')
    FROM public.cases_case c
   WHERE c.party_key = party AND party <> '' AND c.id <> own
     AND c.state #>> '{facts,decision,outcome}' = 'penalty'
     AND c.state #>> '{facts,decision,decided_on}' IS NOT NULL
   ORDER BY 1 DESC LIMIT least(most, 50)
$$;
"""


class Migration(migrations.Migration):
    """The function."""

    dependencies = [("cases", "0006_lighter")]
    operations = [migrations.RunSQL(HISTORY, "DROP FUNCTION cases_history(text, uuid, int);")]
