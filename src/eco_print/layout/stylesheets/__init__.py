"""Stylesheets: parsed with their places, checked, and matched against elements.

The engine applies stylesheets; this package knows where everything in them stands. It turns
what the engine logs into findings, finds what the engine passes over in silence, and says
which rules apply to an element.
"""

from .checks import check_sheets, undeclared_family, where_named
from .colours import Printed, Rgb, check_colours
from .matching import Cascade, decided, longhands
from .messages import css_findings
from .model import Declaration, Rule, Sheet, parse_sheet, sheet_lines

__all__ = [
    "Cascade",
    "Declaration",
    "Printed",
    "Rgb",
    "Rule",
    "Sheet",
    "check_colours",
    "check_sheets",
    "css_findings",
    "decided",
    "longhands",
    "parse_sheet",
    "sheet_lines",
    "undeclared_family",
    "where_named",
]
