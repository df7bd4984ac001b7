"""Addresses of pages. They never change while a process lives, so each is put together once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.template import Context
from django.template.defaulttags import URLNode
from django.urls import reverse
from django.utils.html import escape

KEPT = 4096


@lru_cache(maxsize=KEPT)
def address(view: str, *parts: Any) -> str:
    """The address of a view, as `reverse`. Raises `NoReverseMatch`."""
    return reverse(view, args=parts)


@lru_cache(maxsize=KEPT)
def _escaped(view: str, *parts: Any) -> str:
    return escape(address(view, *parts))


class AddressNode(URLNode):
    """Django's `{% url %}`, through `address` where the parts are plain."""

    def render(self, context: Context) -> str:
        """The address, escaped."""
        if self.kwargs or self.asvar:
            return super().render(context)
        view = self.view_name.resolve(context)
        return _escaped(view, *(part.resolve(context) for part in self.args))
