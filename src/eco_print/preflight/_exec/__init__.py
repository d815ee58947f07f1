"""Outside programs, one wrapper each, with typed results.

A program that is not there gives `Absent`, one that fails gives `Failed`; neither raises, and
neither is silent: preflight turns both into findings.
"""

from .process import Absent, Failed

__all__ = ["Absent", "Failed"]
