"""The catalogue of an archive, derived from its bags: full text, names, numbers, days.

In: records. Out: pages of entries for a query, with the places found.
"""

from .catalogue import Catalogue
from .entries import Entry, Hit, Page
from .query import Days, Numbers, Query, Sort, Term, days, narrowed, numbers, parse
from .words import Found

__all__ = [
    "Catalogue",
    "Days",
    "Entry",
    "Found",
    "Hit",
    "Numbers",
    "Page",
    "Query",
    "Sort",
    "Term",
    "days",
    "narrowed",
    "numbers",
    "parse",
]
