"""What is said when a run fails; loaded when one does."""

from __future__ import annotations

import sys
import traceback

import click

from ..diagnostics import EcoPrintError, ExitCode
from ..isolation import bug
from .show import show_findings


def _with_meaning(reason: click.ClickException) -> click.ClickException:
    """The error, with what was probably meant by an option that there is not."""
    if not isinstance(reason, click.NoSuchOption) or reason.ctx is None:
        return reason
    from .meanings import of_option

    options = (o for o in reason.ctx.command.get_params(reason.ctx) if isinstance(o, click.Option))
    known = [name for option in options for name in (*option.opts, *option.secondary_opts)]
    guess = of_option(reason.option_name, [name for name in known if name.startswith("--")])
    return click.UsageError(f"{reason.message} {guess}", reason.ctx)


def say_why(reason: BaseException) -> int:
    """Tell what ended the run being handled; the code to exit with."""
    match reason:
        case EcoPrintError():
            show_findings(reason.findings)
            return reason.exit_code
        case click.ClickException():
            _with_meaning(reason).show()
            return reason.exit_code
        case click.Abort() | KeyboardInterrupt():
            return ExitCode.INTERRUPTED
        case BrokenPipeError():
            sys.stderr.close()
            return ExitCode.DONE
    show_findings(bug("".join(traceback.format_exception(reason))).findings)
    return ExitCode.BUG
