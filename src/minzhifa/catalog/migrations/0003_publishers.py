"""Whose a benchmark is, and the wall before all versions: only the publishers named for the transaction may be written.

The application names them (`catalog.publishing.open_publishing`); with none named nothing can be written. Versions that
ship with the release come in as such; the owner of the tables (migrations) is not held up.
"""

from django.db import migrations, models

PUBLISHERS = """
CREATE FUNCTION catalog_publisher(tablename text, element bigint) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE tablename
    WHEN 'catalog_matterversion' THEN (SELECT 'field:' || field_code FROM catalog_matter WHERE id = element)
    WHEN 'catalog_benchmarkversion' THEN
      (SELECT coalesce('remit:' || owner_remit_id, 'field:' || field_code) FROM catalog_benchmark WHERE id = element)
    ELSE 'templates' END
$$;
CREATE FUNCTION catalog_is_owner(relation oid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class WHERE oid = relation
$$;
CREATE FUNCTION catalog_version_wall() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  held text[] := string_to_array(coalesce(current_setting('minzhifa.publishing', true), ''), ',');
  was jsonb := to_jsonb(OLD);
  becomes jsonb := to_jsonb(NEW);
  link text := TG_ARGV[0];
  side jsonb;
  whose text;
BEGIN
  IF catalog_is_owner(TG_RELID) OR (TG_OP = 'INSERT' AND (becomes ->> 'shipped')::boolean) THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  FOREACH side IN ARRAY array_remove(ARRAY[was, becomes], NULL) LOOP
    whose := catalog_publisher(TG_TABLE_NAME::text, (side ->> link)::bigint);
    IF NOT (whose = ANY (held) OR ('province' = ANY (held) AND whose NOT LIKE 'remit:%')) IS TRUE THEN
      RAISE EXCEPTION '% is not published by this transaction', whose USING ERRCODE = 'insufficient_privilege';
    END IF;
  END LOOP;
  IF TG_OP = 'UPDATE' AND NOT (was ->> 'shipped')::boolean AND (becomes ->> 'shipped')::boolean THEN
    RAISE EXCEPTION 'a version does not become a shipped one' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE FUNCTION catalog_owner_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT catalog_is_owner(TG_RELID) AND (NEW.owner_remit_id IS DISTINCT FROM OLD.owner_remit_id
      OR NEW.field_code IS DISTINCT FROM OLD.field_code) THEN
    RAISE EXCEPTION 'a benchmark keeps its publisher' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER publishers BEFORE INSERT OR UPDATE OR DELETE ON catalog_matterversion
  FOR EACH ROW EXECUTE FUNCTION catalog_version_wall('matter_id');
CREATE TRIGGER publishers BEFORE INSERT OR UPDATE OR DELETE ON catalog_benchmarkversion
  FOR EACH ROW EXECUTE FUNCTION catalog_version_wall('benchmark_id');
CREATE TRIGGER publishers BEFORE INSERT OR UPDATE OR DELETE ON catalog_documenttemplateversion
  FOR EACH ROW EXECUTE FUNCTION catalog_version_wall('template_id');
CREATE TRIGGER publisher_stays BEFORE UPDATE ON catalog_benchmark
  FOR EACH ROW EXECUTE FUNCTION catalog_owner_stays();
"""
BACK = """
DROP TRIGGER publishers ON catalog_matterversion;
DROP TRIGGER publishers ON catalog_benchmarkversion;
DROP TRIGGER publishers ON catalog_documenttemplateversion;
DROP TRIGGER publisher_stays ON catalog_benchmark;
DROP FUNCTION catalog_version_wall();
DROP FUNCTION catalog_owner_stays();
DROP FUNCTION catalog_publisher(text, bigint);
DROP FUNCTION catalog_is_owner(oid);
"""
# Benchmarks loaded by earlier releases get the field's code as the loader writes it now; 城市管理(规划) is 城市管理.
CODES = """
UPDATE catalog_benchmark b SET field_code = f.code FROM org_field f
 WHERE f.name = split_part(split_part(b.field, '(', 1), '（', 1) AND b.field_code = '';
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_search"), ("org", "0003_accounts_by_page")]

    operations = [
        migrations.AddField(
            "benchmark", "field_code", models.CharField("领域代码", max_length=40, default="", blank=True)
        ),
        migrations.AddField(
            "benchmark", "owner_remit_id", models.IntegerField("制定机关职责范围", null=True, blank=True)
        ),
        migrations.RunSQL(CODES, migrations.RunSQL.noop),
        migrations.RunSQL(PUBLISHERS, BACK),
    ]
