"""What the page of an issue shows: description, state, history, checks, files."""

from __future__ import annotations

from typing import Any

from ..archive import Archive
from ..bag import Bag
from ..records import Action, Record


def issue_view(archive: Archive, name: str) -> dict[str, Any]:
    """The values of an issue's page. Raises EcoPrintError: `entry-…`, `bag-…`."""
    entry = archive.entry(name)
    record = entry.record
    past = archive.past(record)
    bag = archive.bag(record.name)
    paths = bag.paths()
    checks = [(done, act) for done, act in past.acts if act.action is Action.CHECK]
    acts = [(done, act) for done, act in past.acts if act.action is not Action.CHECK]
    return {
        "entry": entry,
        "record": record,
        "card": record.card,
        "pages": record.card.pages if record.card and product_path(bag) else 0,
        "events": past.log.events,
        "acts": [(done, act, _named(archive, act.by)) for done, act in acts],
        "replaces": [
            _named(archive, act.target) for act in record.acts if act.action is Action.SUPERSEDE
        ],
        "checks": checks,
        "files": paths,
        "products": [path for path in paths if _is_product(path)],
    }


def _named(archive: Archive, identifier: str) -> Record | None:
    """The record of an identifier, where there is one."""
    if not identifier:
        return None
    return archive.entry(identifier).record


def product_path(bag: Bag) -> str | None:
    """The PDF that is shown: the archive file, or else the first."""
    products = sorted(filter(_is_product, bag.paths()), key=_preference)
    return products[0] if products else None


def _is_product(path: str) -> bool:
    return path.endswith(".pdf") and path.startswith("data/") and path.count("/") == 1


def _preference(path: str) -> tuple[bool, bool, str]:
    return (not path.endswith(".archive.pdf"), path.endswith(".press.pdf"), path)
