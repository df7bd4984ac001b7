"""The arguments of a door: what a person wrote wrongly is one Chinese sentence, as every other refusal."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any, NoReturn

from minzhifa.law.errors import BadInput

_HEADS = (
    ("usage: ", "用法："), ("\noptions:\n", "\n选项：\n"), ("\npositional arguments:\n", "\n参数：\n"),
)  # fmt: skip


class Parser(argparse.ArgumentParser):
    """argparse in Chinese, without abbreviations. A refusal is `BadInput`; whoever runs the door prints it."""

    def __init__(self, **words: Any) -> None:
        super().__init__(**{**words, "allow_abbrev": False, "add_help": False})
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def error(self, message: str) -> NoReturn:
        """One sentence for what argparse found."""
        raise BadInput(_sentence(message))

    def format_help(self) -> str:
        """The help, headed in Chinese."""
        text = super().format_help()
        for english, chinese in _HEADS:
            text = text.replace(english, chinese, 1)
        return text


def iso_day(text: str) -> date:
    """A day as an argument (`2026-11-23`)."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是有效的日期。") from None


def _sentence(message: str) -> str:
    name = message.rpartition(": ")[2] or message
    argument = message.removeprefix("argument ").partition(":")[0]
    if message.startswith("argument ") and message.endswith("。"):  # a sentence of our own
        return name
    told = (
        ("the following arguments are required", f"缺少参数：{name}。"),
        ("unrecognized arguments", f"不认识的参数：{name}。"),
        ("expected one argument", f"参数缺少取值：{argument}。"),
        ("invalid choice", f"参数的取值不在可选范围内：{argument}。"),
        ("invalid int value", f"参数的取值应为整数：{argument}。"),
    )
    return next((sentence for words, sentence in told if words in message), f"参数不正确：{message}。")
