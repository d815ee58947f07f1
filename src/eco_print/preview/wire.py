"""What goes to the browser: values of the preview as plain data for JSON.

Texts go in both languages; the page shows one of them. Lengths are points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..diagnostics import Diagnostic, Severity, Text

if TYPE_CHECKING:
    from ..layout.inspection import Explanation, PageMap, Rectangle

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def findings_data(findings: tuple[Diagnostic, ...]) -> list[dict[str, Any]]:
    """Findings, the weightiest first."""
    ordered = sorted(findings, key=lambda finding: _ORDER.index(finding.severity))
    return [_finding(finding) for finding in ordered]


def _finding(finding: Diagnostic) -> dict[str, Any]:
    data: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": _text(finding.message),
        "hint": _text(finding.hint),
        "place": _text(finding.place),
    }
    if finding.source is not None:
        data["file"] = finding.source.name
    if finding.span is not None:
        span = finding.span
        data |= {"line": span.line, "column": span.column}
        line = finding.source.line(span.line) if finding.source is not None else None
        if line is not None:
            last = span.end_column if span.end_line == span.line else len(line) + 1
            data["excerpt"] = _excerpt(line, span.column - 1, max(last - 1, span.column))
    if finding.area is not None:
        area = finding.area
        data["area"] = {
            "page": area.page, "x": area.x, "y": area.y,
            "width": area.width, "height": area.height,
        }  # fmt: skip
    return data


def _text(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"zh": text.zh, "en": text.en}


def _excerpt(line: str, start: int, end: int) -> list[str]:
    """What stands before the place, at it, and after it."""
    first, last = max(0, start - 24), min(len(line), end + 24)
    return [
        ("…" if first else "") + line[first:start],
        line[start:end],
        line[end:last] + ("…" if last < len(line) else ""),
    ]


def map_data(page: PageMap, bleed: float) -> dict[str, Any]:
    """A page's map. Boxes are [parent, label, x, y, width, height, line, column].

    `bleed` is what the press cuts in, at least.
    """
    return {
        "page": page.number,
        "width": page.width,
        "height": page.height,
        "bleed": [round(max(bleed, side), 3) for side in page.bleed],
        "typeArea": _rectangle(page.type_area),
        "grid": page.grid and {"character": page.grid.character, "line": page.grid.line},
        "boxes": [
            [box.parent, box.label, *_rectangle(box.area), box.line, box.column]
            for box in page.boxes
        ],
    }


def _rectangle(area: Rectangle) -> list[float]:
    return [area.x, area.y, area.width, area.height]


def explained_data(
    explanation: Explanation, file: str, line: int, column: int, text: str
) -> dict[str, Any]:
    """Why a box looks as it does, and the place in the report that it was made from.

    `line` is 0 for what the template itself says.
    """
    start = max(column - 1, 0)
    source = {"file": file, "line": line, "column": column, "text": text[start : start + 60]}
    return {
        "source": source if line else None,
        "label": explanation.label,
        "families": explanation.families,
        "size": explanation.size,
        "leading": explanation.leading,
        "colour": explanation.colour,
        "rules": [
            {
                "file": rule.file,
                "line": rule.line,
                "column": rule.column,
                "selector": rule.selector,
                "origin": rule.origin,
                "declarations": [
                    [item.name, item.value, item.line, item.effective] for item in rule.declarations
                ],
            }
            for rule in explanation.rules
        ],
    }
