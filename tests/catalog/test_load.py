from __future__ import annotations

from minzhifa.catalog.loading import LoadReport, load_shipped_catalog
from minzhifa.catalog.models import Matter, MatterProvision, Provision, StatuteVersion


def test_every_article_of_every_text_is_stored(db: None, shipped: LoadReport) -> None:
    assert Provision.objects.filter(level=1).count() == 6386
    assert StatuteVersion.objects.filter(has_text=True).count() == 74


def test_a_second_load_writes_nothing(db: None, shipped: LoadReport) -> None:
    again = load_shipped_catalog()
    assert (again.provisions, again.matter_versions, again.benchmarks) == (0, 0, 0)
    assert again.unresolved == shipped.unresolved


def test_all_282_matters_are_there_and_each_says_what_it_rests_on(db: None, shipped: LoadReport) -> None:
    assert Matter.objects.count() == 282
    assert not Matter.objects.exclude(pk__in=MatterProvision.objects.values("version__matter")).exists()
