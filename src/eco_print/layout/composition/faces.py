"""Glyphs and advances of characters and words, looked up once a face.

In: a computed style and text with its classes. Out: glyphs with their advances in whole
thousandths of an em, exactly as a PDF will advance them, so that a line measured here is as
wide on paper. Full-width characters are shaped once each, Latin once a word; the engine shapes
every line three times over.

A face is looked for as the engine does, by Pango from the style's families; but full-width
marks come from the family that the Han come from, however the families are ordered: “ and —
are in every Western face too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, harfbuzz, pango
from weasyprint.text.fonts import get_pango_font_hb_face

from ...typesetting import EM
from ..bindings import with_additions

EMPTY: Final = 0x0FFFFFFF
UNKNOWN: Final = 0x10000000
# Classes that are set by themselves; the others are shaped as words.
WIDE: Final = "HKFOCPSQXMDETNi/"
_STRETCH: Final = re.compile(f"([{WIDE}]+)|([ _]+)|([Z~J\n]+)|([^{WIDE} _Z~J\n]+)")
_NO_FEATURES: Final = "normal"
_HYPHEN: Final = "‐"
_WIDE: Final = 700  # thousandths
# Every pair of figures, once.
_ALL_PAIRS: Final = (
    "001020304050607080911213141516171819223242526272829334353637383944546474849"
    "55657585966768697787988990"
)


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


class Face:
    """What one style sets text with. `size` is in the engine's pixels."""

    def __init__(self, style: Any) -> None:
        self.size: float = style["font_size"]
        self.style = _plain(style)
        self.marks: dict[str, Cluster] = {}
        self.words: dict[str, tuple[Cluster, ...]] = {}
        self.advances: dict[str, int] = {}
        self._fonts: dict[int, Font] = {}
        self._widths: dict[tuple[int, int], int] = {}
        self._spaces: dict[int, Glyph] = {}
        self._wide_style: Any = None
        self._layouts: dict[int, Any] = {}

    # Measuring.

    def measure(self, text: str, classes: str) -> list[int]:
        """The advance of each character; 0 for all but the first of a cluster."""
        found: list[int] = []
        for stretch in _STRETCH.finditer(classes):
            piece = text[stretch.start() : stretch.end()]
            if stretch[1]:
                self._learn(piece)
                found += map(self.advances.__getitem__, piece)
            elif stretch[3]:
                found += [0] * len(piece)
            elif stretch[4] and piece.isdecimal() and piece.isascii() and self.digits:
                found += map(self.digits.__getitem__, piece)
            else:
                for cluster in self.word(piece) if stretch[4] else self._blanks(piece):
                    found.append(cluster.advance)
                    found += [0] * (cluster.length - 1)
        return found

    def clusters(self, text: str, classes: str) -> Iterator[Cluster]:
        """The clusters of a stretch of text, in order; silent characters are empty ones."""
        for stretch in _STRETCH.finditer(classes):
            piece = text[stretch.start() : stretch.end()]
            if stretch[1]:
                self._learn(piece)
                yield from map(self.marks.__getitem__, piece)
            elif stretch[3]:
                yield from (_NOTHING for _ in piece)
            else:
                yield from self.word(piece) if stretch[4] else self._blanks(piece)

    def word(self, word: str) -> tuple[Cluster, ...]:
        """A word of Latin or anything else that is shaped as a whole."""
        found = self.words.get(word)
        if found is None:
            if word.isdecimal() and word.isascii() and self.digits:
                found = tuple(self._figures[digit] for digit in word)
            else:
                found = tuple(self._shape(word, self.style))
            self.words[word] = found
        return found

    @cached_property
    def digits(self) -> dict[str, int]:
        """The advance of each figure, when they are the same in every number; else empty.

        Most figures are: then a number need not be shaped. All pairs are tried.
        """
        clusters = list(self._shape(_ALL_PAIRS, self.style))
        self._figures: dict[str, Cluster] = dict(zip(_ALL_PAIRS, clusters, strict=False))
        same = len(clusters) == len(_ALL_PAIRS) and all(
            cluster == self._figures[digit]
            for digit, cluster in zip(_ALL_PAIRS, clusters, strict=True)
        )
        if not same:
            return {}
        return {digit: cluster.advance for digit, cluster in self._figures.items()}

    def _blanks(self, blanks: str) -> Iterator[Cluster]:
        for blank in blanks:
            yield from self.word(blank)

    def _learn(self, piece: str) -> None:
        new = "".join(sorted(set(piece).difference(self.marks)))
        if not new:
            return
        shaped = list(self._shape(new, self.wide_style))
        if [cluster.length for cluster in shaped] != [1] * len(new):
            shaped = [_one(tuple(self._shape(char, self.wide_style))) for char in new]
        for char, cluster in zip(new, shaped, strict=True):
            self.marks[char] = cluster
            self.advances[char] = cluster.advance

    @property
    def wide_style(self) -> Any:
        """The style with the family of the Han before all others."""
        if self._wide_style is None:
            self._wide_style = self.style
            glyphs = next(iter(self._shape("中", self.style))).glyphs
            family = _family(glyphs[0].font) if glyphs else None
            families = self.style["font_family"]
            named = [name for name in families if name.lower() == (family or "").lower()]
            if family is not None and [family] != list(families[:1]):
                style = self.style.copy()
                style["font_family"] = (*(named or [family]), *families)
                self._wide_style = style
        return self._wide_style

    # Shaping.

    def _shape(self, text: str, style: Any) -> Iterator[Cluster]:
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
            yield _NOTHING

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
        unit = EM * FROM_UNITS / self.size
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
            self._widths[key] = round(logical.width * EM * FROM_UNITS / self.size)
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

    def hyphen(self) -> tuple[Cluster, ...]:
        """What stands at the end of a line that divides a word."""
        hyphen = self.word(self.style["hyphenate_character"])
        if self.style["hyphenate_character"] == _HYPHEN and sum(c.advance for c in hyphen) > _WIDE:
            return self.word("-")  # a Chinese face may have the hyphen an em wide
        return hyphen


_NOTHING: Final = Cluster(1, 0, ())

with_additions(ffi)


def _reference(pointer: Any) -> Any:
    return ffi.cast("PangoFont *", gobject.g_object_ref(pointer))


def _one(clusters: tuple[Cluster, ...]) -> Cluster:
    """Clusters of one character, as one."""
    glyphs = tuple(glyph for cluster in clusters for glyph in cluster.glyphs)
    return Cluster(1, sum(glyph.advance for glyph in glyphs), glyphs)


def _family(font: Font) -> str:
    description = ffi.gc(
        pango.pango_font_describe_with_absolute_size(font.pointer),
        pango.pango_font_description_free,
    )
    family = pango.pango_font_description_get_family(description)
    return str(ffi.string(family).decode())


def _plain(style: Any) -> Any:
    """The style without spacing and decoration, which are not the face's."""
    style = style.copy()
    style["letter_spacing"] = _NO_FEATURES
    style["word_spacing"] = 0
    style["text_decoration_line"] = "none"
    return style


def face_for(style: Any) -> Face:
    """The face of a style; faces are kept with the document's fonts."""
    known = style.__dict__.get("_eco_face")
    if known is not None:
        return known  # type: ignore[no-any-return]
    faces = style.font_config.__dict__.setdefault("_eco_faces", {})
    key = line_break._font_style_cache_key(style, include_size=True) + repr(
        (style["font_kerning"], style["hyphenate_character"], style["font_variation_settings"])
    )
    if key not in faces:
        faces[key] = Face(style)
    style.__dict__["_eco_face"] = faces[key]
    return faces[key]  # type: ignore[no-any-return]
