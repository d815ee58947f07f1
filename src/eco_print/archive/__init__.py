"""The archive: keeps the bulletins, and can prove in ten years what was issued.

In: a `Deposit` (products, source, report, template, how it was made, what was done), plain
bytes and facts that other stages gave. Out: a BagIt bag in a store, an entry in the catalogue,
and later searches, checks and exports. OAIS (ISO 14721), BagIt (RFC 8493) and PREMIS 3.0 set
the terms; docs/archive.md tells the layout.
"""

from .archive import Added, Archive, Past, open_archive
from .bag import Bag, digest, fit_name, original_name
from .catalogue import (
    Days,
    Entry,
    Found,
    Hit,
    Numbers,
    Page,
    Query,
    Term,
    days,
    narrowed,
    numbers,
    parse,
)
from .events import FAILURE, SUCCESS, WARNING, Agent, Event, Log
from .exporting import export
from .faults import rebuild_impossible
from .index import Reindexed
from .likeness import likeness
from .records import Act, Action, Card, Credited, Deposit, File, Record, State
from .verification import (
    Check,
    Files,
    Means,
    Outcome,
    Remade,
    Result,
    Verdict,
    keep_account,
    verify,
)

__all__ = [
    "FAILURE",
    "SUCCESS",
    "WARNING",
    "Act",
    "Action",
    "Added",
    "Agent",
    "Archive",
    "Bag",
    "Card",
    "Check",
    "Credited",
    "Days",
    "Deposit",
    "Entry",
    "Event",
    "File",
    "Files",
    "Found",
    "Hit",
    "Log",
    "Means",
    "Numbers",
    "Outcome",
    "Page",
    "Past",
    "Query",
    "Record",
    "Reindexed",
    "Remade",
    "Result",
    "State",
    "Term",
    "Verdict",
    "days",
    "digest",
    "export",
    "fit_name",
    "keep_account",
    "likeness",
    "narrowed",
    "numbers",
    "open_archive",
    "original_name",
    "parse",
    "rebuild_impossible",
    "verify",
]
