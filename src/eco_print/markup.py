"""What templating hands to layout: semantic HTML, and what may be read while it is set."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from .report import Asset
from .source import Source

#: Elements made from a piece of the report carry its place, "line:column", in this attribute.
PLACE_ATTRIBUTE = "data-place"

#: Elements of a template's own that findings may speak of carry theirs, "line:file", in this one.
TEMPLATE_ATTRIBUTE = "data-template"

#: The scheme under which pictures that came inside the report are addressed: `asset:NAME`.
ASSET_SCHEME = "asset"


@dataclass(frozen=True, slots=True)
class Markup:
    """A document ready to be set.

    `template_folders` are the folders whose sheets, pictures and other files the document may
    use, the template's own first; `picture_folder` is where the report's pictures lie (None
    for standard input).
    """

    html: str
    source: Source
    template_folders: tuple[Path, ...]
    picture_folder: Path | None = None
    assets: tuple[Asset, ...] = field(default=(), repr=False)

    @property
    def base(self) -> Path:
        """The folder that relative addresses in the template start from."""
        return self.template_folders[0]
