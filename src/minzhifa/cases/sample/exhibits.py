"""Small files that stand for evidence: a picture or a one-page PDF, recognisably made for the demonstration."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from typing import IO

from PIL import Image, ImageDraw

_SIZE = (640, 420)


def exhibit(form: str, title: str, agency: str, day: date) -> tuple[str, IO[bytes]]:
    """File name and content. `form`: png or pdf."""
    content = _pdf(title, agency, day) if form == "pdf" else _png(title, day)
    return f"{title}.{form}", io.BytesIO(content)


def _png(title: str, day: date) -> bytes:
    """A plain still life of boxes on a shelf; colours and places come from the title."""
    dice = hashlib.sha256(f"{title}{day}".encode()).digest()
    picture = Image.new("RGB", _SIZE, (226, 228, 224))
    draw = ImageDraw.Draw(picture)
    for shelf in (150, 260, 370):
        draw.rectangle((20, shelf, 620, shelf + 12), fill=(132, 108, 84))
    for i, value in enumerate(dice[:18]):
        x, foot = 30 + (i % 6) * 98, (150, 260, 370)[i // 6]
        height = 40 + value % 50
        colour = (80 + value % 150, 70 + dice[i + 9] % 150, 90 + dice[i + 13] % 140)
        draw.rectangle((x, foot - height, x + 70, foot - 1), fill=colour, outline=(60, 60, 60))
    draw.rectangle((0, 392, 640, 420), fill=(30, 30, 30))
    draw.text((12, 399), f"DEMO  {day.isoformat()}  {dice.hex()[:16]}", fill=(240, 240, 240))
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _pdf(title: str, agency: str, day: date) -> bytes:
    """One page of text. The font is a standard one of every reader, so nothing is embedded."""
    lines = [(20, 150, 760, title), (12, 90, 700, f"提取机关：{agency}"), (12, 90, 676, f"提取日期：{day.isoformat()}"),
             (12, 90, 640, "本页为演示材料，内容系虚构，仅用于说明证据材料的存放和查看。")]  # fmt: skip
    text = "".join(
        f"BT /F1 {size} Tf {x} {y} Td <{words.encode('utf-16-be').hex()}> Tj ET\n" for size, x, y, words in lines
    )
    stream = text.encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        b" /Ascent 752 /Descent -271 /CapHeight 737 /StemV 58 >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, table)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)
    return bytes(out)
