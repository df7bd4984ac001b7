"""Append-only triggers, row security, and the function that locks lanes and reads their tails."""

from django.db import migrations

from minzhifa.access.rls import append_only, enable_rls

TAILS = """
CREATE FUNCTION ledger_tails(lanes smallint[], streams uuid[])
RETURNS TABLE (moment timestamptz, stream uuid, kind text, last_seq int, last_lane smallint, last_n bigint,
               last_hash bytea)
LANGUAGE plpgsql VOLATILE AS $$
-- VOLATILE: under READ COMMITTED each statement in here takes its own snapshot, so what is read after the locks is
-- what the previous holder committed. In one plain SQL statement the snapshot would be older than the lock.
DECLARE
  wanted smallint;
  now_moment timestamptz;
BEGIN
  FOR wanted IN SELECT DISTINCT l FROM unnest(lanes) l ORDER BY l LOOP
    PERFORM pg_advisory_xact_lock(735100, wanted);
  END LOOP;
  now_moment := clock_timestamp();
  RETURN QUERY
    SELECT now_moment, NULL::uuid, NULL::text, NULL::int, l, coalesce(e.n, 0),
           coalesce(e.hash, decode(repeat('00', 32), 'hex'))
      FROM unnest(lanes) l
      LEFT JOIN LATERAL (SELECT t.n, t.hash FROM ledger_entry t WHERE t.lane = l ORDER BY t.n DESC LIMIT 1) e ON true
    UNION ALL
    SELECT now_moment, s, h.stream_kind::text, h.seq, NULL::smallint, NULL::bigint, h.hash
      FROM unnest(streams) s
      LEFT JOIN LATERAL (
        SELECT t.stream_kind, t.seq, t.hash FROM ledger_head t WHERE t.stream_id = s ORDER BY t.seq DESC LIMIT 1
      ) h ON true;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        append_only("ledger_event"),
        append_only("ledger_head"),
        append_only("ledger_entry"),
        enable_rls("ledger_event", open_when_null=True),
        migrations.RunSQL(TAILS, "DROP FUNCTION ledger_tails(smallint[], uuid[])"),
    ]
