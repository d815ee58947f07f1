"""What was composed before in this process is not composed again.

In: all that the composer's answer hangs on (text, classes, advances, hints, settings). Out: its
answers. They are kept by just that, so that a paragraph whose faces, size, measure and words are
what they were costs a look-up in the next build of a preview, on the next page of samples, or
where it stands a second time in one document. The paragraph is prepared only when something is
asked that was not asked before.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from ...typesetting import Composer, Hints, Line, Paragraph, Settings, prepare
from ...typesetting.headline import compose_headline

#: Characters whose lines are kept, of the texts asked for last; some ten megabytes.
MOST: Final = 300_000

_Answers = dict[tuple[Any, ...], Any]


@dataclass(frozen=True)
class Manuscript:
    """A text ready to be composed, once or again."""

    text: str
    classes: str
    advances: Sequence[float]
    sizes: Sequence[float] | None
    hints: Hints
    settings: Settings

    def lines(self, measures: Sequence[float], start: int = 0) -> tuple[Line, ...]:
        """As `Composer.lines`."""
        key = ("lines", *measures, start)
        found: tuple[Line, ...] = self._kept(key, lambda own: own._composer.lines(measures, start))
        return found

    def headline(self, measure: float) -> tuple[Line, ...] | None:
        """As `compose_headline`."""
        found: tuple[Line, ...] | None = self._kept(
            ("headline", measure), lambda own: compose_headline(own._paragraph, measure)
        )
        return found

    def natural_width(self) -> float:
        """As `Composer.natural_width`."""
        return float(self._kept(("natural",), lambda own: own._composer.natural_width()))

    def least_width(self) -> float:
        """As `Composer.least_width`."""
        return float(self._kept(("least",), lambda own: own._composer.least_width()))

    def _kept(self, key: tuple[Any, ...], make: Callable[[Manuscript], Any]) -> Any:
        if key not in self._answers:
            self._answers[key] = make(self)
        return self._answers[key]

    @cached_property
    def _answers(self) -> _Answers:
        hints = self.hints
        senses = None if hints.senses is None else frozenset(hints.senses)
        return _shelf.answers((
            self.text, self.classes, tuple(self.advances),
            None if self.sizes is None else tuple(self.sizes), self.settings,
            frozenset(hints.extras.items()), frozenset(hints.spacing.items()),
            frozenset(hints.never), frozenset(hints.hyphens), hints.hyphen_width, senses,
        ))  # fmt: skip

    @cached_property
    def _composer(self) -> Composer:
        return Composer(self._paragraph)

    @cached_property
    def _paragraph(self) -> Paragraph:
        return prepare(
            self.text, self.advances, self.settings,
            classes=self.classes, sizes=self.sizes, hints=self.hints,
        )  # fmt: skip


class _Shelf:
    """Answers by the text they are about; those not asked for longest go first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Any, ...], _Answers] = OrderedDict()
        self.characters = 0

    def answers(self, key: tuple[Any, ...]) -> _Answers:
        """The answers about a text, to be read and added to."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = {}
            self.characters += len(key[0])
            while self.characters > MOST and len(self._kept) > 1:
                self.characters -= len(self._kept.popitem(last=False)[0][0])
        else:
            self._kept.move_to_end(key)
        return found

    def clear(self) -> None:
        """Begin afresh."""
        self._kept.clear()
        self.characters = 0


_shelf: Final = _Shelf()
forget: Final = _shelf.clear


def characters() -> int:
    """How many characters the texts have whose lines are kept."""
    return _shelf.characters
