"""What hostile uploads look like. Each check raises `UploadRefused` with a sentence for the person who uploads."""

from __future__ import annotations

import re
import tempfile
import unicodedata
import zipfile
from typing import IO, cast

from minzhifa.evidence.errors import UploadRefused
from minzhifa.evidence.sniff import HEAD, media_type

MAX_NAME = 200
MAX_RATIO = 100  # unpacked to packed; office files stay far below
MAX_MEMBERS = 10_000
MAX_DEPTH = 2
_FREE_UNPACKED = 10 * 1024 * 1024
_BLOCK = 1 << 20
_MARKUP_HEAD = re.compile(
    rb"<\s*(!doctype\s+html|html|svg|script|body|iframe|object|embed|\?php|\?xml|xsl|head|meta)\b", re.I
)
_MARKUP = re.compile(rb"<script[\s>/]|<iframe[\s>/]|<!doctype\s+html", re.I)
_PDF_ACTIVE = re.compile(rb"/(JavaScript|Launch|RichMedia)\b")
_PDF_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")  # /J#61vaScript is the same name
_OLE_MACRO = re.compile("_VBA_PROJECT".encode("utf-16-le"))
_ACTIVE = {"application/pdf": _PDF_ACTIVE, "application/x-ole-storage": _OLE_MACRO}
_OVERLAP = 64


def check_name(name: str) -> str:
    """The name as it may be kept. Refuses paths, control and direction-changing characters, and over-long names."""
    hidden = any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in name)
    if not name.strip() or len(name) > MAX_NAME or hidden or re.search(r"[/\\]", name) or name.strip(". ") == "":
        raise UploadRefused(
            "bad_name", f"文件名不合规：不能为空、不能含路径或控制字符、不超过 {MAX_NAME} 字，请改名后再传。"
        )
    return name.strip()


def check_content(file: IO[bytes]) -> str:
    """The media type of a file that may be taken. Raises `UploadRefused`."""
    kind = media_type(file)
    if kind is None:
        raise UploadRefused("unknown_type", "不支持的文件类型：请上传图片、音频、视频、PDF、办公文档、OFD 或纯文本。")
    _refuse_markup(file, kind)
    if kind == "application/zip":
        return _check_archive(file)
    if kind != "text/plain" and zipfile.is_zipfile(file):
        raise UploadRefused("polyglot", "文件同时是另一种格式（尾部附有压缩包），不能作为证据上传，请上传原始文件。")
    return kind


def _refuse_markup(file: IO[bytes], kind: str) -> None:
    file.seek(0)
    head = file.read(HEAD)
    found = _MARKUP_HEAD.search(head) if kind in {"text/plain", "image/gif"} else _MARKUP_HEAD.match(head)
    pattern = _ACTIVE.get(kind, _MARKUP)
    if kind != "application/zip":  # members are looked at one by one
        carry, block = b"", head
        while block and not found:
            found = pattern.search(_plain(carry + block, kind))
            carry, block = block[-_OVERLAP:], file.read(_BLOCK)
    if found:
        raise UploadRefused(
            "active_content", "文件含网页、SVG、脚本等可执行内容，不能上传；请转为图片或不含脚本的 PDF。"
        )


def _plain(block: bytes, kind: str) -> bytes:
    """A block with the escapes of a PDF's names resolved; other files as they are."""
    if kind != "application/pdf":
        return block
    return _PDF_ESCAPE.sub(lambda found: bytes.fromhex(found[1].decode()), block)


def _bomb() -> UploadRefused:
    return UploadRefused("archive_bomb", "压缩包解开后过大、条目过多或层数过深，不能上传，请分开上传其中的文件。")


class _Budget:
    """How many bytes may still come out of the archive, all levels together."""

    def __init__(self, packed: int) -> None:
        self.left = max(packed * MAX_RATIO, _FREE_UNPACKED)

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise _bomb()


def _check_archive(file: IO[bytes]) -> str:
    file.seek(0, 2)
    budget = _Budget(file.tell())
    file.seek(0)
    try:
        names = _walk(file, budget, 1)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        if isinstance(error, UploadRefused):
            raise
        raise UploadRefused("damaged", "压缩包已损坏或采用不支持的压缩方式，请重新打包后上传。") from error
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UploadRefused("active_content", "文档含宏，不能上传；请另存为不含宏的文档或 PDF。")
    return _office_type(names)


def _walk(file: IO[bytes], budget: _Budget, depth: int) -> list[str]:
    """Really unpack every member (declared sizes lie), without writing anything; nested archives too."""
    if depth > MAX_DEPTH:
        raise _bomb()
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS:
            raise _bomb()
        for member in members:
            _check_member(member)
            with archive.open(member) as content:
                first = content.read(_BLOCK)
                budget.spend(len(first))
                if first.startswith(b"PK\x03\x04"):
                    _walk_nested(first, content, budget, depth)
                else:
                    while block := content.read(_BLOCK):
                        budget.spend(len(block))
        return [member.filename for member in members]


def _check_member(member: zipfile.ZipInfo) -> None:
    parts = re.split(r"[/\\]", member.filename)
    if ".." in parts or member.filename.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", member.filename):
        raise UploadRefused("bad_name", "压缩包内含越出目录的文件名，不能上传。")
    if member.flag_bits & 1:
        raise UploadRefused("encrypted", "压缩包已加密，无法检查，请解密后上传。")


def _walk_nested(first: bytes, content: IO[bytes], budget: _Budget, depth: int) -> None:
    with tempfile.SpooledTemporaryFile(max_size=_BLOCK * 8) as inner:
        inner.write(first)
        while block := content.read(_BLOCK):
            budget.spend(len(block))
            inner.write(block)
        inner.seek(0)
        _walk(cast("IO[bytes]", inner), budget, depth + 1)


def _office_type(names: list[str]) -> str:
    present = set(names)
    office = "application/vnd.openxmlformats-officedocument."
    if "OFD.xml" in present:
        return "application/ofd"
    if "[Content_Types].xml" in present:
        for start, kind in (("word/", "wordprocessingml.document"), ("xl/", "spreadsheetml.sheet"),
                            ("ppt/", "presentationml.presentation")):  # fmt: skip
            if any(name.startswith(start) for name in names):
                return office + kind
    return "application/zip"
