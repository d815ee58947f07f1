"""Reports to be built, as a command line names them, and the building of them.

A `Job` is one report with the settings that are its own. Each is done in a child process with
limits; what comes out is written, kept and told as it is done.
"""

from __future__ import annotations

import glob
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ..config import Config, nearest_settings, resolve
from ..diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error
from .language import say
from .press_options import press_flags, refuse_in_vain
from .progress import progress

if TYPE_CHECKING:
    from ..archive import Added
    from ..pipeline import Built
    from .outputs import Outputs
    from .summary import Summary

SUFFIXES = (".txt", ".md", ".markdown", ".docx", ".docm", ".html", ".htm")
UNREAD = (".doc", ".wps", ".rtf")
"""Reports that have to be saved anew: in a folder of reports they are told, not passed over."""
STDIN = "-"


class Keeper(Protocol):
    """Where issues are kept as they are built."""

    def asked(self, config: Config) -> Config:
        """The settings with what is kept among what is made. Raises EcoPrintError."""

    def keep(self, built: Built, config: Config) -> Added:
        """Keep what was built with these settings. Raises EcoPrintError."""


@dataclass(frozen=True, slots=True)
class Job:
    """One report to be built; `source` is its path, or - for standard input."""

    source: str
    config: Config

    @classmethod
    def of(cls, source: str, flags: dict[str, Any]) -> Job:
        """A report with its own settings, and the flags over them.

        Raises:
            EcoPrintError: as `resolve`.
            click.UsageError: for flags that do nothing.
        """
        given = press_flags(flags)
        folder = Path.cwd() if source == STDIN else Path(source).resolve().parent
        settings = given.pop("settings") or nearest_settings(folder)
        overrides = dict(given.pop("fields"))
        for name in ("issue", "date"):
            if (value := given.pop(name)) is not None:
                overrides[name] = value
        given["overrides"] = overrides
        given["profiles"] = given["profiles"] or None
        given["repairs_off"] = frozenset(given["repairs_off"]) or None
        config = resolve(settings, given, folder=folder)
        refuse_in_vain(flags, config.profiles)
        return cls(source, config)


def expand(given: str) -> list[str]:
    """The reports that one argument names."""
    path = Path(given)
    if given == STDIN or path.is_file():
        return [given]
    if path.is_dir():
        found = sorted(str(each) for each in path.iterdir() if _is_report(each))
    else:
        found = sorted(name for name in glob.iglob(given, recursive=True) if Path(name).is_file())
        if not found and not glob.has_magic(given):
            return [given]  # reading says what is wrong with it
    if not found:
        raise EcoPrintError(ExitCode.SOURCE, _no_reports(given))
    return found


def _is_report(path: Path) -> bool:
    """By its name; ~$稿.docx is what Word leaves beside a document that is open."""
    return path.suffix.lower() in SUFFIXES + UNREAD and not path.name.startswith((".", "~$"))


def gathered(
    reports: Sequence[str], flags: dict[str, Any], summary: Summary
) -> tuple[list[Job], ExitCode]:
    """The jobs that the arguments name; what names none is told, and holds up no other."""
    jobs: list[Job] = []
    worst = ExitCode.DONE
    for given in reports:
        try:
            jobs += [Job.of(source, flags) for source in expand(given)]
        except EcoPrintError as failure:
            summary.failed(given, failure)
            worst = max(worst, failure.exit_code)
    return jobs, worst


def _no_reports(given: str) -> Diagnostic:
    return error(
        "no-reports",
        Text(zh=f"{given} 里没有报告", en=f"there are no reports in {given}"),
        hint=Text(zh=f"认得的文件：{' '.join(SUFFIXES)}", en=f"files known: {' '.join(SUFFIXES)}"),
    )


def run(
    jobs: Sequence[Job],
    at_once: int,
    summary: Summary,
    outputs: Outputs | None = None,
    keepers: Keeper | None = None,
) -> ExitCode:
    """Do every job, write and keep what comes out; the worst exit code."""
    from ..isolation import run_all

    if len(jobs) > 1:
        with suppress(EcoPrintError):  # each report tells of it as its own
            _warm(jobs[0].config)
    wanted = sys.stdin is not None and any(job.source == STDIN for job in jobs)
    data = sys.stdin.buffer.read() if wanted else b""
    asked = [keepers.asked(job.config) if keepers else job.config for job in jobs]
    tasks = [partial(_built, job.source, data, c) for job, c in zip(jobs, asked, strict=True)]
    worst = ExitCode.DONE
    with progress(len(jobs)) as line:
        for outcome in run_all(tasks, jobs[0].config.limits, at_once) if jobs else ():
            line.clear()
            job = jobs[outcome.index]
            try:
                built = outcome.get()
                paths = outputs.write(built, job.source, job.config) if outputs else ()
                kept = _kept(built, asked[outcome.index], keepers)
                summary.built(job.source, _given_out(built, job.config, outputs), paths, kept)
                worst = max(worst, ExitCode.PREFLIGHT if built.withheld else ExitCode.DONE)
            except EcoPrintError as failure:
                summary.failed(job.source, failure)
                worst = max(worst, failure.exit_code)
            line.step()
    return worst


def _kept(built: Built, config: Config, keepers: Keeper | None) -> Added | None:
    return keepers.keep(built, config) if keepers and not built.withheld else None


def _given_out(built: Built, config: Config, outputs: Outputs | None) -> Built:
    """What was built, with the products that were written: the archive may have had more."""
    written = (p for p in built.products if outputs and p.profile in config.profiles)
    return replace(built, products=tuple(written))


def _built(source: str, data: bytes, config: Config) -> Built:
    from ..pipeline import build

    return build(data if source == STDIN else source, config, name=say("标准输入", "stdin"))


def _warm(config: Config) -> None:
    """Load the engine once, so that every child starts with it."""
    from ..fonts import load_fonts
    from ..layout import start_engine

    start_engine(load_fonts(*config.font_folders))
    import_module("eco_print.pipeline")
