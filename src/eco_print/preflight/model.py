"""What preflight is given and what it gives back: limits, places, findings, facts, the report.

Everything is frozen. Places are in millimetres from the top left corner of the page's trim
(x to the right, y down, the page as it lies before /Rotate), so that a finding can be
measured with a ruler on the printed sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from ..diagnostics import Diagnostic, Severity
from ..profile import Binding, Profile


class Budget(Struct, frozen=True):
    """How much work a file may cause before it is refused; guards against hostile files.

    Bytes are of the file, and of any one stream once it is unpacked; operators are those of
    the content streams of all pages together, a form counted each time it is drawn.
    """

    file_bytes: int = 512 * 2**20
    stream_bytes: int = 128 * 2**20
    operators: int = 3_000_000
    pages: int = 5_000
    nesting: int = 28


class Limits(Struct, frozen=True):
    """The figures a file is judged by. The printer's word overrides the defaults.

    The defaults are those of GWG 2015 for sheet-fed offset, and of ISO Coated v2 300 % for
    the ink. `trim_mm` is the expected width and height of the trimmed page, None for any.
    `total_ink` is in per cent, `image_ppi` the least and the most that is useful.
    """

    trim_mm: tuple[float, float] | None = None
    bleed_mm: float = 3.0
    safe_mm: float = 3.0
    binding: Binding = Binding.NONE
    total_ink: float = 300.0
    text_pt: float = 5.0
    mixed_text_pt: float = 9.0
    black_text_pt: float = 12.0
    hairline_pt: float = 0.25
    mixed_hairline_pt: float = 0.5
    image_ppi: tuple[float, float] = (225.0, 450.0)
    lineart_ppi: float = 550.0
    budget: Budget = Budget()


class Area(Struct, frozen=True):
    """A rectangle in millimetres from the trim's top left corner."""

    x: float
    y: float
    width: float
    height: float


class Place(Struct, frozen=True):
    """Where a finding is: a page (from 1) and, when it is known, the part of the page."""

    page: int
    area: Area | None = None


class Finding(Struct, frozen=True):
    """One thing wrong, wherever it occurs: the same fault of the same object is said once.

    `diagnostic` holds the rule's code, the severity, the message, the first place in words,
    the clause that the rule rests on and the remedy (`hint`). `places` are the places found,
    at most a few hundred of them; `count` tells how many there are. `object` names the object:
    a font, an image, a plate, a number of a PDF object. `severities` tells what the finding
    weighs under each profile that was asked for.
    """

    diagnostic: Diagnostic
    places: tuple[Place, ...] = ()
    count: int = 1
    object: str | None = None
    severities: tuple[tuple[Profile, Severity], ...] = ()

    @property
    def code(self) -> str:
        return self.diagnostic.code

    @property
    def severity(self) -> Severity:
        return self.diagnostic.severity

    @property
    def page(self) -> int | None:
        """The first page it was found on; None when it is about the file as a whole."""
        return self.places[0].page if self.places else None

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(sorted({place.page for place in self.places}))

    def weight(self, profile: Profile) -> Severity | None:
        """What the finding weighs under `profile`; None when the rule does not apply there."""
        return dict(self.severities).get(profile)


class PageBoxes(Struct, frozen=True):
    """The boxes of a page in points (left, bottom, right, top); None when not given.

    `trim` is what the page is judged by: the TrimBox, else the ArtBox, else the CropBox or
    the MediaBox, as ISO 32000-1, 14.11.2 orders the defaults.
    """

    media: tuple[float, float, float, float]
    crop: tuple[float, float, float, float] | None
    bleed: tuple[float, float, float, float] | None
    trim: tuple[float, float, float, float]
    art: tuple[float, float, float, float] | None
    trim_given: bool


class PlateInk(Struct, frozen=True):
    """One plate of a page: the heaviest tint on it and, where it was measured, the mean."""

    plate: str
    heaviest: float
    mean: float | None = None


def in_order(plates: Iterable[str]) -> tuple[str, ...]:
    """Plates in the order printers name them: cyan, magenta, yellow, black, then spots."""
    order = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
    return tuple(sorted(plates, key=lambda name: (order.get(name, 4), name)))


class InkFact(Struct, frozen=True):
    """The ink of a page inside its trim, in per cent of full cover.

    `method` is `computed` (a bound that no place of the page can exceed, found without
    rendering), `measured` (the separations as rendered), or `unmeasured`.
    """

    total: float | None
    plates: tuple[PlateInk, ...]
    method: str
    place: Place | None = None


class PageFact(Struct, frozen=True):
    """One page: its boxes, its trimmed size as seen, what is on it.

    `unit` is the length of a unit of user space in points (UserUnit).
    """

    number: int
    boxes: PageBoxes
    trim_mm: tuple[float, float]
    rotate: int
    marks: int
    plates: tuple[str, ...]
    ink: InkFact | None = None
    unit: float = 1.0


class FontFact(Struct, frozen=True):
    name: str
    kind: str
    object: str
    embedded: bool
    subset: bool
    to_unicode: bool
    pages: tuple[int, ...]


class ImageFact(Struct, frozen=True):
    """An image as it lies on a page; `ppi` is its resolution there, across and down."""

    object: str
    place: Place
    width: int
    height: int
    bits: int
    space: str
    ppi: tuple[float, float]


class SpotFact(Struct, frozen=True):
    name: str
    alternate: str
    pages: tuple[int, ...]


class IntentFact(Struct, frozen=True):
    """An output intent; `profile` is the description inside the ICC profile, if there is one."""

    subtype: str
    condition: str
    registry: str
    profile: str
    components: int | None
    sha256: str


_PDFX = re.compile(r"PDF/X-(1a?:200[1-3]|[23]:200[23]|4p?|5(g|pg|n)|6[pn]?)")
"""The versions of ISO 15930 by the names that files claim them under; X-1:1999 to X-6."""


class Claims(Struct, frozen=True):
    """What the file says it conforms to: `PDF/X-4`, (`3`, `A`), `1`; empty when it says nothing.

    `pdfx` is as the file has it, though there be no such version.
    """

    pdfx: str = ""
    pdfa_part: str = ""
    pdfa_level: str = ""
    pdfua_part: str = ""

    @property
    def pdfa(self) -> str:
        return f"PDF/A-{self.pdfa_part}{self.pdfa_level.lower()}" if self.pdfa_part else ""

    @property
    def press(self) -> str:
        """The PDF/X claimed, "" when there is none of that name."""
        return self.pdfx if _PDFX.fullmatch(self.pdfx) else ""

    @property
    def before_x4(self) -> bool:
        """Whether it is PDF/X-1a or X-3, which ask for no XMP and let a registry name stand
        for the ICC profile."""
        return self.press.startswith(("PDF/X-1", "PDF/X-3"))

    @property
    def managed_colours(self) -> bool:
        """Whether the PDF/X claimed lets colours through that an ICC profile or the CIE defines:
        all but X-1a do."""
        return bool(self.press) and not self.press.startswith("PDF/X-1")

    @property
    def tagged(self) -> bool:
        """Whether the file promises a structure tree: PDF/UA, and PDF/A at level A."""
        return bool(self.pdfua_part) or self.pdfa_level.upper() == "A"

    def __str__(self) -> str:
        pdfua = f"PDF/UA-{self.pdfua_part}" if self.pdfua_part else ""
        return ", ".join(filter(None, (self.press, self.pdfa, pdfua)))


class Facts(Struct, frozen=True):
    """What is in the file, whether good or bad."""

    version: str = ""
    size: int = 0
    claims: Claims = Claims()
    title: str = ""
    producer: str = ""
    language: str = ""
    tagged: bool = False
    pages: tuple[PageFact, ...] = ()
    fonts: tuple[FontFact, ...] = ()
    images: tuple[ImageFact, ...] = ()
    spaces: tuple[str, ...] = ()
    spots: tuple[SpotFact, ...] = ()
    intents: tuple[IntentFact, ...] = ()
    attachments: tuple[str, ...] = ()

    @property
    def plates(self) -> tuple[str, ...]:
        """The plates that the file asks for, process inks first."""
        return in_order({plate for page in self.pages for plate in page.plates})


class Verdict(Struct, frozen=True):
    """Whether the file will do for a profile: it will when no finding is an error there."""

    profile: Profile
    passed: bool
    errors: int
    warnings: int


class PreflightReport(Struct, frozen=True):
    """All that preflight found: facts, findings, and a verdict for each profile judged."""

    name: str
    profiles: tuple[Profile, ...]
    facts: Facts
    findings: tuple[Finding, ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        return tuple(self._verdict(profile) for profile in self.profiles)

    @property
    def passed(self) -> bool:
        """Whether the file will do for every profile it was judged by."""
        return all(verdict.passed for verdict in self.verdicts)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return tuple(finding.diagnostic for finding in self.findings)

    def _verdict(self, profile: Profile) -> Verdict:
        weights = [finding.weight(profile) for finding in self.findings]
        errors, warnings = weights.count(Severity.ERROR), weights.count(Severity.WARNING)
        return Verdict(profile, errors == 0, errors, warnings)
