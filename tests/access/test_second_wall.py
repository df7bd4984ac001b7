"""Row security sets nothing open by default."""

from __future__ import annotations

import pytest
from django.db import connection

from minzhifa.access.actor import Scope
from minzhifa.access.grants import check_role
from minzhifa.access.rls import set_scope


@pytest.mark.django_db
def test_the_application_role_is_neither_owner_nor_superuser() -> None:
    check_role()


@pytest.mark.django_db
def test_a_scope_lasts_for_one_transaction_and_holds_exactly_its_remits() -> None:
    set_scope(Scope(remits=frozenset({3, 1})))
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('minzhifa.remits'), current_setting('minzhifa.everything')")
        assert cursor.fetchone() == ("{1,3}", "off")


def test_outside_a_transaction_no_scope_can_be_set(committed: None) -> None:
    with pytest.raises(RuntimeError):
        set_scope(Scope())
