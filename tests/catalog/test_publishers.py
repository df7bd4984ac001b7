"""Whose an element is: the province's or an agency's own; policy, operations and database say the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from minzhifa.access import Actor, Denied
from minzhifa.access.errors import Conflict
from minzhifa.catalog.errors import BadVersion, NotYours
from minzhifa.catalog.models import Benchmark, BenchmarkVersion, Matter, MatterVersion
from minzhifa.catalog.operations import (
    LoadReport,
    approve_version,
    propose_own_benchmark,
    propose_version,
    register_shipped_templates,
    retire,
)
from minzhifa.catalog.operations.templates import ShippedTemplate
from minzhifa.catalog.publishing import open_publishing
from minzhifa.catalog.queries import benchmark
from minzhifa.catalog.queries.versions import may_propose
from minzhifa.org.errors import OutsideRemit
from minzhifa.org.queries import remits_of

CODE = "SCJG-CF-028"
START = date(2027, 1, 1)
MATTER: dict[str, Any] = {"name": "改名的事项", "basis": ["《价格法》第四十二条"], "source": "价格法文本"}
TEMPLATE = {"title": "决定书", "label": "2027-1", "sha256": "a" * 64}
OWN: dict[str, Any] = {
    "violation": "不明码标价", "law": "《价格法》第四十二条", "source": "本局文件",
    "grades": [{"grade": "从轻", "factor": "初次、已改正", "range": "1000元以下"}],
}  # fmt: skip
Who = Callable[[str], Actor]


@pytest.fixture(autouse=True)
def _loaded(db: None, shipped: LoadReport) -> None:
    """The shipped catalogue."""


@pytest.fixture
def own(at: datetime) -> Callable[..., int]:
    """Propose a benchmark of the actor's own agency."""

    def _own(actor: Actor, code: str = "FZ-SCJG-001", **changes: Any) -> int:
        given: dict[str, Any] = {"agency_id": actor.agency_id, "field": "market", "matters": [CODE]}
        given |= {"effective_from": START, "content": OWN, **changes}
        return propose_own_benchmark(actor=actor, at=at, code=code, **given).version_id

    return _own


@pytest.mark.parametrize("username", ["gl_admin", "fz_admin", "pt_admin", "fz_head", "sj_head", "fj_operator"])
@pytest.mark.parametrize("what", [("matter", CODE, MATTER), ("benchmark", "BF13", OWN)])
def test_only_the_provincial_department_proposes_what_holds_for_the_province(
    who: Who, at: datetime, username: str, what: tuple[str, str, dict[str, Any]]
) -> None:
    kind, key, content = what
    assert not may_propose(who(username), kind, key)
    with pytest.raises(Denied, match="省级"):
        propose_version(actor=who(username), at=at, kind=kind, key=key, effective_from=START, content=content)


@pytest.mark.parametrize("username", ["gl_head", "fz_head", "pt_head", "sft_head", "sj_admin", "fj_admin"])
def test_only_the_provincial_departments_head_approves_it(who: Who, at: datetime, username: str) -> None:
    version = propose_version(
        actor=who("sj_admin"), at=at, kind="matter", key=CODE, effective_from=START, content=MATTER
    ).version_id
    with pytest.raises((Denied, NotYours), match="审定"):
        approve_version(actor=who(username), at=at, kind="matter", version_id=version)
    assert MatterVersion.objects.get(pk=version).state == "proposed"
    approve_version(actor=who("sj_head"), at=at, kind="matter", version_id=version)


def test_a_department_publishes_in_its_own_field_only(who: Who, at: datetime) -> None:
    other = Matter.objects.filter(field_code="03")[0].code
    with pytest.raises(Denied):
        propose_version(actor=who("sj_admin"), at=at, kind="matter", key=other, effective_from=START, content=MATTER)


def test_templates_are_published_by_the_department_of_justice(who: Who, at: datetime) -> None:
    given: dict[str, Any] = {"kind": "template", "key": "penalty_decision", "content": TEMPLATE}
    with pytest.raises(Denied):
        propose_version(actor=who("sj_admin"), at=at, effective_from=START, **given)
    version = propose_version(actor=who("fj_admin"), at=at, effective_from=START, **given).version_id
    with pytest.raises(Denied):
        approve_version(actor=who("sj_head"), at=at, kind="template", version_id=version)
    approve_version(actor=who("sft_head"), at=at, kind="template", version_id=version)


def test_a_city_has_a_benchmark_of_its_own_that_says_whose_it_is(who: Who, at: datetime, own: Any) -> None:
    version = own(who("fz_admin"))
    assert benchmark("FZ-SCJG-001", START) is None
    for stranger in ("gl_head", "sj_head", "pt_head"):
        with pytest.raises(Denied, match="制定机关"):
            approve_version(actor=who(stranger), at=at, kind="benchmark", version_id=version)
    approve_version(actor=who("fz_head"), at=at, kind="benchmark", version_id=version)
    card = benchmark("FZ-SCJG-001", START)
    assert card is not None
    assert (card.owner, card.region) == ("福州市市场监督管理局", "福州市")
    ending: dict[str, Any] = {"kind": "benchmark", "version_id": version, "effective_to": date(2028, 1, 1)}
    with pytest.raises(Denied):
        retire(actor=who("sj_head"), at=at, reason="停用", **ending)
    retire(actor=who("fz_head"), at=at, reason="停用", **ending)


def test_a_township_has_no_benchmark_of_its_own(who: Who, own: Any) -> None:
    town = who("cd_admin")
    field = remits_of(town)[0].field_slug
    with pytest.raises(Denied, match="制定机关"):
        own(town, code="CD-1", field=field)


def test_nobody_makes_a_benchmark_for_another_agency(who: Who, own: Any) -> None:
    with pytest.raises(Denied):
        own(who("gl_admin"), agency_id=who("fz_admin").agency_id)
    assert not Benchmark.objects.filter(code="FZ-SCJG-001").exists()


def test_an_own_benchmark_needs_matters_of_its_field_and_a_code_of_its_own(who: Who, own: Any) -> None:
    admin = who("fz_admin")
    for matters in ([], ["NO-SUCH"], [Matter.objects.filter(field_code="03")[0].code]):
        with pytest.raises(BadVersion) as refusal:
            own(admin, matters=matters)
        assert refusal.value.fields == ("matters",)
    with pytest.raises(Conflict) as taken:
        own(admin, code="BF02")
    assert taken.value.fields == ("code",)
    with pytest.raises(OutsideRemit):
        own(admin, field="ecology")


def test_the_database_refuses_whoever_is_not_named_for_the_transaction(who: Who, own: Any) -> None:
    version = own(who("fz_admin"))
    mine = BenchmarkVersion.objects.select_related("benchmark").get(pk=version)
    province = MatterVersion.objects.get(matter__code=CODE)
    for held in (frozenset[str](), frozenset({"remit:1", "field:03"})):
        for row in (mine, province):
            with pytest.raises(ProgrammingError, match="not published"), transaction.atomic():
                open_publishing(held)
                type(row)._default_manager.filter(pk=row.pk).update(note="改")
    with pytest.raises(ProgrammingError, match="not published"), transaction.atomic():
        open_publishing(frozenset({"province"}))
        BenchmarkVersion.objects.filter(pk=version).update(note="省里改市里的")
    with pytest.raises(ProgrammingError, match="not published"), transaction.atomic():
        open_publishing(frozenset())
        province.pk, province.number, province.shipped, province.state = None, 9, False, "proposed"
        province.save()
    with pytest.raises(ProgrammingError, match="keeps its publisher"), transaction.atomic():
        Benchmark.objects.filter(pk=mine.benchmark_id).update(owner_remit_id=None)
    with pytest.raises(ProgrammingError, match="shipped"), transaction.atomic():
        open_publishing(frozenset({f"remit:{mine.benchmark.owner_remit_id}"}))
        BenchmarkVersion.objects.filter(pk=version).update(shipped=True)


def test_what_ships_with_the_release_needs_no_publisher(at: datetime) -> None:
    first = [ShippedTemplate("t_kind", "文书", "2026-1", "b" * 64)]
    assert register_shipped_templates(templates=first, effective_from=date(2026, 1, 1)) == 1
