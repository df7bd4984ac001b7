"""The eight elements in the order of the regulation, and the lists of what is not punished; data for the one engine."""

from __future__ import annotations

from minzhifa.access.errors import NotFound
from minzhifa.desk.elements.kinds import agencies, benchmarks, matters, officers, others, sparing, statutes, subjects
from minzhifa.desk.elements.shapes import Element

ELEMENTS: dict[str, Element] = {
    element.kind: element
    for element in (
        agencies.ELEMENT, subjects.ELEMENT, officers.ELEMENT, matters.ELEMENT, statutes.ELEMENT, benchmarks.ELEMENT,
        others.DOCUMENT, others.PROCEDURE, sparing.ELEMENT,
    )
}  # fmt: skip


def element(kind: str) -> Element:
    """The element of this kind. Raises `NotFound`."""
    if kind not in ELEMENTS:
        raise NotFound("没有这一类要素。")
    return ELEMENTS[kind]
