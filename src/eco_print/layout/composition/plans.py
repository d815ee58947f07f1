"""Lines planned for a whole line box, kept for every page and pass that asks again.

In: a line box, the measure of the line wanted and of those after it. Out: a planned line and
where it stands in the flow. Text is measured and prepared once for each strictness; breaking
is done again only where the measures turn out otherwise (another page, a float).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, cast

from weasyprint.formatting_structure import boxes

from ...typesetting import EM, Hints, Line, Settings, classify
from ...typesetting.letters import UGLY
from ...typesetting.settings import Justify
from .faces import face_for
from .flow import Flow, flow_of
from .hints import hints_of, with_divided_words
from .kept import Manuscript
from .values import is_chinese, settings_for, spacing_of

_SAME: Final = 0.01  # measures that differ by less, in 1/1000 em, are one
_CHINESE_CLASSES: Final = frozenset("HKOCPSQMDETNF")
_WHOLE: Final = frozenset("A0pc%$hly=^m")
_OPEN: Final = 50  # a justified line that misses its edge by more is poor


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
    divided: bool = False
    manuscripts: dict[Settings, Manuscript] = field(default_factory=dict)
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
        lines = self._headline(position, measures) or self._lines(position, measures)
        for number, line in enumerate(lines or (_empty(position),)):
            measure = measures[min(number, len(measures) - 1)]
            # The engine may ask for the line from before or from after the spaces it begins with.
            self.lines[position] = self.lines[line.start] = (line, measure)
            position = line.next

    def _headline(self, position: int, measures: tuple[float, ...]) -> tuple[Line, ...] | None:
        if position or self.style["text_wrap_style"] != "balance" or len(set(measures)) > 1:
            return None
        return self.manuscript(measures[0], Justify.NONE).headline(measures[0])

    def _lines(self, position: int, measures: tuple[float, ...]) -> tuple[Line, ...]:
        """Lines without divided words where nobody asked for them, unless a line is poor so."""
        lines = self.manuscript(measures[-1]).lines(measures, position)
        if not self.divided and self._is_poor(lines, measures):
            self.divided = True
            hints = with_divided_words(self.hints, self.flow, self.classes, self.advances)
            if hints is not self.hints:
                self.hints = hints
                self.manuscripts.clear()
                lines = self.manuscript(measures[-1]).lines(measures, position)
        return lines

    def _is_poor(self, lines: tuple[Line, ...], measures: tuple[float, ...]) -> bool:
        """Whether a line is so loose, or a word so cut, that a hyphen would be the lesser evil."""
        if settings_for(self.style, measures[-1] / EM).justify is Justify.NONE:
            return False
        for number, line in enumerate(lines):
            if line.looseness > UGLY or self.classes[line.next - 1 : line.next + 1] == "AA":
                return True
            measure = measures[min(number, len(measures) - 1)]
            if not line.closing and line.width < measure - _OPEN:
                return True
        return False

    def manuscript(self, measure: float, justify: Justify | None = None) -> Manuscript:
        """What is composed to a measure (its strictness may hang on it).

        `justify` is for lines that are justified otherwise than the style says.
        """
        settings = settings_for(self.style, measure / EM)
        if justify is not None:
            settings = replace(settings, justify=justify)
        if settings not in self.manuscripts:
            self.manuscripts[settings] = Manuscript(
                self.flow.text, self.classes, self.advances, self.sizes, self.hints, settings
            )
        return self.manuscripts[settings]

    def inside_word(self, place: int) -> bool:
        """Whether a place is inside Latin text that is shaped as a whole."""
        around = self.classes[place - 1 : place + 1] if place else ""
        return len(around) == 2 and _WHOLE.issuperset(around)


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
    spacing: dict[int, float] = {}
    uniform = True
    for leaf in flow.leaves:
        if leaf.start == leaf.end:
            continue
        if isinstance(leaf.box, boxes.TextBox):
            own, piece = leaf.box.style["font_size"], classes[leaf.start : leaf.end]
            widths_of = face_for(leaf.box.style).measure(leaf.box.text, piece)
            ratio = own / size
            if spacing_of(leaf.box.style) != (0, 0):
                spacing.update(
                    (leaf.start + index, white * ratio)
                    for index, white in enumerate(_spacing(leaf.box, piece, widths_of))
                )
            advances += widths_of if ratio == 1 else [width * ratio for width in widths_of]
            sizes += [ratio * EM] * len(widths_of)
            uniform = uniform and ratio == 1
        else:
            advances.append(widths[leaf.start] / size * EM)
            sizes.append(EM)
    hints = replace(hints_of(flow, classes, style, advances, size), spacing=spacing)
    return Plan(flow, style, classes, advances, None if uniform else sizes, hints, size)


def _spacing(box: Any, classes: str, advances: list[int]) -> list[float]:
    """`letter-spacing` and `word-spacing` after each character, in 1/1000 em of its own."""
    letter, word = spacing_of(box.style)
    return [
        letter + (word if name in " _" else 0) if advance or name == " " else 0
        for name, advance in zip(classes, advances, strict=True)
    ]
