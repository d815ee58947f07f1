"""Preflight: anybody's PDF judged for the screen, the press or the archive.

`check` takes the finished bytes and gives a `PreflightReport`: facts, findings with page, place,
object, clause and remedy, and a verdict for each profile.
"""

from ..profile import Binding, Profile
from .inspection import RULES, check, confirmed
from .model import (
    Area,
    Budget,
    Claims,
    Facts,
    Finding,
    FontFact,
    ImageFact,
    InkFact,
    IntentFact,
    Limits,
    PageBoxes,
    PageFact,
    Place,
    PlateInk,
    PreflightReport,
    SpotFact,
    Verdict,
)
from .output import as_data, as_text
from .rules.rule import place_text

__all__ = [
    "RULES",
    "Area",
    "Binding",
    "Budget",
    "Claims",
    "Facts",
    "Finding",
    "FontFact",
    "ImageFact",
    "InkFact",
    "IntentFact",
    "Limits",
    "PageBoxes",
    "PageFact",
    "Place",
    "PlateInk",
    "PreflightReport",
    "Profile",
    "SpotFact",
    "Verdict",
    "as_data",
    "as_text",
    "check",
    "confirmed",
    "place_text",
]
