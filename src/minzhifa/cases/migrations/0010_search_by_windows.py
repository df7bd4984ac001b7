"""Search in windows: a whole code by its index, few remits by theirs, wide scopes from the newest cases backwards."""

from django.db import migrations

# Under row security the planner may not use the index of word pairs for the application (its operator is not
# leakproof), so these functions run as the owner and apply the two settings themselves. A common word fills the page
# from the newest cases; a rarer one is looked up in the index among the last 10,000 and 60,000; a rare one among all.
SEARCH = r"""
DROP FUNCTION cases_search(text, uuid, int, int[]);
DROP FUNCTION cases_search_rare(text, text, uuid, int, int[]);

CREATE FUNCTION cases_search_text(party text, cause text, code text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT replace(lower(party || cause || code), ' ', '') $$;

CREATE FUNCTION cases_search_index(folded text, pattern text, since uuid, before uuid, most int, allowed int[])
RETURNS uuid[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public
SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off AS $$
DECLARE
  found uuid[];
BEGIN
  EXECUTE $q$
    SELECT array_agg(hits.id) FROM (
      SELECT id FROM public.cases_case
      WHERE public.cases_bigrams(party_name || ' ' || cause || ' ' || code) @> $1
        AND public.cases_search_text(party_name, cause, code) LIKE $2
        AND ($3 IS NULL OR id >= $3) AND ($4 IS NULL OR id < $4)
        AND ($5 IS NULL OR remit_id = ANY ($5))
      ORDER BY id DESC LIMIT $6) AS hits
  $q$ INTO found USING public.cases_bigrams(folded), pattern, since, before, allowed, most;
  RETURN coalesce(found, '{}');
END $$;

CREATE FUNCTION cases_search_few(pattern text, before uuid, most int, allowed int[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $$
DECLARE
  found uuid[];
  unread uuid;
BEGIN
  WITH near AS MATERIALIZED (
    SELECT c.id, c.remit_id, c.words FROM unnest(allowed) AS r(id) CROSS JOIN LATERAL (
      SELECT id, remit_id, public.cases_search_text(party_name, cause, code) AS words FROM public.cases_case
      WHERE remit_id = r.id AND (before IS NULL OR id < before) ORDER BY id DESC LIMIT 1000) AS c)
  SELECT (SELECT array_agg(hits.id) FROM
            (SELECT id FROM near WHERE words LIKE pattern ORDER BY id DESC LIMIT most) AS hits),
         (SELECT cut.last FROM (SELECT count(*) AS rows, min(id::text)::uuid AS last FROM near GROUP BY remit_id) AS cut
          WHERE cut.rows = 1000 ORDER BY cut.last DESC LIMIT 1)
    INTO found, unread;
  IF unread IS NOT NULL AND (coalesce(array_length(found, 1), 0) < most OR found[most] < unread) THEN
    RETURN NULL;  -- older cases of some remit were not read, and they belong on this page
  END IF;
  RETURN coalesce(found, '{}');
END $$;

CREATE FUNCTION cases_search_newest(pattern text, before uuid, most int, allowed int[]) RETURNS uuid[]
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT coalesce(array_agg(hits.id), '{}') FROM (
    SELECT near.id FROM (
      SELECT id, remit_id, party_name, cause, code FROM public.cases_case
      WHERE before IS NULL OR id < before ORDER BY id DESC LIMIT 2000) AS near
    WHERE (allowed IS NULL OR near.remit_id = ANY (allowed))
      AND public.cases_search_text(near.party_name, near.cause, near.code) LIKE pattern
    ORDER BY near.id DESC LIMIT most) AS hits
$$;

CREATE FUNCTION cases_search(wanted text, before uuid, most int, within int[] DEFAULT NULL)
RETURNS TABLE (case_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  folded text := lower(regexp_replace(wanted, '\s+', '', 'g'));
  pattern text := '%' || replace(replace(replace(folded, '\', '\\'), '%', '\%'), '_', '\_') || '%';
  allowed int[];
  rows int := least(most, 500);
  since uuid;
  reach int;
  found uuid[];
BEGIN
  IF length(folded) < 2 THEN RETURN; END IF;
  IF coalesce(current_setting('minzhifa.everything', true), '') = 'on' THEN
    allowed := within;
  ELSE
    SELECT coalesce(array_agg(r), '{}') INTO allowed
      FROM unnest(coalesce(nullif(current_setting('minzhifa.remits', true), ''), '{}')::int[]) AS r
      WHERE within IS NULL OR r = ANY (within);
  END IF;
  IF folded ~ '^[0-9]{4}-[0-9a-z]{2}-[0-9]{4}-[0-9]{7}-[0-9a-z]$' THEN
    RETURN QUERY SELECT c.id FROM public.cases_case c WHERE c.code = upper(folded)
      AND (before IS NULL OR c.id < before) AND (allowed IS NULL OR c.remit_id = ANY (allowed));
    RETURN;
  END IF;
  IF cardinality(allowed) <= 300 THEN
    found := public.cases_search_few(pattern, before, rows, allowed);
  ELSE
    found := public.cases_search_newest(pattern, before, rows, allowed);
    IF cardinality(found) < rows THEN found := NULL; END IF;
  END IF;
  IF found IS NULL THEN
    FOREACH reach IN ARRAY ARRAY[10000, 60000, 2000000000] LOOP
      since := NULL;
      IF reach < 1000000 THEN
        SELECT id INTO since FROM public.cases_case
          WHERE before IS NULL OR id < before ORDER BY id DESC OFFSET reach LIMIT 1;
      END IF;
      found := public.cases_search_index(folded, pattern, since, before, rows, allowed);
      EXIT WHEN cardinality(found) >= rows OR since IS NULL;
    END LOOP;
  END IF;
  RETURN QUERY SELECT unnest(found);
END $$;
REVOKE ALL ON FUNCTION cases_search_index(text, text, uuid, uuid, int, int[]), cases_search_few(text, uuid, int, int[]),
  cases_search_newest(text, uuid, int, int[]) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_wide_lists")]

    operations = [migrations.RunSQL(SEARCH, migrations.RunSQL.noop)]
