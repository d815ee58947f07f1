"""Font programs: the bytes of faces, as files embed them (ISO 32000-1, 9.9).

`glyphs` tells what a program of any kind has: how many glyphs, under which CIDs, names or codes.
Only what is asked is read, and structure alone; outlines are nobody's business here. What a
program says of its own sizes and places is believed as far as its bytes go. It is done here
because the general library takes longer to load than a check takes to run.
"""

from .glyphs import Glyphs, glyphs
from .pieces import DamagedError

__all__ = ["DamagedError", "Glyphs", "glyphs"]
