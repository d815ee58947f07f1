"""The archive: keeps the bulletins, and can prove in ten years what was issued.

In: a `Deposit` (products, source, report, template, how it was made, what was done), plain
bytes and facts that other stages gave. Out: a BagIt bag in a store, an entry in the catalogue,
and later searches, checks and exports. OAIS (ISO 14721), BagIt (RFC 8493) and PREMIS 3.0 set
the terms; docs/archive.md tells the layout.
"""

from .archive import Added, Archive, Past, open_archive
from .bag import Bag
from .catalogue import Entry, Found, Hit, Page, Query
from .events import Agent, Event, Log
from .index import Reindexed
from .records import (
    Act,
    Action,
    Card,
    Credited,
    Deposit,
    File,
    Record,
    State,
)

__all__ = [
    "Act",
    "Action",
    "Added",
    "Agent",
    "Archive",
    "Bag",
    "Card",
    "Credited",
    "Deposit",
    "Entry",
    "Event",
    "File",
    "Found",
    "Hit",
    "Log",
    "Page",
    "Past",
    "Query",
    "Record",
    "Reindexed",
    "State",
    "open_archive",
]
