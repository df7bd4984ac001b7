"""Lists of what is not punished that ship with the system: only what a named public source shows."""

from __future__ import annotations

import tomllib
from typing import Any

from minzhifa.catalog.loading.files import data_dir
from minzhifa.catalog.models import SparingList, SparingListVersion, State
from minzhifa.catalog.operations.content import checked
from minzhifa.org.queries import RemitCard, remit
from minzhifa.org.queries.many import agency_ids


def load_sparing() -> int:
    """Insert the lists that are missing and whose agency is there; returns how many were written."""
    rows = tomllib.loads((data_dir() / "sparing.toml").read_text("utf-8"))["list"]
    known = set(SparingList.objects.values_list("code", flat=True))
    return sum(_load(row) for row in rows if row["code"] not in known)


def _load(row: dict[str, Any]) -> bool:
    agency = agency_ids([row["agency"]]).get(row["agency"])
    if agency is None:
        return False
    own: RemitCard = remit(agency, row["field"])
    content = checked("sparing", {name: row[name] for name in ("title", "organ", "mark", "source", "note")}
                      | {"months": row.get("months"), "entries": row["entry"]})  # fmt: skip
    made = SparingList.objects.create(
        code=row["code"], kind=row["kind"], field=own.field_name, field_code=own.field_code, owner_remit_id=own.id
    )
    SparingListVersion.objects.create(
        listing=made, number=1, state=State.APPROVED, shipped=True, effective_from=row["from"],
        effective_to=row.get("to"), **content,
    )  # fmt: skip
    return True
