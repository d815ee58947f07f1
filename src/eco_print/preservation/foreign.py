"""Keeping a finished PDF that was made elsewhere or long ago: what it says of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from .. import wording
from ..archive import Agent, Card, Deposit, Event, File, fit_name
from ..diagnostics import EcoPrintError, ExitCode, Text, error
from ..files import legible
from ..finishing import media_type
from ..profile import Profile
from .versions import versions

#: What those who handed a PDF in said of it.
TOLD = "description.json"
_DATE = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})")


def foreign_deposit(
    path: Path, source: Path | None, headline: str | None, fields: Mapping[str, str]
) -> Deposit:
    """The deposit of a PDF file, with the report it was made from when there is one.

    What `headline` and `fields` (issue, date, organ, name …) do not say is read from the PDF.

    Raises:
        EcoPrintError: `pdf-unreadable`, `source-unreadable`.
    """
    data = _read(path, _pdf_unreadable)
    title, pages, text = _said(data, path)
    files = [File(fit_name(legible(path.name)), data)]
    if told := {**({"headline": headline} if headline else {}), **fields}:
        # Part of what it is: described otherwise, it is another entry, and may replace this one.
        files.append(File(TOLD, _as_json(told)))
    if source is not None:
        received = _read(source, _source_unreadable)
        files.append(File(f"source/{fit_name(legible(source.name))}", received))
    return Deposit(
        card=Card(
            title=headline or title or legible(path.stem),
            publication=fields.get("name", ""),
            organ=fields.get("organ", ""),
            editor=fields.get("editor", ""),
            number=fields.get("issue", ""),
            total=fields.get("total_issue", ""),
            serial=fields.get("serial", ""),
            classification=fields.get("classification", ""),
            issued=_day(fields.get("date", "")),
            profiles=(Profile.ARCHIVE.value,),
            pages=pages,
            source=legible(source.name) if source else "",
            text=text,
        ),
        files=tuple(files),
        core=tuple(file.path for file in files),
        media_types=tuple((file.path, _media_type(file.path)) for file in files),
        events=(_received(path),),
        agents=(Agent("eco-print", versions()["eco-print"]),),
    )


def _as_json(told: Mapping[str, str]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _media_type(path: str) -> str:
    if path == TOLD:
        return "application/json"
    return "application/pdf" if path.lower().endswith(".pdf") else media_type(path)


def _received(path: Path) -> Event:
    detail = f"收入现成的文件 · received as a finished file: {legible(path.name)}"
    return Event("capture", datetime.now(UTC), detail, agents=("eco-print",))


def _said(data: bytes, path: Path) -> tuple[str, int, str]:
    """The title, the number of pages and the text of a PDF."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            title: Any = pdf.docinfo.get("/Title", "")
            pages = len(pdf.pages)
        with pypdfium2.PdfDocument(data) as document:
            texts = [page.get_textpage().get_text_bounded() for page in document]
    except pikepdf.PasswordError as reason:
        raise _pdf_unreadable(path, "invalid password") from reason
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as reason:
        raise _pdf_unreadable(path, str(reason)) from reason
    return str(title), pages, "\n".join(texts).replace("\r\n", "\n").replace("\ufffe", "")


def _day(text: str) -> date | None:
    match = _DATE.search(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _read(path: Path, fault: Callable[[Path, str], EcoPrintError]) -> bytes:
    try:
        return path.read_bytes()
    except OSError as reason:
        raise fault(path, reason.strerror or str(reason)) from reason


def _pdf_unreadable(path: Path, reason: str) -> EcoPrintError:
    text = Text(zh=f"PDF 读不出来：{path}", en=f"the PDF cannot be read: {path}")
    return EcoPrintError(
        ExitCode.FILE_ACCESS, error("pdf-unreadable", text, hint=wording.because(reason))
    )


def _source_unreadable(path: Path, reason: str) -> EcoPrintError:
    text = Text(zh=f"原稿读不出来：{path}", en=f"the source cannot be read: {path}")
    return EcoPrintError(
        ExitCode.FILE_ACCESS, error("source-unreadable", text, hint=wording.because(reason))
    )
