"""The boxes of a press sheet (ISO 32000-1, 14.11.2; ISO 15930-7, page boxes).

Everything is in points, from the lower left corner of the sheet at 0, 0: the sheet (MediaBox)
holds the bleed (BleedBox), the bleed holds what is left after cutting (TrimBox). Around the
bleed runs a slug for the marks.
"""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4
#: The width of the slug around the bleed.
SLUG = 10 * MM


@dataclass(frozen=True, slots=True)
class SheetBoxes:
    """The boxes of one sheet, from the size of its trim and the width of its bleed."""

    width: float
    height: float
    bleed: float

    @property
    def margin(self) -> float:
        """From the edge of the sheet to the trim."""
        return self.bleed + SLUG

    @property
    def media(self) -> tuple[float, float, float, float]:
        return (0.0, 0.0, self.width + 2 * self.margin, self.height + 2 * self.margin)

    @property
    def bleeding(self) -> tuple[float, float, float, float]:
        return self._grown(self.bleed)

    @property
    def trim(self) -> tuple[float, float, float, float]:
        return self._grown(0.0)

    def _grown(self, by: float) -> tuple[float, float, float, float]:
        near = self.margin - by
        return (near, near, self.margin + self.width + by, self.margin + self.height + by)
