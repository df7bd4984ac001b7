"""An import is never changed or deleted: a later one stands beside it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION rules_import_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON rules_holidayyear
  FOR EACH ROW EXECUTE FUNCTION rules_import_is_final();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON rules_holidayyear
  FOR EACH STATEMENT EXECUTE FUNCTION rules_import_is_final();
"""
BACKWARD = """
DROP TRIGGER append_only_rows ON rules_holidayyear;
DROP TRIGGER append_only_truncate ON rules_holidayyear;
DROP FUNCTION rules_import_is_final();
"""


class Migration(migrations.Migration):
    dependencies = [("rules", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
