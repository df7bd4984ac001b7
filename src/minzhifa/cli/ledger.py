"""`minzhifa ledger verify [--case CODE]`: is the ledger whole? `ledger public-key`: what an outsider verifies with."""

from __future__ import annotations

import os
import sys
import time

from minzhifa.cli.arguments import Parser
from minzhifa.crypto import log_signer
from minzhifa.ledger.queries import find_stream
from minzhifa.ledger.verify import Report, verify


def main(arguments: list[str]) -> int:
    """0: whole. 1: something was found, one line each. 2: the question cannot be answered (one sentence on stderr)."""
    parser = Parser(prog="minzhifa ledger", description="校验办案记录的哈希链与签名")
    doors = parser.add_subparsers(dest="door", required=True, metavar="verify|public-key")
    check = doors.add_parser("verify", help="校验全部，或只校验一个案件")
    check.add_argument("--case", metavar="CODE", help="案件编码")
    check.add_argument("--limit", type=int, default=1000, help="最多报告多少处（默认 1000）")
    doors.add_parser("public-key", help="输出验签公钥（PEM）")
    options = parser.parse_args(arguments)
    if options.door == "public-key":
        print(log_signer().public_pem.decode(), end="")
        return 0
    return _verify(options.case, options.limit)


def _verify(case: str | None, limit: int) -> int:
    started = time.monotonic()
    stream = find_stream(case) if case else None
    if case and stream is None:
        print(f"台账中没有编码为“{case}”的记录；如该案件应当存在，请校验全部。", file=sys.stderr)
        return 2
    report = verify(stream, limit=limit, workers=os.cpu_count() or 1, say=_progress)
    for finding in report.findings:
        print(finding)
    print(_summary(report, time.monotonic() - started))
    return 0 if report.ok else 1


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"→ {text}", file=sys.stderr, flush=True)


def _summary(report: Report, seconds: float) -> str:
    read = f"{report.streams} 个流、{report.events} 条记录、{report.entries} 条签名日志，用时 {seconds:.1f} 秒"
    if report.ok:
        return f"完好：{read}。"
    more = "以上" if len(report.findings) >= report.limit else ""
    return f"发现 {len(report.findings)} 处{more}问题：{read}。"
