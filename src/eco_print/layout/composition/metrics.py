"""How high lines stand: by the primary face alone, and on the grid where there is one.

In: a style. Out: line height and baseline, in pixels. The engine takes the height of a line
from every face on it, so that a line with a rare character stands lower than its neighbours;
CSS Inline 3 asks for the first face of the list where `line-height` is given.
"""

from __future__ import annotations

from typing import Any

from weasyprint.text.line_break import strut

from ...typesetting.grid import snap, whole_lines

_SAME = 0.01


def metrics(style: Any) -> tuple[float, float]:
    """Line height and baseline of a style; text of the grid shares the grid's baseline."""
    known = style.__dict__.get("_eco_metrics")
    if known is None:
        line_height, baseline = strut(style)
        pitch = style["eco_line_pitch"]
        if pitch != "none" and abs(line_height - pitch) < _SAME:
            line_height, baseline = pitch, grid_baseline(style)
        known = style.__dict__["_eco_metrics"] = (line_height, baseline)
    return known  # type: ignore[no-any-return]


def grid_baseline(style: Any) -> float:
    """The baseline of the text that the grid was made for."""
    origin = _declaring(style)
    known = origin.__dict__.get("_eco_baseline")
    if known is None:
        line_height, baseline = strut(origin)
        known = baseline + (origin["eco_line_pitch"] - line_height) / 2
        origin.__dict__["_eco_baseline"] = known
    return float(known)


def _declaring(style: Any) -> Any:
    """The outermost style that has this grid."""
    pitch = style["eco_line_pitch"]
    while style.parent_style is not None and style.parent_style["eco_line_pitch"] == pitch:
        style = style.parent_style
    return style


def snapped(position: float, origin: float, style: Any, lines: int) -> float:
    """Where a block's first line stands so that the block takes whole lines of the grid.

    Text of the grid's own line height goes to the next line; `lines` of another height are
    put in the middle of the whole lines they need.
    """
    pitch = style["eco_line_pitch"]
    line_height, _ = metrics(style)
    top = snap(position, origin, pitch)
    if abs(line_height - pitch) < _SAME or not lines:
        return top
    height = lines * line_height
    return float(top + (whole_lines(height, pitch) * pitch - height) / 2)


def flows_on_page(style: Any) -> bool:
    """Whether a block is in the flow of the page itself, not in a cell, a float or the like."""
    known = style.__dict__.get("_eco_on_page")
    if known is None:
        known = _flows(style)
        style.__dict__["_eco_on_page"] = known
    return bool(known)


def _flows(style: Any) -> bool:
    while style is not None:
        display = style["display"]
        outer = display[0] if display else "none"
        inner = display[1] if len(display) > 1 else ""
        if outer not in ("block", "inline") or inner not in ("flow", "flow-root", ""):
            return False
        if (outer == "inline" and inner == "flow-root") or style["float"] != "none":
            return False
        if style["position"] not in ("static", "relative"):
            return False
        style = style.parent_style
    return True
