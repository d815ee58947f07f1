"""A PDF as preflight sees it: opened, its pages found, its content interpreted once.

In go bytes nobody vouches for, out comes a `Document` that every rule reads. Pages are found
by a walk of the page tree that neither recurses nor follows a loop. Raises `Unreadable` with
the finding's code when there is nothing to judge.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import cached_property

import pikepdf
from msgspec import Struct

from .canvas import Work
from .colour import Spaces
from .fonts import Fonts
from .geometry import MM, Box
from .intents import Intent, read_intents
from .interpreter import PageContent, interpret
from .metadata import Packet, claims, read_info, read_packet
from .model import Area, Budget, Claims, Place
from .objects import (
    PDF_ERRORS,
    OverBudgetError,
    Value,
    elements,
    entry,
    guard_structure,
    is_dictionary,
    is_stream,
    name,
    number,
    numbers,
    path,
    reference,
)
from .tags import Element, owned, tree

NO_MEDIABOX = "MediaBox is undefined"
"""What qpdf says when it gives a page a MediaBox that the file does not."""
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


class UnreadableError(Exception):
    """Nothing can be judged: `code` is the rule's, the text says what the reader met."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code
        self.detail = detail


class Page(Struct, frozen=True, eq=False, dict=True):
    """A page of the tree with what it inherits. Boxes are in default user space units."""

    number: int
    value: Value
    inherited: Mapping[str, Value]

    def given(self, key: str) -> Value:
        """A key of the page, or what the tree above gives for it."""
        own = entry(self.value, key)
        return self.inherited.get(key) if own is None else own

    def box(self, key: str) -> Box | None:
        """A box of the page with its corners in order; None when absent or no rectangle."""
        found = numbers(self.given(key), 4)
        if found is None:
            return None
        return Box(min(found[0::2]), min(found[1::2]), max(found[0::2]), max(found[1::2]))

    @cached_property
    def media(self) -> Box:
        """The MediaBox; A4 where the file has none with an area, which a rule reports."""
        given = self.box("/MediaBox")
        return given if given is not None and given.area > 0 else Box(0, 0, 595.276, 841.89)

    @cached_property
    def trim(self) -> Box:
        """What the page is cut to: TrimBox, else ArtBox, else CropBox, else MediaBox."""
        found = (self.box(key) for key in ("/TrimBox", "/ArtBox", "/CropBox"))
        return next((box for box in found if box is not None and box.area > 0), self.media)

    @cached_property
    def trim_given(self) -> bool:
        """Whether the file says where the page is cut; marks may stand around it then."""
        return self.box("/TrimBox") is not None or self.box("/ArtBox") is not None

    @cached_property
    def bleed(self) -> Box:
        return self.box("/BleedBox") or self.trim

    @cached_property
    def rotate(self) -> int:
        return int(number(self.given("/Rotate")) or 0) % 360

    @cached_property
    def unit(self) -> float:
        """Points in a unit of user space (ISO 32000-1, 14.11.2)."""
        found = number(entry(self.value, "/UserUnit"))
        return found if found and found > 0 else 1.0

    @property
    def trim_mm(self) -> tuple[float, float]:
        """Width and height of the trimmed page as it is seen, turned by /Rotate."""
        width, height = self.trim.width * self.unit / MM, self.trim.height * self.unit / MM
        seen = (height, width) if self.rotate in {90, 270} else (width, height)
        return round(seen[0], 2), round(seen[1], 2)

    def place(self, box: Box | None = None) -> Place:
        """A box of the page in millimetres from the trim's top left corner."""
        if box is None:
            return Place(self.number)
        scale = self.unit / MM
        corner = ((box.x0 - self.trim.x0) * scale, (self.trim.y1 - box.y1) * scale)
        lengths = (box.width * scale, box.height * scale)
        return Place(self.number, Area(*(round(value, 2) for value in (*corner, *lengths))))


class Document(Struct, eq=False, dict=True):
    """An open file, with what rules ask of it worked out once."""

    pdf: pikepdf.Pdf
    data: bytes
    budget: Budget
    pages: tuple[Page, ...]
    tree_complete: bool

    @property
    def catalog(self) -> Value:
        return self.pdf.trailer.get("/Root")

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What the library had to mend; it reads an object when it is asked for one, so all are."""
        try:
            for _ in self.pdf.objects:
                pass
        except PDF_ERRORS as problem:
            return (*map(str, self.pdf.get_warnings()), str(problem))
        return tuple(map(str, self.pdf.get_warnings()))

    @cached_property
    def version(self) -> str:
        declared = name(entry(self.catalog, "/Version"))
        return max(self.pdf.pdf_version, declared)

    @cached_property
    def info(self) -> Mapping[str, str]:
        return read_info(self.pdf.trailer)

    @cached_property
    def packet(self) -> Packet:
        return read_packet(self.catalog)

    @cached_property
    def claims(self) -> Claims:
        return claims(self.packet, self.info)

    @cached_property
    def intents(self) -> tuple[Intent, ...]:
        return read_intents(self.catalog)

    @cached_property
    def streams(self) -> tuple[Value, ...]:
        """Every stream of the file."""
        return tuple(item for item in self.pdf.objects if is_stream(item))

    @cached_property
    def press_intent(self) -> Intent | None:
        return next((item for item in self.intents if item.subtype == "GTS_PDFX"), None)

    @cached_property
    def structure(self) -> tuple[Element, ...]:
        """The elements of the structure tree in reading order."""
        return tuple(tree(self.catalog, self._numbers))

    @property
    def _numbers(self) -> Mapping[tuple[int, int] | None, int]:
        return {reference(page.value): page.number for page in self.pages}

    @cached_property
    def work(self) -> Work:
        digests = frozenset(intent.digest for intent in self.intents if intent.profile)
        return Work(
            spaces=Spaces(digests),
            fonts=Fonts(),
            operators_left=self.budget.operators,
            stream_bytes=self.budget.stream_bytes,
            nesting=self.budget.nesting,
            warnings=self.pdf.get_warnings,
            hidden_layers=hidden_layers(self.catalog),
            owned=owned(self.structure, self._numbers) if self.claims.pdfua_part else None,
        )

    @cached_property
    def contents(self) -> tuple[PageContent, ...]:
        """What each page shows."""
        _ = self.warnings  # those of objects are asked for before the content's are
        return tuple(
            interpret(page.value, page.number, page.given("/Resources"), page.media, self.work)
            for page in self.pages
        )

    @property
    def shown(self) -> Iterator[tuple[Page, PageContent]]:
        return zip(self.pages, self.contents, strict=True)


def open_document(data: bytes, budget: Budget) -> Document:
    """Open a file. Raises `UnreadableError`."""
    if len(data) > budget.file_bytes:
        raise UnreadableError("pdf-over-budget", f"{len(data) // 2**20} MiB")
    if b"%PDF-" not in data[:1024]:
        raise UnreadableError("pdf-unreadable", "no %PDF- header")
    try:
        guard_structure(data, budget.stream_bytes)
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
        pages, complete = _pages(pdf, budget)
    except OverBudgetError as problem:
        raise UnreadableError("pdf-over-budget", str(problem)) from problem
    except pikepdf.PasswordError as problem:
        raise UnreadableError("pdf-locked") from problem
    except PDF_ERRORS as problem:
        raise UnreadableError("pdf-unreadable", str(problem)) from problem
    return Document(pdf, data, budget, pages, complete)


def _pages(pdf: pikepdf.Pdf, budget: Budget) -> tuple[tuple[Page, ...], bool]:
    """The pages in order, and whether the tree was sound: no loop, no strange node."""
    found: list[Page] = []
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[Value, Mapping[str, Value]]] = [(path(pdf.trailer, "/Root", "/Pages"), {})]
    sound = True
    while stack:
        node, inherited = stack.pop()
        key = reference(node)
        if not is_dictionary(node) or (key is not None and key in seen):
            sound = False
            continue
        if key is not None:
            seen.add(key)
        if len(seen) > 4 * budget.pages or len(found) >= budget.pages:
            raise OverBudgetError(f"more than {budget.pages} pages")
        kids = entry(node, "/Kids")
        if isinstance(kids, pikepdf.Array):
            inherited = {**inherited, **_inheritable(node)}
            stack.extend((kid, inherited) for kid in reversed(elements(kids)))
        else:
            found.append(Page(len(found) + 1, node, inherited))
    return tuple(found), sound


def _inheritable(node: Value) -> dict[str, Value]:
    given = {key: entry(node, key) for key in INHERITED}
    return {key: value for key, value in given.items() if value is not None}


def hidden_layers(catalog: Value) -> frozenset[tuple[int, int]]:
    """The optional content groups that are off as the file opens (ISO 32000-1, 8.11.4)."""
    properties = entry(catalog, "/OCProperties")
    default = entry(properties, "/D")
    off = {reference(group) for group in elements(entry(default, "/OFF"))}
    if name(entry(default, "/BaseState")) == "OFF":
        on = {reference(group) for group in elements(entry(default, "/ON"))}
        off |= {reference(group) for group in elements(entry(properties, "/OCGs"))} - on
    return frozenset(key for key in off if key is not None)
