"""What the tests of finishing share: pages set from HTML, pictures for them, files of an order."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image, ImageCms

from eco_print.config import PressSettings
from eco_print.diagnostics import Diagnostic
from eco_print.finishing import Attachment, InkBook, Order, Pdf, describe, finish
from eco_print.fonts import load_fonts
from eco_print.layout import Layout, lay_out
from eco_print.markup import Markup
from eco_print.profile import Profile
from eco_print.shipped import shipped
from eco_print.source import Source

MM = 72 / 25.4
PRESS_ICC = shipped("profiles") / "ISOcoated_v2_300_bas.icc"
BASE = "@page { size: A6; margin: 12mm } html { font: 10pt/16pt 西文, 宋体 }\n"
FIELDS = {
    "name": "会议简报",
    "organ": "甲 & 乙",
    "editor": "丙",
    "issue": "3",
    "date": "2024-05-06",
}
SOURCE = Attachment("报道.txt", "text/plain", "\ufeff原稿\r\n一字不差\0".encode())


@dataclass(frozen=True)
class Document:
    """A document to be set: its body, its sheet (written to style.css), its pictures."""

    body: str
    css: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    title: str = "样张"

    def lay_out(self, settings: PressSettings) -> tuple[Layout, InkBook]:
        """The pages, with their files in a folder that lives as long as the tests do."""
        folder = Path(tempfile.mkdtemp(prefix="eco-print-test-"))
        (folder / "style.css").write_text(BASE + self.css, encoding="utf-8")
        for name, data in self.pictures.items():
            (folder / name).write_bytes(data)
        inks = InkBook(settings)
        html = (
            f'<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8">'
            f'<title>{self.title}</title><meta name="author" content="张三">'
            f'<link rel="stylesheet" href="style.css"></head><body>{self.body}</body></html>'
        )
        lines = tuple(html.splitlines())
        markup = Markup(html, Source("稿", None, lines), (folder,))
        return lay_out(markup, load_fonts(), inks, bleed=settings.bleed), inks


@dataclass(frozen=True)
class Made:
    """The files of one order by profile, with what was found."""

    layout: Layout
    pdfs: Mapping[Profile, Pdf]

    def data(self, profile: Profile) -> bytes:
        return self.pdfs[profile].data

    def open(self, profile: Profile) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.data(profile)))

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        return tuple(each for pdf in self.pdfs.values() for each in pdf.findings)


def make(
    document: Document,
    *profiles: Profile,
    press: PressSettings | None = None,
    **changes: Any,
) -> Made:
    """Set a document and finish it; for all three profiles when none is named."""
    press = press or PressSettings()
    return finished(*document.lay_out(press), *profiles, press=press, **changes)


def finished(
    layout: Layout,
    inks: InkBook,
    *profiles: Profile,
    press: PressSettings,
    **changes: Any,
) -> Made:
    """The files of a document that is set."""
    profiles = profiles or tuple(Profile)
    metadata = describe(layout.title, layout.authors, FIELDS)
    order = Order(profiles, metadata, metadata.moment, source=SOURCE, press=press)
    pdfs = finish(layout, replace(order, **changes), inks)
    return Made(layout, dict(zip(profiles, pdfs, strict=True)))


def press_of(body: str, css: str = "", pictures: Any = None, **press: Any) -> bytes:
    """The press file of a document."""
    document = Document(body, css, pictures or {})
    return make(document, Profile.PRESS, press=PressSettings(**press)).data(Profile.PRESS)


def streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    """Everything that is painted from: pages' contents, forms, patterns."""
    for page in pdf.pages:
        yield page.obj.Contents
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            form = item.get("/Subtype") == "/Form"
            if form or "/PatternType" in item:
                yield item


def operators(stream: pikepdf.Stream) -> list[tuple[str, list[Any]]]:
    """The operators of a stream with their operands."""
    parsed = pikepdf.parse_content_stream(stream)
    return [(str(each.operator), list(each.operands)) for each in parsed]


# -- pictures ------------------------------------------------------------------------------


@cache
def colourful(size: tuple[int, int] = (120, 90)) -> Image.Image:
    """A picture with saturated and dark colours."""
    ramp = Image.linear_gradient("L").resize(size)
    return Image.merge(
        "RGB",
        (ramp, ramp.transpose(Image.Transpose.ROTATE_180), Image.radial_gradient("L").resize(size)),
    )


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def in_inks(picture: Image.Image) -> Image.Image:
    """A picture in the inks of the shipped profile."""
    converted = ImageCms.profileToProfile(
        picture, ImageCms.createProfile("sRGB"), str(PRESS_ICC), outputMode="CMYK"
    )
    assert converted is not None
    converted.info.pop("icc_profile", None)
    return converted
