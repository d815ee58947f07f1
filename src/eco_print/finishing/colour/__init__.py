"""Colour for the press: the printer's profile, and what colours become on its plates."""

from .inks import InkBook
from .profiles import PressProfile, load_profile
from .separation import Separation
from .srgb import srgb_profile

__all__ = ["InkBook", "PressProfile", "Separation", "load_profile", "srgb_profile"]
