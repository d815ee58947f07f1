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
from functools import cached_property
from typing import Any, Final

from weasyprint.text import line_break

from .shaping import NOTHING, Cluster, Shaper, family_of, joined

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


class Face:
    """What one style sets text with. `size` is in the engine's pixels."""

    def __init__(self, style: Any) -> None:
        self.size: float = style["font_size"]
        self.style = _plain(style)
        self.marks: dict[str, Cluster] = {}
        self.words: dict[str, tuple[Cluster, ...]] = {}
        self.advances: dict[str, int] = {}
        self._wide_style: Any = None
        self._shaper = Shaper(self.size)
        self.space_of = self._shaper.space_of

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
                yield from (NOTHING for _ in piece)
            else:
                yield from self.word(piece) if stretch[4] else self._blanks(piece)

    def word(self, word: str) -> tuple[Cluster, ...]:
        """A word of Latin or anything else that is shaped as a whole."""
        found = self.words.get(word)
        if found is None:
            if word.isdecimal() and word.isascii() and self.digits:
                found = tuple(self._figures[digit] for digit in word)
            else:
                found = tuple(self._shaper.shape(word, self.style))
            self.words[word] = found
        return found

    @cached_property
    def digits(self) -> dict[str, int]:
        """The advance of each figure, when they are the same in every number; else empty.

        Most figures are: then a number need not be shaped. All pairs are tried.
        """
        clusters = list(self._shaper.shape(_ALL_PAIRS, self.style))
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
        shaped = list(self._shaper.shape(new, self.wide_style))
        if [cluster.length for cluster in shaped] != [1] * len(new):
            shaped = [joined(tuple(self._shaper.shape(char, self.wide_style))) for char in new]
        for char, cluster in zip(new, shaped, strict=True):
            self.marks[char] = cluster
            self.advances[char] = cluster.advance

    @property
    def wide_style(self) -> Any:
        """The style with the family of the Han before all others."""
        if self._wide_style is None:
            self._wide_style = self.style
            glyphs = next(iter(self._shaper.shape("中", self.style))).glyphs
            family = family_of(glyphs[0].font) if glyphs else None
            families = self.style["font_family"]
            named = [name for name in families if name.lower() == (family or "").lower()]
            if family is not None and [family] != list(families[:1]):
                style = self.style.copy()
                style["font_family"] = (*(named or [family]), *families)
                self._wide_style = style
        return self._wide_style

    def hyphen(self) -> tuple[Cluster, ...]:
        """What stands at the end of a line that divides a word."""
        hyphen = self.word(self.style["hyphenate_character"])
        if self.style["hyphenate_character"] == _HYPHEN and sum(c.advance for c in hyphen) > _WIDE:
            return self.word("-")  # a Chinese face may have the hyphen an em wide
        return hyphen


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
