"""The one painting of the pages that every product is made from.

In: the painted PDF. Out: a `Master`, packed, with the painter's own account of itself taken out,
that can be opened as often as there are products.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Final

import pikepdf
from pikepdf import Dictionary

from .faces import compact_faces
from .xmp import Tools

#: What of the catalog is the document's own; whatever else is there, the product decides.
_STRUCTURE = {"/StructTreeRoot", "/MarkInfo", "/ViewerPreferences", "/Lang"}
_KEPT = _STRUCTURE | {"/Type", "/Pages", "/Names", "/Outlines", "/AcroForm"}
_PACKING: Final = 9


@dataclass(frozen=True, slots=True)
class Master:
    """The packed painting, a digest of what was painted, and the tools that did it."""

    data: bytes = field(repr=False)
    digest: bytes
    tools: Tools

    @classmethod
    def of(cls, painted: bytes) -> Master:
        """Take over a painting."""
        with pikepdf.open(io.BytesIO(painted)) as pdf:
            engine = str(pdf.trailer.get("/Info", Dictionary()).get("/Producer", "")).strip()
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            for key in set(pdf.Root.keys()) - _KEPT:
                del pdf.Root[key]
            compact_faces(pdf)
            program = _program()
            tools = Tools(program, f"{program} ({engine})" if engine else program)
            return cls(save(pdf), hashlib.sha256(painted).digest(), tools)

    def open(self) -> pikepdf.Pdf:
        """The painting as a document of one's own."""
        return pikepdf.open(io.BytesIO(self.data))


def _program() -> str:
    """The program's name and, where it is installed, its version."""
    try:
        return f"eco-print {version('eco-print')}"
    except PackageNotFoundError:
        return "eco-print"


def save(pdf: pikepdf.Pdf, pdf_version: str = "1.7") -> bytes:
    """A document as bytes: packed, its /ID a digest of it, the same whenever it is saved."""
    pikepdf.settings.set_flate_compression_level(_PACKING)
    out = io.BytesIO()
    pdf.save(
        out,
        force_version=pdf_version,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        preserve_pdfa=True,
    )
    return out.getvalue()
