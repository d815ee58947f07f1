"""Set one job with WeasyPrint, composed or not, and print the time of layout and of all.

python -m bench.typography.worker eco|engine FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import process_time

from weasyprint import HTML

from .makers import Job, html


def main(kind: str, folder: str) -> None:
    place = Path(folder)
    given = json.loads((place / "job.json").read_text(encoding="utf-8"))
    job = Job(tuple(given["paragraphs"]), given["ems"], given["size"])
    if kind == "eco":
        from eco_print.layout.composition import install

        install()
    HTML(string="<html lang=zh><p>热身 A1</p>").write_pdf()
    document = HTML(string=html(job))
    before = process_time()
    pages = document.render()
    laid_out = process_time()
    (place / "out.pdf").write_bytes(pages.write_pdf())
    print(laid_out - before, process_time() - before)


if __name__ == "__main__":
    main(*sys.argv[1:])
