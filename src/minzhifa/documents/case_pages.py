"""Pages of the case file: documents as they are, images and foreign PDFs fitted to A4, other media as a sheet."""

from __future__ import annotations

import datetime as dt
import io
import json
from dataclasses import dataclass

import pypdf
from PIL import Image, ImageOps
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from minzhifa.documents import press
from minzhifa.law.hidden import plain

A4 = (595.276, 841.89)
TOLERANCE = 3.0
FRAME = (56.0, 70.0, 483.0, 700.0)  # left, bottom, width, height of an image on its sheet, points
MAX_PIXELS = 120_000_000
LONG_SIDE = 2400  # pixels: about 200 dpi on the sheet
_META = {"mode": "issue", "title": "", "labels": {}, "columns": {}, "required": [], "missing": [], "qr": ""}
EPOCH = dt.datetime(2021, 7, 15, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Part:
    """One item of the case file: a document (`kind`) or a piece of evidence (no kind), with its bytes.

    `follows`: number of the document whose proof of service this is. `content` None: the file is not at hand.
    """

    title: str
    content: bytes | None
    media_type: str = "application/pdf"
    kind: str | None = None
    number: str = ""
    date: str = ""
    note: str = ""
    follows: str = ""
    sm3: str = ""
    sha256: str = ""
    evidence_kind: str = ""
    source: str = ""


def _attachment(part: Part, *, image: bool, note: str, at: dt.datetime | None) -> pypdf.PdfReader:
    rows = [
        ("证据种类", part.evidence_kind),
        ("取得日期", part.date),
        ("来源", part.source),
        ("媒体类型", "" if image else part.media_type),
        ("字节数", "" if image or part.content is None else str(len(part.content))),
        ("SM3", "" if image else part.sm3),
        ("SHA-256", "" if image else part.sha256),
    ]
    data = {"title": part.title, "rows": [row for row in rows if row[1]], "image": image, "note": note}
    stamp = int((at or EPOCH).timestamp())
    sheet = plain(json.dumps(data, ensure_ascii=False))
    pdf = press.press("attachment.typ", sheet, json.dumps(_META), timestamp=stamp)[0]
    return pypdf.PdfReader(io.BytesIO(pdf))


def _image_pdf(content: bytes) -> bytes:
    """The upright image as a one-page PDF; raises OSError or ValueError for what is no image of sane size."""
    with Image.open(io.BytesIO(content)) as opened:
        if opened.width * opened.height > MAX_PIXELS:
            raise ValueError("too many pixels")
        upright = ImageOps.exif_transpose(opened).convert("RGB")
    upright.thumbnail((LONG_SIDE, LONG_SIDE))
    output = io.BytesIO()
    upright.save(output, "PDF", resolution=200.0, quality=85)
    return output.getvalue()


def _laid(base: pypdf.PageObject, page: pypdf.PageObject, frame: tuple[float, float, float, float]) -> None:
    """Lay `page` into a frame of `base`, scaled down to fit and centred."""
    page.transfer_rotation_to_content()
    left, bottom, width, height = frame
    box = page.mediabox
    scale = min(width / float(box.width), height / float(box.height), 1.0)
    x = left + (width - float(box.width) * scale) / 2 - float(box.left) * scale
    y = bottom + (height - float(box.height) * scale) / 2 - float(box.bottom) * scale
    base.merge_transformed_page(page, pypdf.Transformation().scale(scale).translate(x, y))


def _image(part: Part, at: dt.datetime | None) -> pypdf.PdfReader:
    caption = _attachment(part, image=True, note="", at=at)
    picture = pypdf.PdfWriter(clone_from=io.BytesIO(_image_pdf(part.content or b"")))
    writer = pypdf.PdfWriter()
    writer.append(caption)
    _laid(writer.pages[0], picture.pages[0], FRAME)
    return _reread(writer)


def _reread(writer: pypdf.PdfWriter) -> pypdf.PdfReader:
    output = io.BytesIO()
    writer.write(output)
    return pypdf.PdfReader(io.BytesIO(output.getvalue()))


def _is_a4(page: pypdf.PageObject) -> bool:
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    return abs(width - A4[0]) < TOLERANCE and abs(height - A4[1]) < TOLERANCE and page.rotation == 0


def _fitted(content: bytes) -> pypdf.PdfReader:
    """A PDF with every page on upright A4; raises PyPdfError for a broken or locked one."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise PyPdfError("encrypted")
    if all(_is_a4(page) for page in reader.pages):
        return reader
    writer = pypdf.PdfWriter()
    for page in pypdf.PdfWriter(clone_from=reader).pages:  # rotation can be resolved in a writer only
        base = writer.add_blank_page(*A4)
        _laid(base, page, (0.0, 0.0, *A4))
    return _reread(writer)


def body(part: Part, at: dt.datetime | None) -> pypdf.PdfReader:
    """The pages of one part. What cannot be shown on paper gets a sheet that names its hash."""
    if part.content is None:
        return _attachment(part, image=False, note="本件原件未存入系统，以原案卷记载为准。", at=at)
    try:
        if part.media_type == "application/pdf":
            return _fitted(part.content)
        if part.media_type.startswith("image/"):
            return _image(part, at)
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, Image.DecompressionBombError):
        return _attachment(part, image=False, note="本件文件不能在纸面上显示，原件以上列哈希值为准另行保存。", at=at)
    return _attachment(part, image=False, note="本件为电子数据或者音像资料，原件以上列哈希值为准另行保存。", at=at)


def add(writer: pypdf.PdfWriter, reader: pypdf.PdfReader) -> None:
    """Append all pages, without their form fields and links (scripts and launch actions of foreign files end here)."""
    for page in reader.pages:
        copied = writer.add_page(page)
        for key in ("/Annots", "/AA"):
            if key in copied:
                del copied[key]


def _form(writer: pypdf.PdfWriter, page: pypdf.PageObject) -> StreamObject:
    """A page as a form that can be drawn over others."""
    contents = page.get_contents()
    form = StreamObject()
    form.set_data(contents.get_data() if contents is not None else b"")
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): page.mediabox.clone(writer, force_duplicate=True),
            NameObject("/Resources"): page["/Resources"].clone(writer),
        }
    )
    return form


def _stream(writer: pypdf.PdfWriter, data: bytes) -> pypdf.generic.IndirectObject:
    stream = StreamObject()
    stream.set_data(data)
    return writer._add_object(stream)


def number(writer: pypdf.PdfWriter, start: int, count: int, at: dt.datetime | None) -> None:
    """Stamp 1 … count at the bottom right of the pages from `start`.

    The number is drawn as a form after the page's own content, so that no content stream has to be parsed.
    """
    stamp = int((at or EPOCH).timestamp())
    pdf = press.press("stamps.typ", "{}", json.dumps({"first": 1, "count": count}), timestamp=stamp)[0]
    stamps = pypdf.PdfReader(io.BytesIO(pdf))
    for index in range(count):
        page = writer.pages[start + index]
        name = NameObject(f"/PageNumber{start + index}")
        resources = page.get("/Resources", DictionaryObject()).get_object()
        forms = resources.get("/XObject", DictionaryObject()).get_object()
        forms[name] = writer._add_object(_form(writer, stamps.pages[index]))
        resources[NameObject("/XObject")] = forms
        page[NameObject("/Resources")] = resources
        old = page.get("/Contents")
        inner = old.get_object() if old is not None else None
        streams = list(inner) if isinstance(inner, ArrayObject) else ([old] if old is not None else [])
        drawn = _stream(writer, b"\nQ q " + name.encode() + b" Do Q\n")
        page[NameObject("/Contents")] = ArrayObject([_stream(writer, b"q\n"), *streams, drawn])
