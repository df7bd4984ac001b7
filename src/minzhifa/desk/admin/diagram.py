"""The procedure as a picture: stages in the columns of the stage bar, arrows for the acts that move a case on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minzhifa.law.procedure import Procedure, Stage

COLUMN, BOX_WIDTH, BOX_HEIGHT, STEP, TOP = 140, 108, 34, 66, 44
MANY = 4  # an act that may be done from so many stages would cover the picture; it is named below it


@dataclass(frozen=True, slots=True)
class Box:
    """One stage; x and y are its upper left corner."""

    x: int
    y: int
    middle_x: int
    middle_y: int
    label: str
    end: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """One way from a stage to another; `back` when it leads to an earlier one. `path` is an SVG path."""

    path: str
    back: bool
    title: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture with its size."""

    width: int
    height: int
    boxes: Sequence[Box]
    arrows: Sequence[Arrow]
    heads: Sequence[tuple[int, str]]
    elsewhere: Sequence[str]  # acts from many stages, not drawn


def diagram(procedure: Procedure) -> Drawing:
    """Boxes and arrows of one procedure. Acts that leave the stage as it is are not drawn."""
    bar = procedure.bar
    places = {one.id: (column, row) for column, (_, stages) in enumerate(bar) for row, one in enumerate(stages)}
    ways: dict[tuple[str, str], list[str]] = {}
    many = [row for row in procedure.rows if len(row.from_stages) >= MANY and row.to != "="]
    for row in [row for row in procedure.rows if row not in many]:
        for source in row.from_stages:
            for target in row.targets:
                if target in places and target != source:
                    ways.setdefault((source, target), []).append(row.label)
    deepest = max(len(stages) for _, stages in bar)
    return Drawing(
        COLUMN * len(bar),
        TOP + STEP * deepest + 8,
        [_box(procedure.stage(stage), places[stage]) for stage in places],
        [_arrow(places[a], places[b], labels) for (a, b), labels in ways.items()],
        [(column * COLUMN + COLUMN // 2, one.label) for column, (one, _) in enumerate(bar)],
        list(dict.fromkeys(row.label for row in many)),
    )


def _corner(place: tuple[int, int]) -> tuple[int, int]:
    return place[0] * COLUMN + (COLUMN - BOX_WIDTH) // 2, TOP + place[1] * STEP


def _box(stage: Stage, place: tuple[int, int]) -> Box:
    x, y = _corner(place)
    return Box(x, y, x + BOX_WIDTH // 2, y + BOX_HEIGHT // 2 + 5, stage.label, stage.end)


def _arrow(a: tuple[int, int], b: tuple[int, int], labels: Sequence[str]) -> Arrow:
    """Forward from the right side to the left side; inside a column from below to above; back along the top side."""
    (ax, ay), (bx, by) = _corner(a), _corner(b)
    half = BOX_HEIGHT // 2
    if b[0] > a[0]:
        x1, y1, x2, y2 = ax + BOX_WIDTH, ay + half, bx - 6, by + half
        bend = (x2 - x1) // 2
        path = f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    elif b[0] == a[0] and b[1] == a[1] + 1:
        x, down = ax + BOX_WIDTH // 2, by - 6
        path = f"M{x} {ay + BOX_HEIGHT}L{x} {down}"
    elif b[0] == a[0]:
        side = ax + BOX_WIDTH
        path = f"M{side} {ay + half}C{side + 26} {ay + half} {side + 26} {by + half} {side + 6} {by + half}"
    else:
        x1, y1, x2, y2 = ax, ay + half + 6, bx + BOX_WIDTH + 6, by + half + 6
        bend = max((x1 - x2) // 2, 18)
        path = f"M{x1} {y1}C{x1 - bend} {y1} {x2 + bend} {y2} {x2} {y2}"
    back = b[0] < a[0] or (b[0] == a[0] and b[1] < a[1])
    return Arrow(path, back, "、".join(dict.fromkeys(labels)))
