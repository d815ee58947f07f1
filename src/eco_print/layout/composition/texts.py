"""Composed text in the place of the engine's text layout, and how it is drawn.

In: the glyphs of a face and the white between them. Out: operators of a PDF content stream.
White is written in whole thousandths, as it was planned. Programs that extract text read a gap
as wide as a word space as one, and take marks that overlap for another line. So a character
and such white after it are shown inside an ActualText span, with the face's own space up to
where the next character begins: 2025年 stays one word for searching and copying.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Final

import pydyf
from weasyprint.logger import LOGGER
from weasyprint.text.line_break import Layout, create_layout

from .emphasis import draw_emphasis
from .faces import Face, face_for
from .shaping import UNKNOWN, Cluster, Font, Glyph

# From this gap on, poppler (1/10 em) or PDFium (1/6 em) sees a space.
BRIDGED: Final = 95


class SetText:
    """One text box of a composed line. Stands where the engine keeps its Pango layout."""

    justification_spacing = 0
    first_line_direction = 0
    max_width = None

    def __init__(
        self,
        style: Any,
        text: str,
        classes: str,
        after: tuple[int, ...],
        before: tuple[tuple[int, int], ...],
        hyphen: bool,
    ) -> None:
        self.style, self.text, self.classes = style, text, classes
        self.after, self.before, self.hyphen = after, before, hyphen
        self.face: Face = face_for(style)

    # What the engine asks of a layout.

    def reactivate(self, style: Any) -> None:
        """Nothing to wake: glyphs are kept by the face."""

    def deactivate(self) -> None:
        """Nothing to put to sleep."""

    @cached_property
    def _decoration(self) -> Layout:
        return Layout(self.style)

    def __getattr__(self, name: str) -> Any:
        if name in _DECORATION:
            return getattr(self._decoration, name)
        raise AttributeError(name)

    # Drawing.

    def coloured(self) -> bool:
        """Whether a glyph is more than an outline; the engine draws those."""
        return any(
            glyph.font.coloured
            for cluster in self.face.clusters(self.text, self.classes)
            for glyph in cluster.glyphs
        )

    def placed(self) -> Iterator[tuple[Cluster, int, int, int]]:
        """Each cluster with the white before it, after it, and its first character's index."""
        before = dict(self.before)
        index = 0
        for cluster in self.face.clusters(self.text, self.classes):
            after = sum(self.after[index : index + cluster.length])
            yield cluster, before.get(index, 0), after, index
            index += cluster.length
        if self.hyphen:
            for cluster in self.face.hyphen():
                yield cluster, 0, 0, index


_DECORATION: Final = frozenset(
    ["ascent", "underline_position", "strikethrough_position", "underline_thickness",
     "strikethrough_thickness"]
)  # fmt: skip


def draw_line(stream: Any, textbox: Any, matrix: Any) -> list[Any]:
    """Draw a composed text box; the engine has begun the text object."""
    set_text: SetText = textbox.pango_layout
    if textbox.style["font_size"] < 1e-6 or not textbox.text.strip():
        return []
    stream.set_text_matrix(*matrix.values)
    _Writer(stream, set_text).write()
    return []


def fall_back(textbox: Any) -> None:
    """Give a composed text box a layout of the engine: for an ellipsis, or coloured glyphs."""
    layout = create_layout(textbox.text, textbox.style, None, None, 0)
    layout.max_width = textbox.width
    textbox.pango_layout = layout


class _Writer:
    """Shows glyphs with the white between them; one array of operands for each font."""

    def __init__(self, stream: Any, set_text: SetText) -> None:
        self._stream, self._text = stream, set_text
        self._face = set_text.face
        self._font: Font | None = None
        self._pdf_font: Any = None
        self._parts: list[str] = []
        self._codes: list[str] = []
        self._pending = 0  # white before the next glyph

    def write(self) -> None:
        """Everything the text box holds."""
        last: Cluster | None = None
        white = 0
        for cluster, before, after, _ in self._text.placed():
            white += before
            if cluster.glyphs:
                if last is None:
                    self._pending = white
                elif white or not self._follows(last):
                    self._cluster(last, white)
                last, white = cluster, 0
            white += after
        if last is not None:
            self._cluster(last, white)
        self._flush()

    def _follows(self, cluster: Cluster) -> bool:
        """Show a cluster with nothing special about it: most of them have not."""
        glyph = cluster.glyphs[0]
        if (
            self._pending
            or glyph.font is not self._font
            or not glyph.plain
            or len(cluster.glyphs) > 1
            or glyph.number not in self._pdf_font.to_unicode
        ):
            return False
        self._codes.append(glyph.code)
        return True

    def _cluster(self, cluster: Cluster, white: int) -> None:
        """A cluster and the white up to the next one."""
        if abs(white) >= BRIDGED and len(cluster.glyphs) == 1 and self._bridge(cluster, white):
            return
        for glyph in cluster.glyphs:
            self._show(glyph)
        self._pending += white

    def _show(self, glyph: Glyph) -> None:
        if glyph.font is not self._font:
            self._use(glyph.font)
        code = glyph.code or self._missing(glyph)
        self._register(glyph, code)
        self._pending += glyph.shift
        if self._pending:
            self._kern()
        if glyph.rise:
            self._raised(glyph, code)
        else:
            self._codes.append(code)
        self._pending += glyph.advance - glyph.width - glyph.shift

    def _kern(self) -> None:
        if self._codes:
            self._parts.append(f"<{''.join(self._codes)}>")
            self._codes = []
        self._parts.append(str(-self._pending))
        self._pending = 0

    def _flush(self) -> None:
        if self._codes:
            self._parts.append(f"<{''.join(self._codes)}>")
            self._codes = []
        if self._parts:
            self._stream.show_text("".join(self._parts))
            self._parts = []

    def _use(self, font: Font) -> None:
        self._flush()
        self._font = font
        self._pdf_font, size = self._stream.add_font(font.pointer)
        size = size or self._text.style["font_size"]
        self._stream.set_font_size(self._pdf_font.hash, size)

    def _register(self, glyph: Glyph, code: str) -> None:
        font, number = self._pdf_font, int(code, 16)
        if number not in font.widths:
            font.widths[number] = glyph.width
        if number not in font.to_unicode and glyph.text:
            font.to_unicode[number] = glyph.text

    def _missing(self, glyph: Glyph) -> str:
        """A glyph for a character that no face has: the engine's box, and its warning."""
        codepoint = glyph.number - UNKNOWN
        LOGGER.warning(
            '.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)',
            chr(codepoint),
            codepoint,
        )
        font = self._pdf_font
        number = font.get_unused_glyph_id(codepoint)
        font.widths[number] = glyph.width
        font.widths.setdefault(0, glyph.width)
        return f"{number:04x}"

    def _raised(self, glyph: Glyph, code: str) -> None:
        self._flush()
        self._stream.set_text_rise(glyph.rise)
        self._stream.show_text(f"<{code}>")
        self._stream.set_text_rise(0)

    def _bridge(self, cluster: Cluster, white: int) -> bool:
        """Show a glyph and the white after it as one character that ends where the next begins.

        After a mark that lost its blank side the white is negative: the two would overlap.
        """
        glyph = cluster.glyphs[0]
        space = self._face.space_of(glyph.font)
        if space is None or not glyph.text or not glyph.code or glyph.rise:
            return False
        if glyph.font is not self._font:
            self._use(glyph.font)
        if self._pending:
            self._kern()
        self._flush()
        stream = self._stream
        self._register(glyph, glyph.code)
        self._register(space, space.code)
        spoken = pydyf.Dictionary({"ActualText": _hex(glyph.text)})
        stream.begin_marked_content("Span", spoken)
        room = glyph.width - glyph.advance - white + space.width
        stream.show_text(f"<{glyph.code}>{room}<{space.code}>")
        stream.end_marked_content()
        return True


def _hex(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def drawing(original: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """The engine's `draw_first_line`, for composed text as well."""

    def draw_first_line(
        stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> list[Any]:
        if _is_ours(textbox, text_overflow, block_ellipsis):
            return draw_line(stream, textbox, matrix)
        return original(stream, textbox, text_overflow, block_ellipsis, matrix)

    return draw_first_line


def _is_ours(textbox: Any, text_overflow: str, block_ellipsis: Any) -> bool:
    """Whether a text box is composed, and to be drawn as composed."""
    set_text = textbox.pango_layout
    if not isinstance(set_text, SetText):
        return False
    if text_overflow == "clip" and block_ellipsis == "none" and not set_text.coloured():
        return True
    fall_back(textbox)
    return False


def drawing_box(original: Callable[..., None]) -> Callable[..., None]:
    """The engine's `draw_text`, with emphasis marks beside composed text."""

    def draw_text(
        stream: Any, textbox: Any, offset_x: float, text_overflow: str, block_ellipsis: Any
    ) -> None:
        original(stream, textbox, offset_x, text_overflow, block_ellipsis)
        if (
            textbox.style["text_emphasis_style"] != "none"
            and isinstance(textbox.pango_layout, SetText)
            and textbox.style["visibility"] == "visible"
        ):
            draw_emphasis(stream, textbox)

    return draw_text
