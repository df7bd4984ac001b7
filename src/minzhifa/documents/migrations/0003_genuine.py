"""What anybody may ask about a paper that he holds: its head, never its content."""

from django.db import migrations

GENUINE = """
CREATE FUNCTION documents_genuine(wanted uuid)
RETURNS TABLE (kind text, title text, number text, agency_name text, day text, status text, sha256 text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.kind, d.title, d.number, d.agency_name, d."on", d.status, d.pdf_sha256 FROM documents_document d
   WHERE d.id = wanted AND d.status IN ('issued', 'void') AND NOT d.recorded
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_walls")]
    operations = [migrations.RunSQL(GENUINE, "DROP FUNCTION documents_genuine(uuid)")]
