"""Where in a template's pages a piece of the filled document was written.

A filled page has no places of its own. What stands in it as the template has it (a `<style>`, a
`style` attribute, an address) is found again in the template's files; what a template put
together is not, and is then quoted as it is in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..source import Source


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text begins: the file, and the place in it."""

    source: Source
    line: int
    column: int


@dataclass
class TemplatePages:
    """The pages of a template and of those it extends, searched for what was written in them."""

    folders: tuple[Path, ...]
    _met: dict[str, int] = field(default_factory=dict)

    def style_element(self, text: str) -> Origin | None:
        """Where a `<style>` with this content is written."""
        return self._next(re.escape(text)) if text.strip() else None

    def attribute(self, name: str, value: str) -> Origin | None:
        """Where an attribute has this value; asked again, the next such place."""
        return self._next(rf"""(?<![\w-]){name}\s*=\s*(["'])(?P<it>{re.escape(value)})\1""")

    def _next(self, pattern: str) -> Origin | None:
        found = list(self._search(pattern))
        if not found:
            return None
        count = self._met.get(pattern, 0)
        self._met[pattern] = count + 1
        return found[min(count, len(found) - 1)]

    def _search(self, pattern: str) -> Iterator[Origin]:
        for source, text in self._pages:
            for match in re.finditer(pattern, text):
                start = match.start("it") if "it" in match.re.groupindex else match.start()
                line = text.count("\n", 0, start) + 1
                yield Origin(source, line, start - (text.rfind("\n", 0, start) + 1) + 1)

    @cached_property
    def _pages(self) -> tuple[tuple[Source, str], ...]:
        return tuple(_read(path) for folder in self.folders for path in _pages_in(folder))


def _pages_in(folder: Path) -> Iterable[Path]:
    return sorted(folder.glob("*.html"))


def _read(path: Path) -> tuple[Source, str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    return Source(str(path), path, tuple(text.split("\n"))), text
