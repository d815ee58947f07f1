"""How well a PDF is set, measured against the text that was to be set.

In: a PDF of any maker, its text, measure and face. Out: `Figures`. Every character's origin is
read with PDFium and matched to the text, so that lines, paragraphs and the last character of
each line are known, not guessed; widths come from the face.
"""

from __future__ import annotations

import ctypes
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
from fontTools.ttLib import TTFont
from pypdfium2 import raw

from .makers import FACE, MARGIN, Job

NO_START = frozenset("，。、；：？！）》〉」』】〕］｝”’·%‰℃,.;:?!)]}～／")
NO_END = frozenset("（《〈「『【〔［｛“‘([{￥$")
CLOSING = frozenset("，。、；：？！）》〉」』】〕］｝”’")
OPENING = frozenset("（《〈「『【〔［｛“‘")
HYPHENS = frozenset("-‐\u00ad\ufffe")
RAGGED = 0.1  # points
# A face may show a mark by another's glyph; PDFium says U+0002 for the hyphen at a line's end.
SAME = str.maketrans("\x02‑⋯・―", "--…·—")
BARE = 0.1  # ems
SOLID = 0.8
LOOSE = 0.125
TIGHT = -0.05


@dataclass(frozen=True)
class Char:
    char: str
    page: int
    x: float
    y: float
    end: float  # the origin and the advance of its glyph, as the PDF has it


@dataclass(frozen=True)
class Figures:
    """What a reader's eye would find, counted. Lengths in points, spread in 1/1000 em."""

    lines: int
    ragged: int
    worst: float
    starts: int
    ends: int
    divided: int
    runts: int
    solid: str
    bare: str
    spread: float
    loose: int
    tight: int


Line = list[Char]
Lines = list[tuple[Line, bool]]  # each with whether a space of the text follows it


def measure(pdf: bytes, job: Job) -> Figures:
    """The figures of a PDF. Raises ValueError when its text is not the job's."""
    paragraphs = list(_paragraphs(pdf, job))
    full = [line for lines in paragraphs for line, _ in lines[:-1]]
    edge = _edge(full, job)
    misses = [_miss(line, edge, job.size) for line in full]
    airs = [_airs(line, job.size) for line in full]
    means = [statistics.mean(air) for air in airs if air]
    every = [gap for air in airs for gap in air]
    pairs = [pair for lines in paragraphs for line, _ in lines for pair in pairwise(line)]
    return Figures(
        lines=sum(map(len, paragraphs)),
        ragged=sum(miss > RAGGED for miss in misses),
        worst=round(max(misses, default=0), 3),
        starts=sum(line[0].char in NO_START for lines in paragraphs for line, _ in lines[1:]),
        ends=sum(line[-1].char in NO_END for line in full),
        divided=sum(
            not spaced and _divides(before[-1].char, after[0].char)
            for lines in paragraphs
            for (before, spaced), (after, _) in pairwise(lines)
        ),
        runts=sum(len(lines) > 1 and _is_runt(lines[-1][0]) for lines in paragraphs),
        solid=_share([_is_solid(a, b, job.size) for a, b in pairs if _is_pair(a.char, b.char)]),
        bare=_share([_is_bare(a, b, job.size) for a, b in pairs if _meets(a.char, b.char)]),
        spread=round(1000 * statistics.pstdev(every), 1) if len(every) > 1 else 0.0,
        loose=sum(mean > LOOSE for mean in means),
        tight=sum(mean < TIGHT for mean in means),
    )


def _paragraphs(pdf: bytes, job: Job) -> Iterator[Lines]:
    """The lines of each paragraph, by the text."""
    found = _chars(pdf)
    at = 0
    for text in job.paragraphs:
        lines: list[Line] = []
        spaced: list[bool] = []
        space = False
        for char in text:
            if char.isspace():
                space = True
                continue
            while at < len(found) and not _is(found[at], char) and found[at].char in HYPHENS:
                if lines and not _begins_line(lines[-1][-1], found[at], job.size):
                    lines[-1].append(replace(found[at], char="-"))
                at += 1
            if at == len(found) or not _is(found[at], char):
                if char in HYPHENS:
                    continue  # some makers lose the hyphen at a line's end
                there = "".join(each.char for each in found[at : at + 12])
                raise ValueError(f"the PDF has {there!r} where the text has {char!r}: {text[:20]}")
            here = replace(found[at], char=char)
            if not lines or _begins_line(lines[-1][-1], here, job.size):
                lines.append([])
                spaced.append(space)
            lines[-1].append(here)
            at, space = at + 1, False
        yield list(zip(lines, [*spaced[1:], False], strict=True))


def _is(there: Char, char: str) -> bool:
    """PDFium calls the hyphen at a line's end U+FFFE."""
    return there.char == char or (there.char == "\ufffe" and char in HYPHENS)


def _edge(full: list[Line], job: Job) -> float:
    """The right edge: where most lines end that end in a Han. (Some makers round the page.)"""
    ends = Counter(round(line[-1].x + job.size, 2) for line in full if _han(line[-1].char))
    given = MARGIN + job.ems * job.size
    common = ends.most_common(1)[0][0] if ends else given
    return given if abs(common - given) < 0.05 else common


def _begins_line(last: Char, here: Char, size: float) -> bool:
    return here.page != last.page or abs(here.y - last.y) > 0.6 * size


def _chars(pdf: bytes) -> list[Char]:
    """Every visible character, in the order of the content."""
    found = []
    document = pdfium.PdfDocument(pdf)
    for number, page in enumerate(document):
        text = page.get_textpage()
        for index in range(raw.FPDFText_CountChars(text.raw)):
            char = chr(raw.FPDFText_GetUnicode(text.raw, index)).translate(SAME)
            if raw.FPDFText_IsGenerated(text.raw, index) == 1 or char.isspace() or char < " ":
                continue
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
            box = raw.FS_RECTF()
            raw.FPDFText_GetLooseCharBox(text.raw, index, box)
            found.append(Char(char, number, x.value, y.value, box.right))
    document.close()
    return found


@lru_cache(maxsize=1)
def _widths(path: Path = FACE) -> Mapping[str, float]:
    """The width of every character of the face, in ems."""
    font = TTFont(path)
    units, metrics = font["head"].unitsPerEm, font["hmtx"]
    return {chr(code): metrics[name][0] / units for code, name in font.getBestCmap().items()}


def _width(char: str) -> float:
    return _widths().get(char, 1.0)


def _miss(line: Line, edge: float, size: float) -> float:
    """How far a line's end is from the edge; a closing mark may stand whole or halved."""
    last = line[-1]
    if last.char in CLOSING and _width(last.char) > 0.75:
        whole = last.x + size - edge
        return min(abs(whole), abs(whole - size / 2))
    whole = (
        last.end if _latin(last.char) or last.char in HYPHENS else last.x + _width(last.char) * size
    ) - edge
    return abs(whole)


def _airs(line: Line, size: float) -> list[float]:
    """The white between each two Han of a line, in ems."""
    return [(b.x - a.x) / size - 1 for a, b in pairwise(line) if _han(a.char) and _han(b.char)]


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char >= "\U00020000"


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _divides(before: str, after: str) -> bool:
    """Whether a line's end parts what belongs together."""
    if before == after and before in "—…":
        return True
    if before.isdigit() and (after.isdigit() or after in "%‰℃"):
        return True
    return _latin(before) and _latin(after) and before.isalpha() != after.isalpha()


def _is_runt(line: Line) -> bool:
    return sum(char.char not in CLOSING | OPENING for char in line) <= 1


def _is_pair(a: str, b: str) -> bool:
    return (a in CLOSING and b in CLOSING | OPENING) or (a in OPENING and b in OPENING)


def _is_solid(a: Char, b: Char, size: float) -> bool:
    return (b.x - a.x) / size > SOLID


def _meets(a: str, b: str) -> bool:
    return (_han(a) and _latin(b)) or (_latin(a) and _han(b))


def _is_bare(a: Char, b: Char, size: float) -> bool:
    return (b.x - a.x) / size - _width(a.char) < BARE


def _share(found: list[bool]) -> str:
    return f"{sum(found)}/{len(found)}"
