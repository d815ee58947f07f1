"""Fonts: what is embedded, how codes become glyphs, and text.

Takes font dictionaries (ISO 32000-1, 9.6 to 9.10), gives `Font` objects that the interpreter
asks for the glyphs of a string, and the rules for what is wrong with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from ..font_programs import Glyphs
from . import cmaps, programs
from .encodings import glyph_text, named_encoding
from .objects import (
    PDF_ERRORS,
    OverBudgetError,
    Value,
    cache_key,
    elements,
    entry,
    is_stream,
    label,
    name,
    number,
    numbers,
    path,
    unpacked,
)
from .widths import composite_widths, simple_widths

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_GENERIC_BOX = (-0.2, 0.9)
BLANK_TEXT = frozenset(" \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
                       "\u200a\u200b\u202f\u205f\u3000\ufeff\t\r\n")  # fmt: skip


class Glyph(Struct, frozen=True):
    """One shown code: its width in thousandths of the size, and the text it stands for."""

    code: int
    width: float
    text: str | None
    blank: bool
    space: bool  # a single-byte code 32, to which word spacing applies


class Font(Struct, eq=False, dict=True):
    """A font of the file.

    `used` and `pages` gather the codes shown and the pages they are on; the interpreter fills
    them. `shapes_only` is False once a Type 3 glyph has brought colours of its own, `bitmaps` True
    once one has shown a picture, `rendered` once text of it is more than there to be searched.
    `alike` is an earlier font of the same name: some programs make one for every character, and
    what is wrong with all of them is said once. `programs` are those of the file that were read.
    """

    value: Value
    kind: str
    used: set[int] = set()
    pages: set[int] = set()
    shapes_only: bool = True
    bitmaps: bool = False
    rendered: bool = False
    alike: Font | None = None
    programs: dict[object, Glyphs | None] = {}

    @cached_property
    def descendant(self) -> Value:
        """The CIDFont of a composite font, else the font itself."""
        below = elements(entry(self.value, "/DescendantFonts"))
        return below[0] if self.kind == "Type0" and below else self.value

    @cached_property
    def name(self) -> str:
        """Its own, or what its descriptor calls it; many a Type 3 font has none."""
        given = (
            name(entry(self.value, "/BaseFont")),
            name(entry(self.descriptor, "/FontName")),
            name(entry(self.value, "/Name")),
        )
        return next(filter(None, given), "Type 3" if self.kind == "Type3" else "?")

    @cached_property
    def label(self) -> str:
        where = label((self.alike or self).value)
        return f"{self.name} ({where})" if where else self.name

    @cached_property
    def subtype(self) -> str:
        return name(entry(self.descendant, "/Subtype")) or self.kind

    @cached_property
    def descriptor(self) -> Value:
        return entry(self.descendant, "/FontDescriptor")

    @cached_property
    def program(self) -> Value:
        """The stream of the embedded font program, None when there is none."""
        for key in ("/FontFile3", "/FontFile2", "/FontFile"):
            found = entry(self.descriptor, key)
            if is_stream(found):
                return found
        return None

    @property
    def embedded(self) -> bool:
        return self.kind == "Type3" or self.program is not None

    @property
    def subset(self) -> bool:
        return bool(_SUBSET.match(self.name))

    @property
    def vertical(self) -> bool:
        return self.kind == "Type0" and self.codes.vertical

    @cached_property
    def matrix(self) -> tuple[float, ...]:
        """The glyph space of a Type 3 font."""
        given = numbers(entry(self.value, "/FontMatrix"), 6)
        return given or (0.001, 0.0, 0.0, 0.001, 0.0, 0.0)

    @cached_property
    def em(self) -> float:
        """How high a line of type is, in units of the size that is set; 1 but for Type 3 fonts
        whose glyphs are drawn in other units than thousandths, in pixels say.
        """
        scale = abs(self.matrix[3])
        box = numbers(entry(self.value, "/FontBBox"), 4)
        if self.kind != "Type3" or box is None or 0.0005 < scale < 0.002:
            return 1.0
        return abs(box[3] - box[1]) * scale or 1.0

    @cached_property
    def extent(self) -> tuple[float, float]:
        """How far the type reaches below and above the base line, in ems."""
        below = number(entry(self.descriptor, "/Descent"))
        above = number(entry(self.descriptor, "/Ascent"))
        if below is None or above is None or not (-1000 <= below <= 0 < above <= 1500):
            return _GENERIC_BOX
        return below / 1000, above / 1000

    @cached_property
    def codes(self) -> cmaps.Codes:
        return cmaps.codes(entry(self.value, "/Encoding"))

    @cached_property
    def to_unicode(self) -> dict[int, str] | None:
        """Text by code as the ToUnicode map says it, None when there is no such map."""
        stream = entry(self.value, "/ToUnicode")
        if is_stream(stream):
            try:
                return cmaps.to_unicode(unpacked(stream, cmaps.LIMIT))
            except (*PDF_ERRORS, OverBudgetError):
                return {}
        return None

    @cached_property
    def encoding(self) -> dict[int, str]:
        """Glyph names by code of a simple font, as far as the font dictionary gives them."""
        given = entry(self.value, "/Encoding")
        found = dict(named_encoding(name(given) or name(entry(given, "/BaseEncoding"))))
        code = 0
        for item in elements(entry(given, "/Differences")):
            if name(item):
                found[code] = name(item)
                code += 1
            else:
                code = int(number(item) or 0)
        return found

    @cached_property
    def widths(self) -> dict[int, float]:
        if self.kind == "Type0":
            return composite_widths(entry(self.descendant, "/W"))
        return simple_widths(entry(self.value, "/FirstChar"), entry(self.value, "/Widths"))

    @cached_property
    def default_width(self) -> float:
        if self.kind == "Type0":
            given = number(entry(self.descendant, "/DW"))
            return 1000.0 if given is None else given
        return number(entry(self.descriptor, "/MissingWidth")) or (0.0 if self.widths else 500.0)

    @cached_property
    def _advance(self) -> float:
        """How far down a vertical font moves for each glyph."""
        given = numbers(entry(self.descendant, "/DW2"), 2)
        return given[1] if given else -1000.0

    def glyphs(self, data: bytes) -> Iterator[Glyph]:
        """The glyphs that a string shows."""
        known = self._known
        split = self.codes.split(data) if self.kind == "Type0" else _bytes(data)
        for code, length in split:
            key = (code, length)
            if key not in known:
                known[key] = self._glyph(code, length)
            yield known[key]

    @cached_property
    def _known(self) -> dict[tuple[int, int], Glyph]:
        return {}

    def _glyph(self, code: int, length: int) -> Glyph:
        cid = self.codes.cid(code) if self.kind == "Type0" else code
        width = self.widths.get(cid if cid is not None else -1, self.default_width)
        text = self.text(code)
        blank = bool(text) and not (set(text or "") - BLANK_TEXT)
        return Glyph(code, self._advance if self.vertical else width, text, blank,
                     length == 1 and code == 32)  # fmt: skip

    def text(self, code: int) -> str | None:
        """The text of a code, None when the file does not say."""
        mapped = self.to_unicode
        if mapped is not None:
            return mapped.get(code)
        if self.kind == "Type0":
            return None
        return glyph_text(self._glyph_name(code))

    def _glyph_name(self, code: int) -> str:
        """Of a simple font: as its dictionary says, else as a Type 1 program does (9.6.6.2)."""
        given = self.encoding.get(code)
        if given is None and self.kind in {"Type1", "MMType1"} and self._program_glyphs is not None:
            given = self._program_glyphs.encoding.get(code)
        return given or ""

    @property
    def predefined_text(self) -> bool:
        """Whether text can be had without a ToUnicode map: by names that are known (ISO 32000-1,
        9.10.2; ISO 19005-3, 6.2.11.7.2, of Type 1 with an encoding of its own too).
        """
        if self.kind != "Type0":
            return self.kind != "Type3" and self._names_known
        collection = path(self.descendant, "/CIDSystemInfo", "/Ordering")
        return str(collection or "") in {"GB1", "CNS1", "Japan1", "Korea1", "KR"}

    @property
    def _names_known(self) -> bool:
        return all(glyph_text(self._glyph_name(code)) for code in self.used)

    @property
    def damaged(self) -> bool:
        """Whether there is an embedded font program and it cannot be read."""
        return self.program is not None and self._program_glyphs is None

    def lacks(self, code: int) -> bool:
        """Whether `code` shows .notdef, as far as that can be known from the file."""
        found = self._program_glyphs
        if self.kind != "Type0":
            given = self.encoding.get(code)
            return given == ".notdef" or (
                found is not None and not programs.has_code(found, code, given)
            )
        cid = self.codes.cid(code)
        if cid is None or self.program is None:
            return False
        if cid == 0:
            return True
        return found is not None and not programs.has_cid(found, cid, self._glyph_of_cid)

    @cached_property
    def _program_glyphs(self) -> Glyphs | None:
        key = None if self.program is None else cache_key(self.program)
        if key is not None and key not in self.programs:
            self.programs[key] = programs.read(self.program)
        return self.programs.get(key)

    @cached_property
    def _glyph_of_cid(self) -> bytes | None:
        """The CIDToGIDMap, None for Identity; it means nothing to a CIDFontType0."""
        given = entry(self.descendant, "/CIDToGIDMap")
        try:
            mapped = is_stream(given) and self.subtype != "CIDFontType0"
            return unpacked(given, 2 * 65536) if mapped else None
        except (*PDF_ERRORS, OverBudgetError):
            return None


def _bytes(data: bytes) -> Iterator[tuple[int, int]]:
    for code in data:
        yield code, 1


class Fonts:
    """Reads the fonts of a file, each of them once."""

    def __init__(self) -> None:
        self._known: dict[object, Font] = {}
        self._first: dict[str, Font] = {}
        self._programs: dict[object, Glyphs | None] = {}

    def read(self, value: Value) -> Font | None:
        kind = name(entry(value, "/Subtype"))
        if not kind:
            return None
        key = cache_key(value)
        if key not in self._known:
            made = self._known[key] = Font(value, kind, programs=self._programs)
            first = self._first.setdefault(made.name, made)
            made.alike = first if first is not made else None
        return self._known[key]

    def all(self) -> tuple[Font, ...]:
        return tuple(self._known.values())
