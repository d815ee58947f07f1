"""Files broken on purpose, each in one way, with the one rule that should catch it.

`PRESS`, `ARCHIVE` and `SCREEN` hold (rule, what was broken, edit of a sound file).
"""

from preflight.sound import added

from . import colours, damage, drawing, files, inks, pages, typefaces
from .colours import MANAGED_BLACK_TEXT, MANAGED_GREY, MANAGED_WHITE, shading
from .damage import SOUND
from .drawing import masked_picture
from .edits import (
    Case,
    both,
    cell,
    drawn,
    drawn_form,
    form,
    info,
    intent_entry,
    no_font_file,
    packet,
    page_without,
    words,
)
from .files import annotation, attachment
from .pages import page_set, rotated
from .tagged import ARCHIVE, SCREEN, element, font_without, tagged_entry

PRESS = (
    *pages.PRESS,
    *files.PRESS,
    *typefaces.PRESS,
    *colours.PRESS,
    *inks.PRESS,
    *drawing.PRESS,
    *damage.PRESS,
)

__all__ = [
    "ARCHIVE",
    "MANAGED_BLACK_TEXT",
    "MANAGED_GREY",
    "MANAGED_WHITE",
    "PRESS",
    "SCREEN",
    "SOUND",
    "Case",
    "added",
    "annotation",
    "attachment",
    "both",
    "cell",
    "drawn",
    "drawn_form",
    "element",
    "font_without",
    "form",
    "info",
    "intent_entry",
    "masked_picture",
    "no_font_file",
    "packet",
    "page_set",
    "page_without",
    "rotated",
    "shading",
    "tagged_entry",
    "words",
]
