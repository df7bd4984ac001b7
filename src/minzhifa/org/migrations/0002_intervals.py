"""What Django's models cannot say: intervals that never overlap, and the stamp of the remit tree."""

from django.db import migrations


def exclusive(table: str, who: str, period: str) -> migrations.RunSQL:
    name = f"{table}_never_overlap"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist ({who}, {period} WITH &&)",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


AGENCY = "int8range(agency_id, agency_id, '[]') WITH &&"
KIND = "int8range(hashtextextended(kind, 0), hashtextextended(kind, 0), '[]') WITH &&"
NUMBER = "int8range(hashtextextended(number, 0), hashtextextended(number, 0), '[]') WITH &&"
SYSTEM_KIND = (
    "int8range(hashtextextended(system || ':' || kind, 0), hashtextextended(system || ':' || kind, 0), '[]') WITH &&"
)
DAYS = "daterange(valid_from, valid_to, '[)')"
STAMP = """
INSERT INTO org_orgversion (id, stamp) VALUES (1, 0);
-- A sequence, not a counter: a number that was rolled back never comes again with other content behind it.
CREATE SEQUENCE org_stamp_numbers;
CREATE FUNCTION org_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE org_orgversion SET stamp = nextval('org_stamp_numbers') WHERE id = 1;
  RETURN NULL;
END $$;
"""


def stamped(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER stamp AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION org_stamp()",
        f"DROP TRIGGER stamp ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("org", "0001_initial")]

    operations = [
        exclusive("org_agencyname", AGENCY, DAYS),
        exclusive("org_agencystanding", AGENCY, DAYS),
        exclusive("org_agencyremedy", AGENCY, DAYS),
        exclusive("org_agencynumberword", f"{AGENCY}, {KIND}", DAYS),
        exclusive("org_numbersuffix", SYSTEM_KIND, DAYS),
        # A certificate that was withdrawn ends on that day: the number may then be issued again.
        exclusive(
            "org_certificate",
            NUMBER,
            "daterange(valid_from, greatest(valid_from, least(valid_until, revoked_on - 1)), '[]')",
        ),
        migrations.RunSQL(STAMP, "DROP FUNCTION org_stamp; DROP SEQUENCE org_stamp_numbers; DELETE FROM org_orgversion"),
        stamped("org_remit"),
        stamped("org_agency"),
        stamped("org_agencystanding"),
    ]
