"""Filling a template: Jinja2 in a sandbox, everything escaped, undefined names are errors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    nodes,
)
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner

from ..cache import cache_folder
from ..diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error
from ..markup import ASSET_SCHEME, Markup
from ..report import (
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quotation,
    Report,
    Runs,
    Table,
    plain,
)
from .faults import MISTAKES, fault
from .fields import FieldValue
from .figures import figure_widths, is_figure
from .heads import head_rows
from .library import PAGE, Template
from .official import official
from .places import PlacedElements

_BLOCK_NAMES: dict[type, str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    ListBlock: "list",
    Table: "table",
    Figure: "figure",
    Quotation: "quotation",
}


_USABLE = re.compile(r"(?:(?:https?|ftp)://(?:www\.)?|mailto:)(.+)", re.IGNORECASE)

#: What a template may call methods of: values without power, and jinja's own.
_PLAIN = (str, int, float, tuple, list, dict, LoopContext, BlockReference, Joiner, Cycler)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Calls nothing but macros, jinja's own helpers, and methods of plain values.

    Jinja's sandbox keeps templates off Python's internals; the objects we hand in (a path, say)
    have methods of their own that no template needs.
    """

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for switch in tree.find_all(nodes.ScopedEvalContextModifier):
            raise TemplateSyntaxError(
                "{% autoescape %} is not available: a report's text is always escaped",
                switch.lineno,
                name,
                filename,
            )
        return tree

    def is_safe_callable(self, obj: Any) -> bool:
        if not super().is_safe_callable(obj):
            return False
        if isinstance(obj, (Macro, BlockReference)) or obj in self.globals.values():
            return True
        return isinstance(getattr(obj, "__self__", None), _PLAIN)


def render(report: Report, template: Template, fields: Mapping[str, FieldValue]) -> Markup:
    """The report in the template's HTML.

    Raises:
        EcoPrintError: `template-syntax`, `template-undefined` or `template-failed`, with file
            and line.
    """
    environment = _environment(template.folders)
    try:
        html = environment.get_template(PAGE).render(
            report=report, fields=fields, language=report.language, template=template
        )
    except (TemplateError, *MISTAKES) as reason:
        if (finding := fault(reason, template)) is None:
            raise
        raise EcoPrintError(ExitCode.SOURCE, finding) from reason
    except RecursionError as reason:
        raise EcoPrintError(ExitCode.SOURCE, _too_deep(report)) from reason
    return Markup(
        html=html,
        source=report.source,
        template_folders=template.folders,
        picture_folder=report.source.path.resolve().parent if report.source.path else None,
        assets=report.assets,
    )


def _environment(folders: tuple[Path, ...]) -> _Sandbox:
    environment = _Sandbox(
        loader=_loader(folders),
        bytecode_cache=_compiled_templates(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=(PlacedElements,),
    )
    for name in ("safe", "tojson", "xmlattr"):  # each gives text that is not escaped again
        environment.filters.pop(name, None)
    environment.filters.update(
        block_name=lambda block: _BLOCK_NAMES[type(block)],
        place=_place,
        address=_address,
        link_addresses=_link_addresses,
        official=official,
        figure_widths=figure_widths,
        head_rows=head_rows,
    )
    environment.tests["numeric"] = is_figure
    return environment


def _loader(folders: tuple[Path, ...]) -> BaseLoader:
    """Files by their own name, the first folder's first; `bulletin/…` names one folder's."""
    named = {folder.name: FileSystemLoader(folder) for folder in folders}
    return ChoiceLoader([FileSystemLoader(folders), PrefixLoader(named)])


def _compiled_templates() -> FileSystemBytecodeCache | None:
    """Compiled templates are kept between runs; compiling takes longer than filling."""
    folder = cache_folder() / "pages"
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder))


def _place(piece: Any) -> str:
    """Where a piece of the report came from, for the place attribute."""
    return f"{piece.span.line}:{piece.span.column}"


def _address(figure: Figure) -> str:
    """The address a figure's picture is asked for by; the resource gate decides on it."""
    if figure.asset is not None:
        return f"{ASSET_SCHEME}:{figure.asset}"
    return f"picture:{figure.target or ''}"


def _link_addresses(runs: Runs) -> tuple[str, ...]:
    """For each run the address to print after it: at the end of a link that does not say its own.

    Paper cannot be clicked. Only addresses that a reader can use elsewhere are printed.
    """
    told = [""] * len(runs)
    start = 0
    for at, run in enumerate(runs):
        following = runs[at + 1].link if at + 1 < len(runs) else None
        if run.link and following != run.link:
            match = _USABLE.match(run.link)
            said = plain(runs[start : at + 1])
            if match and match[1].rstrip("/") not in said:
                told[at] = run.link.removeprefix("mailto:")
        if following != run.link:
            start = at + 1
    return tuple(told)


def _too_deep(report: Report) -> Diagnostic:
    return error(
        "source-too-deep",
        Text(zh="报告嵌套太深，无法排版", en="the report is nested too deeply to be set"),
        source=report.source,
        hint=Text(zh="减少列表或引文的层数", en="use fewer levels of lists or quotations"),
    )
