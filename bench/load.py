"""A small bounded load generator: keep-alive HTTP/1.1 over loopback, a fixed number of requests, then it stops."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

LONGEST_SECONDS = 60.0


@dataclass(slots=True)
class Result:
    """Latencies in milliseconds and the statuses seen."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    def quantile(self, q: float) -> float:
        """The q-quantile of the latencies in ms."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(q * len(ordered)))] if ordered else 0.0

    def summary(self) -> dict[str, object]:
        """What is printed and stored."""
        return {
            "requests": len(self.latencies),
            "rate_per_s": round(self.rate, 1),
            "p50_ms": round(self.quantile(0.5), 2),
            "p95_ms": round(self.quantile(0.95), 2),
            "longest_ms": round(max(self.latencies, default=0.0), 2),
            "statuses": self.statuses,
        }


Request = tuple[str, str, dict[str, str], bytes]


async def _one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: Request) -> int:
    method, path, headers, body = request
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    lines += [f"{k}: {v}" for k, v in headers.items()]
    writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    length = 0
    chunked = False
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
        if name.lower() == b"transfer-encoding" and b"chunked" in value:
            chunked = True
    if chunked:
        while size := int((await reader.readline()).strip() or b"0", 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    else:
        await reader.readexactly(length)
    return status


Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _work(line: Line, queue: list[Request], result: Result) -> None:
    while queue:
        request = queue.pop()
        began = time.perf_counter()
        status = await asyncio.wait_for(_one(*line, request), LONGEST_SECONDS)
        result.latencies.append((time.perf_counter() - began) * 1000)
        result.statuses[status] = result.statuses.get(status, 0) + 1


async def _all(lines: list[Line], requests: Sequence[Request]) -> Result:
    result, queue = Result(), list(reversed(requests))
    began = time.perf_counter()
    await asyncio.gather(*(_work(line, queue, result) for line in lines))
    result.seconds = time.perf_counter() - began
    return result


def drive(
    port: int,
    requests: Sequence[Request],
    concurrency: int,
    say: Callable[[str], None] = print,
    *,
    warm: Sequence[Request] = (),
    started: Callable[[], None] = lambda: None,
) -> Result:
    """Send `requests` to 127.0.0.1:`port` over `concurrency` kept connections and measure each.

    `warm` goes first, over the very same connections, and is not measured; then `started` is called. Raises
    TimeoutError when an answer takes longer than `LONGEST_SECONDS`.
    """

    async def everything() -> Result:
        lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(concurrency)]
        await _all(lines, warm)
        started()
        result = await _all(lines, requests)
        for _, writer in lines:
            writer.close()
        return result

    result = asyncio.run(everything())
    if any(status >= 400 for status in result.statuses):
        say(f"  ! statuses {result.statuses}")
    return result
