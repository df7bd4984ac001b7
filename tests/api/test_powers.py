"""Powers of townships over the API."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any


def test_powers_in_force_are_read_by_day_and_township(api: Any) -> None:
    from minzhifa.org.models import Agency, Empowerment

    town, county = (Agency.objects.get(slug=slug) for slug in ("township-350582103", "urban-350582"))
    at = datetime(2026, 2, 1, tzinfo=UTC)
    Empowerment.objects.create(
        township=town, county=county, matter_code="CSGL-CF-005", matter_name="乱扔烟头", valid_from=date(2026, 3, 1),
        announcement="公告", published_on=date(2026, 2, 1), proposed_by="00000000-0000-8000-8000-000000000001",
        proposed_name="甲", proposed_at=at, approved_by="00000000-0000-8000-8000-000000000002", approved_name="乙",
        approved_at=at,
    )  # fmt: skip
    rows = api.get("/org/powers", township_id=town.pk, on="2026-03-01").json()
    assert [(row["matter_code"], row["county_name"]) for row in rows] == [("CSGL-CF-005", county.name)]
    assert api.get("/org/powers", township_id=town.pk, on="2026-02-28").json() == []
