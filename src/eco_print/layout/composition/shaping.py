"""Shaping: text in a style becomes glyphs, as a PDF will show them.

What Pango and HarfBuzz say of fonts and widths is asked for once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, harfbuzz, pango
from weasyprint.text.fonts import get_pango_font_hb_face

from ...typesetting import EM
from ..bindings import with_additions

with_additions(ffi)

EMPTY: Final = 0x0FFFFFFF
UNKNOWN: Final = 0x10000000


@dataclass(frozen=True, slots=True)
class Font:
    """A Pango font that glyphs come from; kept alive as long as this is."""

    pointer: Any = field(repr=False)
    key: int
    coloured: bool


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph as a PDF shows it. Lengths in 1/1000 em; `width` is what the font declares."""

    font: Font = field(repr=False)
    number: int
    code: str
    width: int
    advance: int
    text: str
    rise: float = 0.0
    shift: int = 0
    plain: bool = True  # drawn as it stands: with its own width, on the baseline


@dataclass(frozen=True, slots=True)
class Cluster:
    """The glyphs of one or more characters that belong together."""

    length: int
    advance: int
    glyphs: tuple[Glyph, ...]


NOTHING: Final = Cluster(1, 0, ())


class Shaper:
    """Shapes text of one `size`, in the engine's pixels."""

    def __init__(self, size: float) -> None:
        self._size = size
        self._fonts: dict[int, Font] = {}
        self._widths: dict[tuple[int, int], int] = {}
        self._spaces: dict[int, Glyph] = {}
        self._layouts: dict[int, Any] = {}

    def shape(self, text: str, style: Any) -> Iterator[Cluster]:
        """The clusters of a text; characters that show nothing are empty ones at the end."""
        layout = self._layouts.get(id(style))
        if layout is None:  # kept: to make one takes longer than to shape a word
            layout = self._layouts[id(style)] = line_break.Layout(style)
        layout.set_text(text)
        line, _ = layout.get_first_line()
        data = text.encode()
        run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
        count = 0
        while run != ffi.NULL:
            item = run.data
            run = run.next
            for cluster in self._run(item, data):
                count += cluster.length
                yield cluster
        for _ in range(len(text) - count):
            yield NOTHING

    def _run(self, item: Any, data: bytes) -> Iterator[Cluster]:
        """The clusters of one Pango run, in the order of the text."""
        font = self._font(item.item.analysis.font)
        start, length = item.item.offset, item.item.length
        string = item.glyphs
        infos, places = string.glyphs, string.log_clusters
        count = string.num_glyphs
        groups: dict[int, list[int]] = {}
        for index in range(count):
            groups.setdefault(places[index], []).append(index)
        bounds = [*sorted(groups), length]
        for at, end in pairwise(bounds):
            text = data[start + at : start + end].decode()
            glyphs = tuple(
                glyph
                for number, index in enumerate(groups[at])
                if (glyph := self._glyph(font, infos[index], text if number == 0 else ""))
            )
            yield Cluster(len(text), sum(glyph.advance for glyph in glyphs), glyphs)

    def _glyph(self, font: Font, info: Any, text: str) -> Glyph | None:
        number, geometry = info.glyph, info.geometry
        if number == EMPTY:
            return None
        unit = EM * FROM_UNITS / self._size
        advance = round(geometry.width * unit)
        if number & UNKNOWN:  # the box that stands for it has a width of its own
            advance = self._width(font, 0) or advance
            return Glyph(font, number, "", advance, advance, text, plain=False)
        rise, shift = geometry.y_offset * FROM_UNITS, round(geometry.x_offset * unit)
        width = self._width(font, number)
        plain = advance == width and not rise and not shift
        return Glyph(font, number, f"{number:04x}", width, advance, text, rise, shift, plain)

    def _width(self, font: Font, number: int) -> int:
        key = (font.key, number)
        if key not in self._widths:
            ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
            pango.pango_font_get_glyph_extents(font.pointer, number, ink, logical)
            self._widths[key] = round(logical.width * EM * FROM_UNITS / self._size)
        return self._widths[key]

    def _font(self, pointer: Any) -> Font:
        key = int(ffi.cast("intptr_t", pointer))
        if key not in self._fonts:
            face = get_pango_font_hb_face(pointer)
            coloured = bool(
                harfbuzz.hb_ot_color_has_png(face)
                or harfbuzz.hb_ot_color_has_svg(face)
                or harfbuzz.hb_ot_color_has_layers(face)
            )
            kept = ffi.gc(_reference(pointer), gobject.g_object_unref)
            self._fonts[key] = Font(kept, key, coloured)
        return self._fonts[key]

    def space_of(self, font: Font) -> Glyph | None:
        """The space of a font, to bridge a gap with; None when it has none."""
        if font.key not in self._spaces:
            number = ffi.new("hb_codepoint_t *")
            hb_font = pango.pango_font_get_hb_font(font.pointer)
            harfbuzz.hb_font_get_nominal_glyph(hb_font, 0x20, number)
            width = self._width(font, number[0]) if number[0] else 0
            self._spaces[font.key] = Glyph(font, number[0], f"{number[0]:04x}", width, width, " ")
        found = self._spaces[font.key]
        return found if found.number and found.width else None


def _reference(pointer: Any) -> Any:
    return ffi.cast("PangoFont *", gobject.g_object_ref(pointer))


def joined(clusters: tuple[Cluster, ...]) -> Cluster:
    """Clusters of one character, as one."""
    glyphs = tuple(glyph for cluster in clusters for glyph in cluster.glyphs)
    return Cluster(1, sum(glyph.advance for glyph in glyphs), glyphs)


def family_of(font: Font) -> str:
    """The family of a font, as Pango has it."""
    description = ffi.gc(
        pango.pango_font_describe_with_absolute_size(font.pointer),
        pango.pango_font_description_free,
    )
    family = pango.pango_font_description_get_family(description)
    return str(ffi.string(family).decode())
