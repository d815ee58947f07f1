"""What each stage is asked for: from the settings of a run and what the report itself says.

`pipeline` carries it out, and knows the order.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from .config import Config
from .files import file_name, legible
from .finishing import Attachment, Metadata, Order, describe, load_profile, media_type
from .layout import Layout
from .profile import Binding
from .reading import ReadOptions
from .report import Report
from .templating import day_of, find_template, resolve_fields

if TYPE_CHECKING:
    from .preflight import Limits as PreflightLimits

#: The usual suffix of each format, for a report that came without a name.
_SUFFIX = {"text": ".txt", "markdown": ".md", "docx": ".docx", "html": ".html"}


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
    """The issue's fields as its template has them, defaults included."""
    template = find_template(config.template, config.template_folders)
    return resolve_fields(template.fields, given_fields(report, config))[0]


def given_fields(report: Report, config: Config) -> dict[str, str | tuple[str, ...]]:
    """The issue's fields: the settings', over them the report's own, over them the flags'."""
    return {**config.fields, **report.fields, **config.overrides}


def order(report: Report, config: Config, layout: Layout) -> Order:
    """What finishing is asked for."""
    metadata = describe(layout.title, layout.authors, issue_fields(report, config), report.language)
    name = source_name(report)
    return Order(
        profiles=config.profiles,
        metadata=metadata,
        moment=_moment(report, config, metadata),
        source=Attachment(name, media_type(name), report.original),
        press=config.press,
        conformance=config.conformance,
    )


def _moment(report: Report, config: Config, metadata: Metadata) -> datetime | None:
    """When the files say they were made: as told, or the day of issue, or the day reported."""
    if config.epoch is not None:
        return datetime.fromtimestamp(config.epoch, UTC)
    said = report.meeting_date
    if metadata.moment is None and said is not None and said.year is not None:
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
    given = given_fields(report, config).get("date")
    day = day_of(given) if isinstance(given, str) else None
    headline = report.headline.text if report.headline else stem
    return file_name(day.isoformat() if day else _said_date(report), headline)


def _said_date(report: Report) -> str:
    said = report.meeting_date
    if said is None:
        return ""
    day = f"{said.month:02}-{said.day:02}"
    return f"{said.year}-{day}" if said.year else day


def source_name(report: Report) -> str:
    """What the report is called as a file, one of its format where it came without a name."""
    path = report.source.path
    return legible(path.name) if path else f"source{_SUFFIX[report.format]}"
