"""Colour spaces: what they are, and which are the same.

Takes the colour space objects of ISO 32000-1, 8.6; gives `Space` values that rules can
compare.
"""

from __future__ import annotations

import hashlib

import pikepdf
from msgspec import Struct

from .objects import (
    PDF_ERRORS,
    OverBudgetError,
    Value,
    cache_key,
    elements,
    entry,
    is_stream,
    name,
    number,
    unpacked,
)

_ICC_LIMIT = 16 * 2**20
_DEPTH = 6


class Space(Struct, frozen=True):
    """A colour space.

    `family` is the name ISO 32000-1 gives it (`DeviceRGB`, `ICCBased`, `Separation` …).
    `names` are the colorants, `base` is the space below (the alternate, the indexed or the
    pattern's own), `model` what an ICC profile says it is (`RGB`, `CMYK`, `GRAY`, `Lab`).
    `digest` tells equal definitions. `native` is True when the profile is the output
    intent's own, so that values go to the plates unchanged.
    """

    family: str
    components: int
    names: tuple[str, ...] = ()
    base: Space | None = None
    model: str = ""
    digest: str = ""
    native: bool = False
    table: bytes = b""

    @property
    def root(self) -> Space:
        """The space that decides: what is indexed, or under an uncoloured pattern."""
        if self.family in {"Indexed", "Pattern"} and self.base is not None:
            return self.base.root
        return self

    @property
    def kind(self) -> str:
        """`gray`, `rgb`, `cmyk`, `lab`, `spot` or `unknown`."""
        root = self.root
        if root.family == "ICCBased":
            models = {"GRAY": "gray", "RGB": "rgb", "CMYK": "cmyk", "Lab": "lab"}
            return models.get(root.model, "unknown")
        return _KINDS.get(root.family, "unknown")

    @property
    def managed(self) -> bool:
        """Whether the colour is defined apart from any device."""
        return self.root.family in {"ICCBased", "CalRGB", "CalGray", "Lab"}

    def __str__(self) -> str:
        root = self.root
        inside = root.model or ", ".join(root.names)
        return f"{root.family} ({inside})" if inside else root.family


_KINDS = {
    "DeviceGray": "gray",
    "CalGray": "gray",
    "DeviceRGB": "rgb",
    "CalRGB": "rgb",
    "DeviceCMYK": "cmyk",
    "Lab": "lab",
    "Separation": "spot",
    "DeviceN": "spot",
}
GRAY = Space("DeviceGray", 1)
RGB = Space("DeviceRGB", 3)
CMYK = Space("DeviceCMYK", 4)
PATTERN = Space("Pattern", 0)
UNKNOWN = Space("unknown", 0)
DEVICE = {
    1: pikepdf.Name("/DeviceGray"),
    3: pikepdf.Name("/DeviceRGB"),
    4: pikepdf.Name("/DeviceCMYK"),
}
"""The device spaces by how many components they have."""
ENUMERATED = {
    12: CMYK,
    14: Space("Lab", 3),
    16: Space("CalRGB", 3, model="sRGB"),
    17: Space("CalGray", 1),
    18: Space("CalRGB", 3, model="sYCC"),
}
"""The spaces that JPEG 2000 names by number (ITU-T T.800 and T.801, EnumCS)."""
_DEVICE = {
    "DeviceGray": GRAY,
    "G": GRAY,
    "CalGray": Space("CalGray", 1),
    "DeviceRGB": RGB,
    "RGB": RGB,
    "CalRGB": Space("CalRGB", 3),
    "DeviceCMYK": CMYK,
    "CMYK": CMYK,
    "CalCMYK": CMYK,
    "Pattern": PATTERN,
    "Lab": Space("Lab", 3),
}


class Spaces:
    """Reads colour spaces, each of them once."""

    def __init__(self, intent_digests: frozenset[str] = frozenset()) -> None:
        self._intents = intent_digests
        self._known: dict[object, Space] = {}

    def read(self, value: Value, resources: Value = None, depth: int = 0) -> Space:
        """The space that `value` describes; names are looked up in the resources."""
        if depth > _DEPTH or value is None:
            return UNKNOWN
        given = name(value)
        if given:
            return self._named(value, given, resources, depth)
        key = cache_key(value)
        if key not in self._known:
            self._known[key] = self._array(value, resources, depth)
        return self._known[key]

    def _named(self, value: Value, given: str, resources: Value, depth: int) -> Space:
        spaces = entry(resources, "/ColorSpace")
        device = _DEVICE.get(given)
        if device in (GRAY, RGB, CMYK):
            default = entry(spaces, "/Default" + device.family.removeprefix("Device"))
            return device if default is None else self._default(default, device, depth)
        if device is not None:
            return device
        found = entry(spaces, value)
        return UNKNOWN if name(found) == given else self.read(found, resources, depth + 1)

    def _default(self, value: Value, device: Space, depth: int) -> Space:
        """A DefaultRGB and its like; one that names itself changes nothing."""
        found = self.read(value, None, depth + 1)
        return device if found is UNKNOWN else found

    def _array(self, value: Value, resources: Value, depth: int) -> Space:
        parts = elements(value)
        family = name(parts[0]) if parts else ""
        found = _DEVICE.get(family, UNKNOWN)
        if len(parts) > 1 and family == "ICCBased":
            found = self._icc(parts[1])
        elif len(parts) > 1 and family in {"Indexed", "I"}:
            found = self._indexed(parts, resources, depth)
        elif len(parts) > 3 and family in {"Separation", "DeviceN"}:
            found = self._colorants(family, parts, resources, depth)
        elif len(parts) > 1 and family == "Pattern":
            base = self.read(parts[1], resources, depth + 1)
            found = Space("Pattern", base.components, base=base)
        return found

    def _icc(self, stream: Value) -> Space:
        if not is_stream(stream):
            return UNKNOWN
        return self.of_profile(profile_bytes(stream), int(number(entry(stream, "/N")) or 0))

    def of_profile(self, data: bytes, count: int) -> Space:
        """The space of so many components that an ICC profile defines."""
        model = data[16:20].decode("latin-1").strip() if len(data) >= 128 else ""
        digest = hashlib.sha256(data).hexdigest()
        native = digest in self._intents
        return Space("ICCBased", count, model=model, digest=digest, native=native)

    def _indexed(self, parts: list[Value], resources: Value, depth: int) -> Space:
        base = self.read(parts[1], resources, depth + 1)
        table = b""
        if len(parts) > 3:
            try:
                is_packed = is_stream(parts[3])
                table = unpacked(parts[3], 65536) if is_packed else bytes(parts[3])
            except (*PDF_ERRORS, OverBudgetError):
                table = b""
        return Space("Indexed", 1, base=base, table=table)

    def _colorants(self, family: str, parts: list[Value], resources: Value, depth: int) -> Space:
        names = tuple(name(item) for item in (elements(parts[1]) or [parts[1]]))
        alternate = self.read(parts[2], resources, depth + 1)
        digest = hashlib.sha256(f"{alternate}|{_function_digest(parts[3])}".encode()).hexdigest()
        return Space(family, len(names), names, alternate, digest=digest)


def profile_bytes(stream: Value) -> bytes:
    """The ICC profile in a stream, b"" when it cannot be had."""
    try:
        return unpacked(stream, _ICC_LIMIT)
    except (*PDF_ERRORS, OverBudgetError):
        return b""


def _function_digest(function: Value) -> str:
    """Tells tint transformations apart by what they do, not by where they lie."""
    try:
        described = [f"{key}={_described(value)}" for key, value in _function_entries(function)]
        data = unpacked(function, _ICC_LIMIT) if is_stream(function) else b""
    except (*PDF_ERRORS, OverBudgetError):
        return "unreadable"
    return hashlib.sha256("|".join(described).encode() + data).hexdigest()


def _function_entries(function: Value) -> list[tuple[str, Value]]:
    keys = ("/FunctionType", "/Domain", "/Range", "/C0", "/C1", "/N", "/Size", "/BitsPerSample")
    return [(key, entry(function, key)) for key in keys]


def _described(value: Value) -> str:
    values = [number(item) for item in elements(value)] or [number(value)]
    return ",".join("-" if item is None else f"{item:.6g}" for item in values)


def initial(space: Space) -> tuple[float, ...]:
    """The colour that a space starts with (ISO 32000-1, 8.6.8, the operator CS)."""
    if space.kind == "cmyk" and space.family != "Indexed":
        return (0.0, 0.0, 0.0, 1.0)
    if space.family in {"Separation", "DeviceN"}:
        return (1.0,) * space.components
    return (0.0,) * max(space.components, 0)
