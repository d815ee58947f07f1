"""A template of one's own, to write stylesheets in, and what is found in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eco_print import orders, pipeline
from eco_print.config import Config
from eco_print.diagnostics import Diagnostic
from eco_print.reading import read

REPORT = "标题\n\n正文一段，内容不多。\n"


@dataclass(frozen=True)
class Desk:
    """A template of one's own that extends the bulletin, and a report to try it on."""

    folder: Path

    def findings(
        self, css: str, report: str = REPORT, html: str = "", path: Path | None = None
    ) -> list[Diagnostic]:
        style = '@import "../bulletin/style.css";\n' + css
        (self.folder / "style.css").write_text(style, encoding="utf-8")
        if html:
            (self.folder / "template.html").write_text(html, encoding="utf-8")
        if path is None:
            path = self.folder.parent / "r.txt"
            path.write_text(report, encoding="utf-8")
        config = Config(template=str(self.folder))
        _, found = pipeline.set_report(read(path, orders.read_options(config)), config)
        return list(found)

    def only(self, code: str, css: str, **more: Any) -> Diagnostic:
        (finding,) = [each for each in self.findings(css, **more) if each.code == code]
        return finding


def make_desk(folder: Path) -> Desk:
    folder.mkdir()
    manifest = '[template]\nname = "mine"\nextends = "bulletin"\n'
    (folder / "template.toml").write_text(manifest, encoding="utf-8")
    return Desk(folder)


def quoted(finding: Diagnostic) -> str:
    """The characters that a finding's caret stands under."""
    assert finding.source is not None
    assert finding.span is not None
    line = finding.source.line(finding.span.line)
    assert line is not None
    last = finding.span.end_column if finding.span.end_line == finding.span.line else len(line) + 1
    return line[finding.span.column - 1 : last - 1]


def hint(finding: Diagnostic) -> str:
    return f"{finding.hint.zh}|{finding.hint.en}" if finding.hint else ""
