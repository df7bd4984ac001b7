"""`minzhifa openapi [--check]`: write the API's text to docs/openapi.json, or compare it with what is committed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from minzhifa.api.app import api
from minzhifa.law.errors import BadInput

TARGET = Path(__file__).resolve().parents[3] / "docs" / "openapi.json"


def main(arguments: list[str]) -> int:
    """Exit 0 when written or equal, 1 when the committed text is out of date."""
    if unknown := [one for one in arguments if one != "--check"]:
        raise BadInput(f"不认识的参数：{unknown[0]}。")
    text = json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if "--check" in arguments:
        if TARGET.exists() and TARGET.read_text() == text:
            return 0
        print(
            "接口文本已变化：运行 make docs 或 minzhifa openapi，查看差异后一并提交 docs/openapi.json。",
            file=sys.stderr,
        )
        return 1
    TARGET.write_text(text)
    return 0
