"""What several tests use: running the command line, and reading a PDF back."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from eco_print.report import Report, Run, plain

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "tieling.txt"
PAGE_NUMBER = re.compile(r"—\s*\d+\s*—")


@dataclass(frozen=True)
class Ran:
    code: int
    out: bytes
    err: str

    @property
    def data(self) -> dict:
        return json.loads(self.out)


def eco_print(*arguments: object, cwd: Path, stdin: bytes = b"", **environment: str) -> Ran:
    """Run the command line in `cwd`, in English unless the environment says otherwise."""
    done = subprocess.run(
        [sys.executable, "-m", "eco_print", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=300,
        env={**os.environ, "LC_ALL": "C.UTF-8", "ECO_PRINT_LANGUAGE": "en", **environment},
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode())


def squeeze(text: str) -> str:
    """Text without any white space."""
    return "".join(text.split())


def page_texts(pdf: bytes) -> list[str]:
    """The text of every page as pdfium extracts it, page numbers left out."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    # pdfium marks a hyphenated line end with U+FFFE and joins nothing by itself.
    return [PAGE_NUMBER.sub("", text.replace("\ufffe", "")) for text in texts]


def pdf_text(pdf: bytes) -> str:
    """The text of a PDF in reading order, without white space and page numbers."""
    return squeeze("".join(page_texts(pdf)))


def link_addresses(value: object) -> list[str]:
    """Where the links of a report, or of a part of one, lead."""
    if isinstance(value, tuple):
        return [link for each in value for link in link_addresses(each)]
    if isinstance(value, Run) and value.link:
        return [value.link]
    parts = getattr(type(value), "__match_args__", ())
    return [link for name in parts for link in link_addresses(getattr(value, name))]


def report_text(report: Report) -> str:
    """What a bulletin must print of a report, in reading order, without white space."""
    headline = report.headline
    parts = []
    if headline:
        parts += [plain(headline.kicker), headline.text, plain(headline.subtitle)]
    parts.append(report.body_text())
    for credit in (credit for credit in report.credits if not credit.in_body):
        parts.append(credit.role + ("：" if credit.people else "") + "".join(credit.people))
    return squeeze("".join(parts))
