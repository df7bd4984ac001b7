"""执法文书 and 执法程序: files that come with a release and are reviewed as such; listed and exported here."""

from __future__ import annotations

from datetime import date
from typing import Any

from minzhifa import rules
from minzhifa.access import Actor
from minzhifa.catalog.queries import many
from minzhifa.desk.elements.shapes import Column, Element

_DOCUMENTS = (
    Column("code", "文书种类"), Column("title", "文书名称", width=30), Column("label", "版本标识"),
    Column("sha256", "模板校验值", width=66), Column("effective_from", "生效日期"), Column("effective_to", "失效日期"),
)  # fmt: skip
_PROCEDURES = (
    Column("id", "标识", width=22), Column("label", "程序", width=24), Column("kind", "类别"), Column("stages", "阶段"),
    Column("rows", "办理事项"), Column("terms", "自有期限"), Column("article", "依据", width=40),
    Column("valid_from", "起用日期"),
)  # fmt: skip


def documents(actor: Actor, on: date) -> list[dict[str, Any]]:
    """Templates in force on the day."""
    return many.in_force_contents("template", on)


def procedures(actor: Actor, on: date) -> list[dict[str, Any]]:
    """The procedures of this release that are in force on the day."""
    return [
        {
            "id": one.id, "label": one.label, "kind": "案内程序" if one.kind == "part" else "案件程序",
            "stages": str(len(one.stages)), "rows": str(len(one.rows)), "terms": str(len(one.terms)),
            "article": one.article, "valid_from": one.valid_from,
        }
        for one in rules.current().procedures.values()
        if one.valid_from <= on
    ]  # fmt: skip


DOCUMENT = Element(
    "document", "执法文书", "每种文书的模板和版本；文书与制作它的模板一一对应。", 7, "desk:template_list", _DOCUMENTS,
    ("code",), documents, who="模板文件随系统发布，名称和生效日在“文书模板”里提出新版本。",
)  # fmt: skip
PROCEDURE = Element(
    "procedure", "执法程序", "一步接一步的办理表：条件、文书、期限、审批。", 8, "desk:procedure_page", _PROCEDURES,
    ("id",), procedures, who="程序是经检验的文件，随系统发布；minzhifa procedure check 检验。",
)  # fmt: skip
