"""Document numbers (文号): agency word, document word, year, number. Read in every bracket style met in real files."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minzhifa.law.errors import BadInput

_PAIRS = dict(zip("〔[（(【［﹝{「<〈", "〕]）)】］﹞}」>〉", strict=True))
_OPEN, _CLOSE = "".join(map(re.escape, _PAIRS)), "".join(map(re.escape, _PAIRS.values()))
_NUMBER = re.compile(
    rf"(?P<word>.*?)(?P<open>[{_OPEN}])(?P<year>(?:19|20)[0-9]{{2}})年?(?P<close>[{_CLOSE}])(?P<between>.*?)"
    r"第?(?P<number>[0-9]+)(?:[-－—之](?P<sub>[0-9]+))?号?",
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The parts of a 文号, and the text as it was written.

    `word` holds agency and document words (闽莆环罚); `between` what some agencies put after the year (XZCF-).
    """

    word: str
    year: int
    number: int
    sub: int | None = None
    between: str = ""
    brackets: str = "〔〕"
    original: str = ""

    def __str__(self) -> str:
        """The form of GB/T 9704: 闽莆环罚〔2024〕12号, sub-number 12-1号, no leading zeros."""
        sub = f"-{self.sub}" if self.sub is not None else ""
        return f"{self.word}〔{self.year}〕{self.between}{self.number}{sub}号"

    @property
    def standard(self) -> bool:
        """True when it was written in the standard form already."""
        return str(self) == self.original

    @property
    def key(self) -> tuple[str, int, str, int, int]:
        """Equal for one number written in two styles."""
        return (self.word, self.year, self.between, self.number, self.sub or 0)


def parse_document_number(text: str) -> DocumentNumber:
    """The parts of a number as written; raises `BadInput` when there is no year in brackets followed by a number."""
    plain = re.sub(r"\s", "", text).translate(
        {ord(full): ord("0") + i for i, full in enumerate("０１２３４５６７８９")}
    )
    found = _NUMBER.fullmatch(plain)
    if not found or not found["word"]:
        raise BadInput(
            f"“{text}”不是文号，应为 机关代字＋文书字〔年份〕序号，例如 闽莆环罚〔2024〕12号。", fields=("number",)
        )
    return DocumentNumber(
        found["word"],
        int(found["year"]),
        int(found["number"]),
        int(found["sub"]) if found["sub"] else None,
        found["between"],
        found["open"] + found["close"],
        text,
    )


def format_document_number(word: str, year: int, number: int, sub: int | None = None) -> str:
    """A new number in the standard form; raises `BadInput` on a word with brackets or a number below one."""
    if not word or re.search(rf"[{_OPEN}{_CLOSE}\s]", word) or number < 1:
        raise BadInput("文号的代字不能为空或者含括号，序号从 1 开始。", fields=("number",))
    return str(DocumentNumber(word, year, number, sub))
