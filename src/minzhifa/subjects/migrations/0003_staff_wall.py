"""The subject file is for staff of any agency: no remit, but no rows either for a transaction that was not opened for it.

`subjects.access.reading` opens it (`minzhifa.subjects`), for roles that the policy lets read. Search goes through
functions of the owner, as conditions on text may not use an index behind row security; they ask for the same setting.
"""

from django.db import migrations

POLICY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table}_staff ON {table}
  USING ((SELECT current_setting('minzhifa.subjects', true) = 'on'))
  WITH CHECK ((SELECT current_setting('minzhifa.subjects', true) = 'on'));
CREATE POLICY {table}_owner ON {table} TO CURRENT_USER USING (true) WITH CHECK (true);
"""
BACK = """
DROP POLICY {table}_staff ON {table}; DROP POLICY {table}_owner ON {table};
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""
SEARCH = r"""
CREATE FUNCTION subjects_condition(asked jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  found text := 'true';
  word text;
  named text;
BEGIN
  IF asked ? 'id_index' THEN
    found := format('id_index = %L', asked ->> 'id_index');
  ELSIF asked ? 'initials' THEN
    found := format('initials LIKE %L', (asked ->> 'initials') || '%');
  ELSIF asked ? 'head' THEN
    found := format('search_text LIKE %L', (asked ->> 'head') || '%');
  END IF;
  FOR word, named IN
    SELECT w, '%' || replace(replace(replace(w, '\', '\\'), '%', '\%'), '_', '\_') || '%'
      FROM jsonb_array_elements_text(coalesce(asked -> 'words', '[]')) AS w
  LOOP
    word := format('minzhifa_bigrams(search_text) @> minzhifa_bigrams(%L) AND lower(search_text) LIKE %L', word, named);
    IF asked ? 'code' THEN
      word := format('(uscc LIKE %L OR (%s))', (asked ->> 'code') || '%', word);
    END IF;
    found := found || ' AND ' || word;
  END LOOP;
  IF asked ? 'kind' THEN
    found := found || format(' AND kind = %L', asked ->> 'kind');
  END IF;
  IF asked ? 'region' THEN
    found := found || format(' AND region_code LIKE %L', (asked ->> 'region') || '%');
  END IF;
  RETURN found;
END $$;
CREATE FUNCTION subjects_search(asked jsonb, most int) RETURNS SETOF subjects_subject
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  found text := subjects_condition(asked);
BEGIN
  IF current_setting('minzhifa.subjects', true) IS DISTINCT FROM 'on' THEN
    RETURN;
  END IF;
  IF asked ? 'after_id' THEN
    found := found || format(' AND (sort_key, id) > (%L, %L::uuid)', asked ->> 'after_key', asked ->> 'after_id');
  END IF;
  RETURN QUERY EXECUTE format('SELECT * FROM subjects_subject WHERE %s ORDER BY sort_key, id LIMIT %s', found, most);
END $$;
CREATE FUNCTION subjects_count(asked jsonb, most int) RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  n int := 0;
BEGIN
  IF current_setting('minzhifa.subjects', true) IS NOT DISTINCT FROM 'on' THEN
    EXECUTE format('SELECT count(*) FROM (SELECT 1 FROM subjects_subject WHERE %s LIMIT %s) AS hits',
                   subjects_condition(asked), most) INTO n;
  END IF;
  RETURN n;
END $$;
"""
DROP = """
DROP FUNCTION subjects_search(jsonb, int);
DROP FUNCTION subjects_count(jsonb, int);
DROP FUNCTION subjects_condition(jsonb);
"""
TABLES = ("subjects_subject", "subjects_subjectname")


class Migration(migrations.Migration):
    dependencies = [("subjects", "0002_search")]

    operations = [
        *(migrations.RunSQL(POLICY.format(table=table), BACK.format(table=table)) for table in TABLES),
        migrations.RunSQL(SEARCH, DROP),
    ]
