"""Layout: semantic HTML and a stylesheet in, placed lines on pages out.

This package alone imports WeasyPrint.
"""

from .engine import Layout, lay_out, start_engine

__all__ = ["Layout", "lay_out", "start_engine"]
