"""The seam: everything that touches the engine's internals for the sake of composition.

`install()` teaches WeasyPrint the properties of CSS Text 4 and hands its Chinese paragraphs to
`typesetting`; `uninstall()` leaves it exactly as it was. Text in other languages goes the
engine's own way, through the engine's own functions. What the seam relies on is written down
in `contract`, which fails loudly when a new version moves something.
"""

from .installation import install, installed, uninstall

__all__ = ["install", "installed", "uninstall"]
