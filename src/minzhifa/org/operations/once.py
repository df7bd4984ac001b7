"""一张表单只办一次."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from minzhifa.access import Actor
from minzhifa.access.rls import acting
from minzhifa.org.errors import AlreadyDone
from minzhifa.org.models import FormReceipt

Result = TypeVar("Result")


def was_done(*, actor: Actor, token: UUID) -> bool:
    """True when this actor's form `token` was sent before and done (1 SQL)."""
    with acting(actor):
        return FormReceipt.objects.filter(token=token, account_id=actor.account_id).exists()


def once(*, actor: Actor, token: UUID | None, at: datetime, run: Callable[[], Result]) -> Result:
    """Do `run` in one transaction with the receipt of the form `token`; the second sending raises `AlreadyDone`.

    Two sendings at the same moment wait for each other in the database. A refusal inside leaves no receipt, so that
    the same form can be sent again after it was corrected. Without a token `run` is simply done.
    """
    with acting(actor):
        if token is not None:
            try:
                with transaction.atomic():
                    FormReceipt.objects.create(token=token, account_id=actor.account_id, at=at)
            except IntegrityError as error:
                raise AlreadyDone from error
        return run()
