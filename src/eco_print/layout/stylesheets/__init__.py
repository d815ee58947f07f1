"""Stylesheets: parsed with their places, checked, and matched against elements.

The engine applies stylesheets; this package knows where everything in them stands. It turns
what the engine logs into findings, finds what the engine passes over in silence, and says
which rules apply to an element.
"""

from .checks import check_sheets, used_undeclared_family
from .colours import Printed, Rgb, check_colours
from .inline import inline_sheets
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
    "inline_sheets",
    "longhands",
    "parse_sheet",
    "sheet_lines",
    "used_undeclared_family",
]
