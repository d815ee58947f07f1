"""Pass `pinyin`: take the readings out that a web copy left (環(huán)境 → 環境)."""

from __future__ import annotations

from ..manuscript import Edit
from .annotation import damage
from .passes import Proposal, Texts, nothing


def repair(texts: Texts) -> Proposal:
    """Remove every reading that is damage; leave a text that annotates on purpose."""
    if not any("(" in text or "（" in text for text in texts):
        return nothing(texts)
    edits: list[list[Edit]] = [[] for _ in texts]
    for site in damage(texts):
        edits[site.index].append(Edit(site.start, site.end, ""))
    return Proposal(tuple(map(tuple, edits)))
