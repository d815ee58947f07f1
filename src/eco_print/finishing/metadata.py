"""What a bulletin says of itself, whichever file it is in.

In: the fields of the issue as the template and the settings name them. Out: `Metadata`, which
`xmp` writes in the terms of Dublin Core and PRISM (ISO 16684-1; GB/T 33480-2016 asks for the
same of an electronic official document: title, issuing body, number, date, identifier).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

from msgspec import Struct

_DATE = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")


class Metadata(Struct, frozen=True):
    """The document, in the words of its catalogue card. Empty means unknown.

    `publication` is the bulletin's name (刊名), `organ` who issues it (主办机关), `editor` the
    office that made it (编印单位), `number` the issue (期号), `total_number` the running one
    (总期号), `identifier` a name that stays (发文字号, 编号, a DOI, a URN): one is derived when it
    is empty.
    """

    title: str
    authors: tuple[str, ...] = ()
    publication: str = ""
    organ: str = ""
    editor: str = ""
    number: str = ""
    total_number: str = ""
    issued: date | None = None
    identifier: str = ""
    language: str = "zh-Hans"

    @property
    def moment(self) -> datetime | None:
        """The day of issue as a moment: its beginning, in universal time everywhere."""
        if self.issued is None:
            return None
        return datetime(self.issued.year, self.issued.month, self.issued.day, tzinfo=UTC)


def describe(
    title: str,
    authors: tuple[str, ...],
    fields: Mapping[str, str | tuple[str, ...]],
    language: str = "zh-Hans",
) -> Metadata:
    """The metadata of an issue from its fields, by their usual names; unknown ones are left."""

    def text(name: str) -> str:
        value = fields.get(name, "")
        return "、".join(value) if isinstance(value, tuple) else value.strip()

    return Metadata(
        title=title or text("name"),
        authors=authors,
        publication=text("name"),
        organ=text("organ") or text("signature"),
        editor=text("editor"),
        number=text("issue"),
        total_number=text("total_issue"),
        issued=day(text("date")) or day(text("signed")),
        identifier=text("identifier") or text("document_number") or text("serial"),
        language=language,
    )


def day(text: str) -> date | None:
    """The day that a date names, 2023-10-24 or 2023年10月24日; None when it names none."""
    match = _DATE.search(text)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None
