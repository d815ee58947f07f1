"""Which printing condition an ICC profile describes, as a registry names it.

A profile says it in its own words, or it is one that comes with the program, of which
profiles.toml says it.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from .shipped import shipped

_NAMED = re.compile(
    r"FOGRA\s?\d+L?|JC200\d{3}|Japan Color 20\d\d|CGATS\s?TR\s?00\d|CRPC\d|IFRA\s?\d+|PSO\w+"
)
"""Names of characterised printing conditions in the ICC's registry, as profiles spell them."""


def named_in(description: str) -> str:
    """The first condition that a profile's description names, "" when it names none."""
    found = _NAMED.search(description)
    return found.group() if found else ""


def registered(profile: bytes) -> Mapping[str, Any]:
    """What profiles.toml says of a profile that comes with the program; empty of any other."""
    return _shipped_profiles().get(hashlib.sha256(profile).hexdigest(), {})


@cache
def _shipped_profiles() -> dict[str, Mapping[str, Any]]:
    listed = tomllib.loads((shipped("profiles") / "profiles.toml").read_text(encoding="utf-8"))
    return {each["sha256"]: each for each in listed["profile"]}
