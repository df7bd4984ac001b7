"""A Django field whose column holds only sealed text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldError
from django.db import models

from minzhifa.crypto.sealing import open_text, seal_text

if TYPE_CHECKING:
    _TextField = models.TextField[Any, Any]
else:
    _TextField = models.TextField


class Secret(str):
    """An opened personal value: prints in a page, but not in a repr, a log line of %r, or a traceback's locals."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<sealed>"


class SealedTextField(_TextField):
    """Text that the database never sees in the clear. Search by equality through a `blind_index` column beside it."""

    description = "sealed text"

    @property
    def purpose(self) -> str:
        """The associated data: the column this value is for."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_prep_value(self, value: Any) -> Any:
        """Seal on the way in."""
        if value is None or hasattr(value, "resolve_expression"):
            return value
        return seal_text(str(value), purpose=self.purpose)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Secret | None:
        """Open on the way out. Raises `SealError`."""
        return None if value is None else Secret(open_text(value, purpose=self.purpose))

    def to_python(self, value: Any) -> Any:
        """Wrap, so that a form's value is as shy as a stored one."""
        return value if value is None or isinstance(value, Secret) else Secret(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `isnull`: comparing tokens would silently find nothing."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed: look it up by its blind index")
        return super().get_lookup(lookup_name)
