"""Every registered policy, over the rows of the demo organisation and whatever else the database holds."""

from __future__ import annotations

from uuid import UUID

import pytest
from agreement import disagreements

from minzhifa.access import Actor, allows, registered, visible
from minzhifa.org.demo import fixed
from minzhifa.org.queries import actor_for

NAMES = ("gl_officer1", "gl_admin", "fz_head", "fz_supervisor", "fj_supervisor", "fj_admin", "fz_procurator", "cd_head")


@pytest.mark.parametrize("username", NAMES)
def test_visible_and_allows_agree_for_every_registered_model(province: None, db: None, username: str) -> None:
    actor = actor_for(fixed("account", username))
    found = [line for model in registered() for line in disagreements(model, actor)]
    assert not found, "\n".join(found)


def test_an_actor_without_grants_sees_no_people_and_changes_nothing(province: None, db: None) -> None:
    from minzhifa.org.models import Account, Agency, Certificate, Officer

    stranger = Actor(UUID(int=1), "无名")
    for model in (Account, Officer, Certificate):
        assert not visible(stranger, model.objects.all()).exists()
    agency = Agency.objects.first()
    assert agency is not None
    assert allows(stranger, "view", agency), "agencies are announced to everybody"
    assert not allows(stranger, "rename", agency)


def test_the_organisations_models_all_have_a_policy() -> None:
    from django.apps import apps

    without = {m.__name__ for m in apps.get_app_config("org").get_models()} - {m.__name__ for m in registered()}
    # Internal bookkeeping that no query hands out: the tree's stamp, which forms and codes were taken, how many tried.
    assert without == {"OrgVersion", "FormReceipt", "UsedStep", "CodeAttempts"}
