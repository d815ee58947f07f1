"""What each stage is asked for: from the settings of a run and what the report itself says.

`pipeline` carries it out, and knows the order.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .config import Config
from .files import file_name, legible
from .finishing import Attachment, Metadata, Order, describe, load_profile, media_type
from .layout import Layout
from .profile import Binding
from .reading import Issued, ReadOptions, issued
from .report import Report, SaidDate
from .templating import day_of, find_template, resolve_fields

if TYPE_CHECKING:
    from .preflight import Limits as PreflightLimits

#: The usual suffix of each format, for a report that came without a name.
_SUFFIX = {"text": ".txt", "markdown": ".md", "docx": ".docx", "html": ".html"}

#: Credits of these roles are a report's authors, as `metadata` of templates/_base has it.
_REPORTERS = ("记者", "記者", "通讯员")
_DAYS = ("date", "signed")  # 印发日期, 成文日期
_STOP = re.compile("[。！？!?]")
_LONGEST_TITLE = 30


def read_options(config: Config, name: str = "-") -> ReadOptions:
    """How the configuration wants reports read."""
    return ReadOptions(
        encoding=config.encoding,
        script=config.script,
        repairs_off=config.repairs_off,
        headline=config.headline,
        name=name,
        font_folders=config.font_folders,
        max_bytes=config.limits.source_bytes,
        max_lines=config.limits.source_lines,
    )


def issue_fields(report: Report, config: Config) -> dict[str, str | tuple[str, ...]]:
    """The issue's fields as its template has them, and what only the report's lines say.

    署名, 成文日期 and 发文字号 stand in for the fields of these names that nobody gave. They are
    for catalogues: the pages print such lines themselves.
    """
    template = find_template(config.template, config.template_folders)
    given = given_fields(report, config)
    fields = resolve_fields(template.fields, given)[0]
    said = {name: given.get(name) or it for name, it in _said_fields(issued(report)).items()}
    if fields.get("serial") and not given.get("document_number"):
        del said["document_number"]  # 编号 names the issue already
    return {**fields, **{name: value for name, value in said.items() if not fields.get(name)}}


def _said_fields(found: Issued) -> dict[str, str | tuple[str, ...]]:
    day = _whole(found.dated)
    return {
        "signature": found.organs,
        "signed": day.isoformat() if day else "",
        "document_number": found.number,
    }


def _whole(said: SaidDate | None) -> date | None:
    """The day that a report says with its year; there is no 30 February."""
    if said is None or said.year is None:
        return None
    return day_of(f"{said.year:04}-{said.month}-{said.day}")


def given_fields(report: Report, config: Config) -> dict[str, str | tuple[str, ...]]:
    """The issue's fields: the settings', over them the report's own, over them the flags'."""
    return {**config.fields, **report.fields, **config.overrides}


def order(report: Report, config: Config, layout: Layout) -> Order:
    """What finishing is asked for."""
    name = source_name(report)
    metadata = describe(
        layout.title.strip() or _first_words(report) or Path(name).stem,
        _authors(report, layout),
        issue_fields(report, config),
        report.language,
    )
    return Order(
        profiles=config.profiles,
        metadata=metadata,
        moment=_moment(report, config, metadata),
        source=Attachment(name, media_type(name), report.original),
        press=config.press,
        conformance=config.conformance,
    )


def _first_words(report: Report) -> str:
    """What a text without any title is called (ISO 14289-1, 7.1 asks for a title)."""
    lines = (_STOP.split(line.strip(), maxsplit=1)[0] for line in report.body_text().splitlines())
    words = next(filter(None, lines), "")
    return words if len(words) <= _LONGEST_TITLE else f"{words[: _LONGEST_TITLE - 1]}…"


def _authors(report: Report, layout: Layout) -> tuple[str, ...]:
    """Who made the text: reporters, else who spoke, else as the page says, else who signed."""
    if any(word in credit.role for credit in report.credits for word in _REPORTERS):
        return layout.authors
    found = issued(report)
    return found.speakers or layout.authors or found.people


def _moment(report: Report, config: Config, metadata: Metadata) -> datetime | None:
    """When the files say they were made: as told, or the day of issue, or the day reported."""
    if config.epoch is not None:
        return datetime.fromtimestamp(config.epoch, UTC)
    said = _whole(report.meeting_date)
    if metadata.moment is None and said is not None:
        return datetime(said.year, said.month, said.day, tzinfo=UTC)
    return metadata.moment


def preflight_limits(config: Config) -> PreflightLimits:
    """The printer's figures, as preflight takes them."""
    from .preflight import Limits

    press = config.press
    ink = Limits().total_ink if press.icc is None else load_profile(press).ink_limit
    ink = press.ink_limit if press.ink_limit is not None else ink
    # An imposed file has sheets for pages: they were padded before they were put together.
    binding = Binding.NONE if press.impose == "booklet" else press.binding
    return Limits(bleed_mm=press.bleed, binding=binding, total_ink=ink)


def output_name(report: Report, config: Config) -> str:
    """A stable name that tells what the file is: date and headline, as far as known."""
    stem = report.source.path.stem if report.source.path else "report"
    day = _given_day(report, config)
    headline = report.headline.text if report.headline else stem
    return file_name(day.isoformat() if day else _said_date(report), headline)


def _given_day(report: Report, config: Config) -> date | None:
    given = given_fields(report, config)
    days = (day_of(text) for name in _DAYS if isinstance(text := given.get(name), str))
    return next(filter(None, days), None)


def _said_date(report: Report) -> str:
    """The day of issue as the report's own lines say it, else the day reported."""
    said = issued(report).dated or report.meeting_date
    if said is None:
        return ""
    day = f"{said.month:02}-{said.day:02}"
    return f"{said.year}-{day}" if said.year else day


def source_name(report: Report) -> str:
    """What the report is called as a file, one of its format where it came without a name."""
    path = report.source.path
    return legible(path.name) if path else f"source{_SUFFIX[report.format]}"
