"""The rules, gathered. A check is run when one of its rules knows a profile that is asked for."""

from __future__ import annotations

from . import (
    actions,
    attachments,
    boxes,
    colours,
    content,
    drawing,
    images,
    ink,
    intents,
    interactive,
    languages,
    metadata,
    overprint,
    pages,
    spots,
    structure,
    tables,
    tagging,
    typefaces,
)
from .rule import Case, Check, Hit, Rule, collected

CHECKS: tuple[Check, ...] = (
    *structure.CHECKS,
    *actions.CHECKS,
    *interactive.CHECKS,
    *attachments.CHECKS,
    *pages.CHECKS,
    *boxes.CHECKS,
    *intents.CHECKS,
    *metadata.CHECKS,
    *content.CHECKS,
    *typefaces.CHECKS,
    *colours.CHECKS,
    *spots.CHECKS,
    *overprint.CHECKS,
    *drawing.CHECKS,
    *images.CHECKS,
    *languages.CHECKS,
    *tagging.CHECKS,
    *tables.CHECKS,
    *ink.CHECKS,
)

__all__ = ["CHECKS", "Case", "Check", "Hit", "Rule", "collected"]
