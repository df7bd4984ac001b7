from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from minzhifa.catalog.loading.files import BrokenText, VersionData, read_text, statutes
from minzhifa.catalog.loading.statutes import TextChanged, load_statutes
from minzhifa.catalog.models import Matter, MatterProvision, MatterVersion, Provision, Statute, StatuteVersion
from minzhifa.catalog.operations import LoadReport, load_shipped_catalog
from minzhifa.catalog.publishing import PROVINCE, open_publishing


def test_every_article_of_every_text_is_stored(db: None, shipped: LoadReport) -> None:
    assert Provision.objects.filter(level=1).count() == 6386
    assert StatuteVersion.objects.filter(has_text=True).count() == 74
    assert Provision.objects.filter(level=2).count() == 10452
    assert Provision.objects.filter(level=3).count() == 3538


def test_a_second_load_writes_nothing(db: None, shipped: LoadReport) -> None:
    again = load_shipped_catalog()
    assert (again.provisions, again.matter_versions, again.benchmarks) == (0, 0, 0)
    assert again.unresolved == shipped.unresolved


def test_all_282_matters_are_there_and_each_says_what_it_rests_on(db: None, shipped: LoadReport) -> None:
    assert Matter.objects.count() == 282
    assert not Matter.objects.exclude(pk__in=MatterProvision.objects.values("version__matter")).exists()


def test_no_citation_of_a_text_that_is_held_stays_unresolved_but_where_no_place_is_named(
    db: None, shipped: LoadReport
) -> None:
    held = set(StatuteVersion.objects.filter(has_text=True).values_list("statute__title", flat=True))
    open_ones = [
        (code, citation, why)
        for code, citation, why in shipped.unresolved
        if citation.split("》")[0].lstrip("《") in held
    ]
    assert {why for _, _, why in open_ones} == {"只写明名称，没有写明条款"}
    assert len(open_ones) == 7


def test_a_changed_text_is_never_loaded_over_the_old_one(db: None, shipped: LoadReport) -> None:
    StatuteVersion.objects.filter(statute__title="广告法").update(checksum="0" * 64)
    with pytest.raises(TextChanged, match="广告法"):
        load_statutes([s for s in statutes() if s.title == "广告法"], {})


def test_a_text_with_too_few_articles_is_refused() -> None:
    version: VersionData = next(s for s in statutes() if s.title == "广告法").versions[0]
    with pytest.raises(BrokenText, match="74 articles, 75 expected"):
        read_text(replace(version, articles=75))


def test_two_texts_of_one_statute_cannot_be_in_force_on_one_day(db: None, shipped: LoadReport) -> None:
    with pytest.raises(IntegrityError, match="catalog_statute_version_overlap"), transaction.atomic():
        StatuteVersion.objects.filter(statute__title="渔业法", effective_from=None).update(effective_to=None)


def test_a_commencement_without_a_mark_is_refused_by_the_database(db: None, shipped: LoadReport) -> None:
    with pytest.raises(IntegrityError, match="catalog_statute_version_mark"), transaction.atomic():
        StatuteVersion.objects.filter(statute__title="广告法").update(mark="V")


def test_two_versions_of_a_matter_cannot_be_in_force_on_one_day(db: None, shipped: LoadReport) -> None:
    with pytest.raises(IntegrityError, match="catalog_matter_version_overlap"), transaction.atomic():
        open_publishing(frozenset({PROVINCE}))
        MatterVersion.objects.filter(matter__code="SCJG-CF-016", number=1).update(effective_to=None)


def test_a_citation_is_resolved_or_says_why_not(db: None, shipped: LoadReport) -> None:
    with pytest.raises(IntegrityError, match="resolved_or_why"), transaction.atomic():
        MatterProvision.objects.filter(provision=None).update(unresolved="")


def test_a_provision_that_a_matter_rests_on_cannot_be_deleted(db: None, shipped: LoadReport) -> None:
    with pytest.raises(Exception, match="protected"):
        Statute.objects.get(title="广告法").delete()
