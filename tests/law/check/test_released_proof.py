"""The proof that ships with the package is of exactly the tables that ship with it."""

from __future__ import annotations

import json
from importlib.resources import files

from minzhifa.law.check import digest_of
from minzhifa.rules import shipped


def test_the_released_proof_is_of_the_released_tables() -> None:
    kept = json.loads((files("minzhifa.law") / "data" / "checked.json").read_text("utf-8"))
    proved = {one["procedure"]: (one["digest"], one["ok"]) for one in kept}
    held = shipped().procedures
    again = "minzhifa procedure check --all --json > src/minzhifa/law/data/checked.json"
    assert proved == {name: (digest_of(one, held), True) for name, one in held.items()}, again
