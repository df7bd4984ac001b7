"""A penalty that was revoked or declared void is no penalty: it does not count against a first offence."""

from __future__ import annotations

from django.db import migrations

_HEAD = r"""
CREATE OR REPLACE FUNCTION cases_history(party text, own uuid, most int)
RETURNS TABLE (decided_on text, agency text, cause text, matter text, violated jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT coalesce(c.state #>> '{facts,decision,decided_on}', ''), c.agency_name::text, c.cause::text,
         coalesce(c.state #>> '{facts,matter}', ''), coalesce((c.state #> '{facts,violated}')::jsonb, '[]')
    FROM public.cases_case c
   WHERE c.party_key = party AND party <> '' AND c.id <> own
     AND c.state #>> '{facts,decision,outcome}' = 'penalty'
"""
_STANDING = "     AND coalesce(c.state #>> '{facts,decision,status}', '') NOT IN ('revoked', 'void')\n"
_TAIL = r"""     AND c.state #>> '{facts,decision,decided_on}' IS NOT NULL
   ORDER BY 1 DESC LIMIT least(most, 50)
$$;
"""


class Migration(migrations.Migration):
    """The function."""

    dependencies = [("cases", "0011_state_as_written")]
    operations = [migrations.RunSQL(_HEAD + _STANDING + _TAIL, _HEAD + _TAIL)]
