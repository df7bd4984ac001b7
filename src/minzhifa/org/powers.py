"""Words of handing powers on to townships (处罚法第二十四条)."""

from __future__ import annotations

ARTICLE = "《行政处罚法》第二十四条第一款"
PROVINCIAL_JUSTICE = "justice-350000"
RUNNING = {
    "continue": "收回以前立案的，由乡镇街道继续办结",
    "hand_over": "在办案件移交原实施的县级部门",
}
