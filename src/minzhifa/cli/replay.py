"""`minzhifa replay FILE.jsonl`: enter old records through the same operations as the pages, one JSON line each."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from minzhifa.cases.replay import archivist, replay_line
from minzhifa.cli.arguments import Parser


def _parser() -> Parser:
    parser = Parser(
        prog="minzhifa replay",
        description="逐行录入历史案件记录。每行输出 {id, ok, case_code, not_made, refusal}；每行都有结果时退出码为 0。",
    )
    parser.add_argument("file", type=Path, metavar="FILE.jsonl", help="记录文件，UTF-8，每行一条 JSON")
    return parser


def _lines(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        for raw in file:
            line = raw.decode("utf-8", errors="replace").lstrip("\ufeff").strip()
            if line:
                yield line


def main(arguments: list[str]) -> int:
    """Exit code 0 when every line was handled, 2 when the file cannot be read."""
    options = _parser().parse_args(arguments)
    if not options.file.is_file():
        print(f"没有这个文件：{options.file}。", file=sys.stderr)
        return 2
    actor = archivist()
    for line in _lines(options.file):
        result = replay_line(line, actor=actor, at=datetime.now(UTC))
        answer = json.dumps(result.to_json(), ensure_ascii=False)
        # Half a character in an id has no form in UTF-8, but one in JSON.
        print(answer.encode("utf-8", "backslashreplace").decode(), flush=True)
    return 0
