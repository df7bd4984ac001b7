"""What a part holds that is personal: in state and ledger masked, beside it sealed; papers get it in full."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minzhifa.crypto import open_text, seal_text
from minzhifa.law.identifiers_mask import mask_account

FROZEN, ACCOUNT, SEALED = "freeze", "account", "account_sealed"
PURPOSE = "freeze.account"


def closed(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a command with the number of the account masked and sealed (个人信息保护法28: 金融账户)."""
    told = facts.get(FROZEN)
    if not isinstance(told, Mapping):
        return dict(facts)
    kept = {key: value for key, value in told.items() if key != SEALED}
    if number := str(kept.get(ACCOUNT) or "").strip():
        kept |= {ACCOUNT: mask_account(number), SEALED: seal_text(number, purpose=PURPOSE)}
    return {**facts, FROZEN: kept}


def unsealed(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with the account in full, for the papers that have to name it (强制法31第三项)."""
    told = facts.get(FROZEN)
    if not isinstance(told, Mapping) or not told.get(SEALED):
        return facts
    return {**facts, FROZEN: {**told, ACCOUNT: open_text(str(told[SEALED]), purpose=PURPOSE)}}
