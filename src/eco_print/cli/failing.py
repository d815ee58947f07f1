"""What is said when a run fails; loaded when one does."""

from __future__ import annotations

import errno
import os
import re
import sys
import traceback
from io import TextIOWrapper
from pathlib import Path

import click

from ..diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error
from ..isolation import bug
from ..wording import because
from .language import say
from .show import show_findings

#: What the system says when nothing more goes out. Files that are written name themselves.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


def _with_meaning(reason: click.ClickException) -> click.ClickException:
    """The error, with what was probably meant by an option or a word that has no place here."""
    if isinstance(reason, click.UsageError) and _is_archive_left_over(reason):
        hint = say("档案库写成 --archive 文件夹。", "name the archive with --archive FOLDER.")
        return click.UsageError(f"{reason.message} {hint}", reason.ctx)
    if not isinstance(reason, click.NoSuchOption) or reason.ctx is None:
        return reason
    from .meanings import of_option

    options = (o for o in reason.ctx.command.get_params(reason.ctx) if isinstance(o, click.Option))
    known = [name for option in options for name in (*option.opts, *option.secondary_opts)]
    guess = of_option(reason.option_name, [name for name in known if name.startswith("--")])
    return click.UsageError(f"{reason.message} {guess}", reason.ctx)


def _is_archive_left_over(reason: click.UsageError) -> bool:
    """Whether a folder is one word too many for a command that takes --archive."""
    if reason.ctx is None or not any("--archive" in o.opts for o in reason.ctx.command.params):
        return False
    left = re.search(r"[(（](.+)[)）]", reason.message)
    return left is not None and any(Path(word).is_dir() for word in left[1].split())


def _forget_output() -> None:
    """Let what is still to be written go nowhere: Python would fail on it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.__stdout__.fileno() if sys.__stdout__ else 1)
    os.close(nowhere)


def _output_full(problem: Exception) -> Diagnostic:
    return error(
        "output-unwritable",
        Text(zh="写不进标准输出", en="cannot write to standard output"),
        hint=because(problem),
    )


def say_why(reason: BaseException) -> int:
    """Tell what ended the run being handled; the code to exit with."""
    if isinstance(reason, SystemExit) and isinstance(sys.stdout, TextIOWrapper):
        raise reason  # else click met a broken pipe, and put something else for the stream
    match reason:
        case EcoPrintError():
            show_findings(reason.findings)
            code: int = reason.exit_code
        case click.ClickException():
            _with_meaning(reason).show()
            code = reason.exit_code
        case click.Abort() | KeyboardInterrupt():
            click.echo(say("已中断", "interrupted"), err=True)
            code = ExitCode.INTERRUPTED
        case BrokenPipeError() | SystemExit():
            _forget_output()
            code = ExitCode.DONE
        case OSError(errno=number) if number in _FULL:
            _forget_output()
            show_findings([_output_full(reason)])
            code = ExitCode.FILE_ACCESS
        case _:
            show_findings(bug("".join(traceback.format_exception(reason))).findings)
            code = ExitCode.BUG
    return code
