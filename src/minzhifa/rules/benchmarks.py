"""The benchmarks that ship with the package, and benchmark files that somebody hands in. No Django, no database."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from minzhifa.law.benchmark import Benchmark, parse
from minzhifa.law.benchmark.parse import MOST_BYTES
from minzhifa.law.errors import BadInput, NoAnswer

_DATA = files("minzhifa.law") / "data" / "benchmarks"
SUFFIXES = {".toml": "toml", ".json": "json"}


@cache
def shipped_texts() -> dict[str, str]:
    """The text of every shipped benchmark by its id."""
    found = {one.name.removesuffix(".toml"): one for one in _DATA.iterdir() if one.name.endswith(".toml")}
    return {key: found[key].read_text("utf-8") for key in sorted(found)}


@cache
def shipped_benchmark(key: str) -> Benchmark:
    """A shipped benchmark, parsed once. Raises `NoAnswer` for an unknown id."""
    text = shipped_texts().get(key)
    if text is None:
        raise NoAnswer(f"没有编号为“{key}”的基准，也没有这个文件；已有的编号：{'、'.join(shipped_texts())}。")
    return parse(text, name=f"{key}.toml")


@cache
def parsed(text: str, name: str) -> Benchmark:
    """A definition kept by the catalogue, parsed once a process (TOML, or JSON when it begins with a brace)."""
    return parse(text, syntax="json" if text.lstrip().startswith("{") else "toml", name=name)


def open_benchmark(wanted: str) -> Benchmark:
    """By id, or from a file (.toml, .json). Raises `Malformed` with line and column, `BadInput`, `NoAnswer`."""
    if wanted in shipped_texts():
        return shipped_benchmark(wanted)
    path = Path(wanted)
    if not path.is_file():
        return shipped_benchmark(wanted)
    syntax = SUFFIXES.get(path.suffix.lower())
    if syntax is None:
        raise BadInput(f"基准文件 {path.name} 应为 .toml 或者 .json。")
    return parse(read_text(path), syntax=syntax, name=path.name)


def read_text(path: Path) -> str:
    """A small UTF-8 file. Raises `BadInput`."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"文件 {path.name} 过大。")
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"文件 {path.name} 不是 UTF-8 文本（第 {error.start + 1} 个字节起）。") from None
    except OSError:
        raise BadInput(f"文件 {path.name} 不能读取。") from None
