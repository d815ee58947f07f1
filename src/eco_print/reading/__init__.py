"""Reading: from a file or bytes to a `Report`.

In: a path, or bytes (standard input). Out: the report: decoded, repaired, understood; every
change named and placed. Nothing of the source is lost: each character is in the report, or in
a named repair, or is white space or markup.
"""

from __future__ import annotations

from .issuing import Issued, issued
from .options import REPAIR_KINDS, ReadOptions
from .reader import read

__all__ = ["REPAIR_KINDS", "Issued", "ReadOptions", "issued", "read"]
