"""Row security sets nothing open by default."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from minzhifa.access.actor import Scope
from minzhifa.access.grants import ROLE, check_role
from minzhifa.access.rls import set_scope


@pytest.mark.django_db
def test_the_application_role_is_neither_owner_nor_superuser() -> None:
    check_role()


@pytest.mark.parametrize(
    ("change", "above_the_wall", "owns"),
    [
        ("ALTER ROLE stranger SUPERUSER", True, True),
        ("ALTER ROLE stranger BYPASSRLS", True, False),
        ("CREATE ROLE above BYPASSRLS; GRANT above TO stranger", True, False),
        ("ALTER TABLE org_region OWNER TO stranger", False, True),
        ("GRANT {owner} TO stranger", False, True),
        ("SELECT 1", False, False),
    ],
)
def test_a_role_that_can_get_past_the_wall_is_known_for_it(
    superuser: Any, change: str, above_the_wall: bool, owns: bool
) -> None:
    (owner,) = superuser.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'org_region'").fetchone()
    with superuser.transaction(force_rollback=True):
        superuser.execute("CREATE ROLE stranger")
        superuser.execute(change.format(owner=owner))
        superuser.execute("SET LOCAL ROLE stranger")
        name, above, owned = superuser.execute(ROLE).fetchone()
    assert (name, above, owned > 0) == ("stranger", above_the_wall, owns)


@pytest.mark.django_db
def test_a_scope_lasts_for_one_transaction_and_holds_exactly_its_remits() -> None:
    set_scope(Scope(remits=frozenset({3, 1})))
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('minzhifa.remits'), current_setting('minzhifa.everything')")
        assert cursor.fetchone() == ("{1,3}", "off")


def test_outside_a_transaction_no_scope_can_be_set(committed: None) -> None:
    with pytest.raises(RuntimeError):
        set_scope(Scope())
