"""The procedure as a picture: stages in the columns of the stage bar, arrows for the acts that move a case on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

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


STYLE = (
    "text{font:13px 'Noto Sans SC','Noto Sans CJK SC',sans-serif;text-anchor:middle;fill:#1f2933}"
    ".head{font-weight:600;fill:#52606d}.box rect{fill:#fff;stroke:#486581;stroke-width:1.2}"
    ".end rect{fill:#f0f4f8;stroke-dasharray:4 3}.way{fill:none;stroke:#486581;stroke-width:1.3}"
    ".back{stroke:#9aa5b1;stroke-dasharray:5 4}path.tip{fill:#486581}"
)


def svg(procedure: Procedure) -> str:
    """The picture as an SVG file of its own: for documents, and for what `minzhifa procedure draw` writes."""
    drawn = diagram(procedure)
    size = f'viewBox="0 0 {drawn.width} {drawn.height}" width="{drawn.width}" height="{drawn.height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(procedure.label)}">',
        f"<style>{STYLE}</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>',
        *(f'<text class="head" x="{x}" y="22">{escape(label)}</text>' for x, label in drawn.heads),
    ]
    for arrow in drawn.arrows:
        kind = "way back" if arrow.back else "way"
        title = f"<title>{escape(arrow.title)}</title>"
        lines.append(f'<path class="{kind}" d="{arrow.path}" marker-end="url(#tip)">{title}</path>')
    for box in drawn.boxes:
        kind = "box end" if box.end else "box"
        rect = f'<rect x="{box.x}" y="{box.y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"/>'
        text = f'<text x="{box.middle_x}" y="{box.middle_y}">{escape(box.label)}</text>'
        lines.append(f'<g class="{kind}">{rect}{text}</g>')
    return "\n".join([*lines, "</svg>", ""])
