"""Lines planned for a whole line box, kept for every page and pass that asks again.

In: a line box, the measure of the line wanted and of those after it. Out: a planned line and
where it stands in the flow. Text is measured and prepared once for each strictness; breaking
is done again only where the measures turn out otherwise (another page, a float).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, cast

import pyphen  # type: ignore[import-untyped]
from weasyprint.formatting_structure import boxes

from ...typesetting import EM, Composer, Hints, Line, Paragraph, Settings, classify, prepare
from ...typesetting.headline import compose_headline
from ...typesetting.settings import Justify
from ...typesetting.words import word_starts
from .faces import face_for
from .flow import Flow, Piece, flow_of, inline_pieces
from .values import is_chinese, settings_for, spacing_of

_SAME: Final = 0.01  # measures that differ by less, in 1/1000 em, are one
_CHINESE_CLASSES: Final = frozenset("HKOCPSQMDETNF")
_FALLBACK_LANGUAGE: Final = "en_US"


@dataclass(slots=True)
class Plan:
    """A line box made ready: its flow, its text measured, and lines as far as they are known."""

    flow: Flow
    style: Any
    classes: str
    advances: list[float]
    sizes: list[float] | None
    hints: Hints
    size: float
    composers: dict[Settings, Composer] = field(default_factory=dict)
    lines: dict[int, tuple[Line, float]] = field(default_factory=dict)

    def line_from(self, position: int, measures: Sequence[float]) -> Line:
        """The line that starts at a character, on `measures` (pixels) from there on."""
        wanted = tuple(measure / self.size * EM for measure in measures)
        known = self.lines.get(position)
        if known is None or abs(known[1] - wanted[0]) > _SAME:
            self._compose(position, wanted)
            known = self.lines[position]
        return known[0]

    def count(self, position: int, measures: Sequence[float]) -> int:
        """How many lines there are from a character on."""
        found = 0
        length = len(self.flow.text)
        while position < length or not found:
            line = self.line_from(position, measures[min(found, len(measures) - 1) :])
            found, position = found + 1, line.next
        return found

    def _compose(self, position: int, measures: tuple[float, ...]) -> None:
        lines = self._headline(position, measures) or self.composer(measures[-1]).lines(
            measures, position
        )
        for number, line in enumerate(lines or (_empty(position),)):
            measure = measures[min(number, len(measures) - 1)]
            # The engine may ask for the line from before or from after the spaces it begins with.
            self.lines[position] = self.lines[line.start] = (line, measure)
            position = line.next

    def _headline(self, position: int, measures: tuple[float, ...]) -> tuple[Line, ...] | None:
        if position or self.style["text_wrap_style"] != "balance" or len(set(measures)) > 1:
            return None
        return compose_headline(self.paragraph(measures[0], Justify.NONE), measures[0])

    def composer(self, measure: float) -> Composer:
        """The composer for a measure (its strictness may hang on it)."""
        settings = settings_for(self.style, measure / EM)
        if settings not in self.composers:
            self.composers[settings] = Composer(self._prepare(settings))
        return self.composers[settings]

    def natural_width(self, justify: Justify) -> float:
        """The width of the widest line that only the text itself ends, in 1/1000 em."""
        return Composer(self.paragraph(30 * EM, justify)).natural_width()

    def paragraph(self, measure: float, justify: Justify) -> Paragraph:
        """The prepared paragraph, justified otherwise than its style says."""
        return self._prepare(replace(settings_for(self.style, measure / EM), justify=justify))

    def _prepare(self, settings: Settings) -> Paragraph:
        return prepare(
            self.flow.text, self.advances, settings,
            classes=self.classes, sizes=self.sizes, hints=self.hints,
        )  # fmt: skip


def _empty(position: int) -> Line:
    """What is left when only spaces are."""
    return Line(position, position, position, (), (), 0, closing=True)


def is_composed(linebox: Any) -> bool:
    """Whether a line box is ours to set: Chinese, with Chinese in it."""
    return plan_flow(linebox) is not None


def plan_flow(linebox: Any) -> tuple[Flow, str] | None:
    """The flow and classes of a line box that is ours, else None; remembered on the box."""
    children, kept = linebox.__dict__.get("_eco_flow", (None, None))
    if children is linebox.children and (kept is None or kept[0].holds()):
        return cast("tuple[Flow, str] | None", kept)
    found: tuple[Flow, str] | None = None
    if is_chinese(linebox.style) and linebox.style["white_space"] in (
        "normal", "nowrap", "pre-line",
    ):  # fmt: skip
        flow = flow_of(linebox)
        if flow is not None:
            classes = classify(flow.text)
            if not _CHINESE_CLASSES.isdisjoint(classes):
                found = (flow, classes)
    linebox.__dict__["_eco_flow"] = (linebox.children, found)
    return found


def plan_for(linebox: Any, widths: dict[int, float]) -> Plan:
    """The plan of a line box; `widths` are those of its atomic boxes, by character, in pixels."""
    flow, classes = plan_flow(linebox)  # type: ignore[misc]
    key = tuple(widths.items())
    known = linebox.__dict__.get("_eco_plan")
    if known is not None and known[0] is flow and known[1] == key:
        return known[2]  # type: ignore[no-any-return]
    plan = _plan(linebox, flow, classes, widths)
    linebox.__dict__["_eco_plan"] = (flow, key, plan)
    return plan


def _plan(linebox: Any, flow: Flow, classes: str, widths: dict[int, float]) -> Plan:
    style = linebox.style
    size = style["font_size"]
    advances: list[float] = []
    sizes: list[float] = []
    uniform = True
    for leaf in flow.leaves:
        if leaf.start == leaf.end:
            continue
        if isinstance(leaf.box, boxes.TextBox):
            own, piece = leaf.box.style["font_size"], classes[leaf.start : leaf.end]
            measured = _measured(leaf.box, piece)
            ratio = own / size
            advances += measured if ratio == 1 else [width * ratio for width in measured]
            sizes += [ratio * EM] * len(measured)
            uniform = uniform and ratio == 1
        else:
            advances.append(widths[leaf.start] / size * EM)
            sizes.append(EM)
    hints = _hints(flow, classes, style, advances, size)
    return Plan(flow, style, classes, advances, None if uniform else sizes, hints, size)


def _measured(box: Any, classes: str) -> list[float]:
    style = box.style
    found: list[float] = list(face_for(style).measure(box.text, classes))
    spacing, blank = spacing_of(style)
    if spacing or blank:
        for index, name in enumerate(classes):
            if found[index] or name == " ":
                found[index] += spacing + (blank if name in " _" else 0)
    return found


def _hints(flow: Flow, classes: str, style: Any, advances: list[float], size: float) -> Hints:
    extras: dict[int, float] = {}
    never: set[int] = set()
    if style["white_space"] == "nowrap":
        never.update(range(1, len(flow.text)))
    for piece in inline_pieces(flow.root):
        _inline_hints(piece, extras, never, size, len(flow.text))
    hyphens: set[int] = set()
    for leaf in flow.leaves:
        if isinstance(leaf.box, boxes.TextBox) and leaf.end > leaf.start:
            hyphens.update(_hyphens(leaf, classes, advances))
    pretty = style["text_wrap_style"] in ("pretty", "avoid-orphans")
    width = sum(cluster.advance for cluster in face_for(style).hyphen()) if hyphens else 0
    if "~" in classes:
        width = sum(cluster.advance for cluster in face_for(style).hyphen())
    senses = word_starts(flow.text) if pretty else None
    return Hints(extras, never, hyphens, width, senses)


def _inline_hints(
    piece: Piece, extras: dict[int, float], never: set[int], size: float, length: int
) -> None:
    """What an inline box adds: its padding, a forbidden break inside or before it."""
    box = piece.box
    left = box.margin_left + box.border_left_width + box.padding_left
    right = box.margin_right + box.border_right_width + box.padding_right
    if piece.start < piece.end:
        for index, width in ((piece.start, left), (piece.end - 1, right)):
            if width:
                extras[index] = extras.get(index, 0) + width / size * EM
    elif (left or right) and length:
        index = min(piece.start, length - 1)
        extras[index] = extras.get(index, 0) + (left + right) / size * EM
    if box.style["white_space"] == "nowrap":
        never.update(range(piece.start + 1, piece.end))
    if box.element_tag.endswith("::footnote-call") or _is_raised(box.style["vertical_align"]):
        never.update(range(piece.start, piece.end))


def _is_raised(align: Any) -> bool:
    """Whether a box stands above the baseline, as note marks do (`super` is computed so)."""
    return isinstance(align, int | float) and align > 0


def _hyphens(leaf: Piece, classes: str, advances: list[float]) -> set[int]:
    """Where the words of a text may be divided, by its language's patterns."""
    style = leaf.box.style
    if style["hyphens"] != "auto":
        return set()
    language = style["lang"] or ""
    if language[:2].lower() == "zh":
        language = _FALLBACK_LANGUAGE  # Latin in Chinese text that says nothing of itself
    language = pyphen.language_fallback(language)
    if language is None:
        return set()
    total, left, right = style["hyphenate_limit_chars"]
    dictionary = pyphen.Pyphen(lang=language, left=left, right=right)
    found: set[int] = set()
    at = leaf.start
    while at < leaf.end:
        end = at
        while end < leaf.end and classes[end] == "A":
            end += 1
        word = leaf.box.text[at - leaf.start : end - leaf.start]
        if len(word) >= total and "\u00ad" not in word:
            found.update(at + place for place in dictionary.positions(word))
        at = max(end, at + 1)
    return {place for place in found if advances[place]}
