"""What is said when a run fails; loaded when one does."""

from __future__ import annotations

import sys
import traceback

import click

from ..diagnostics import EcoPrintError, ExitCode
from ..isolation import bug
from .show import show_findings


def say_why(reason: BaseException) -> int:
    """Tell what ended the run being handled; the code to exit with."""
    match reason:
        case EcoPrintError():
            show_findings(reason.findings)
            return reason.exit_code
        case click.ClickException():
            reason.show()
            return reason.exit_code
        case click.Abort() | KeyboardInterrupt():
            return ExitCode.INTERRUPTED
        case BrokenPipeError():
            sys.stderr.close()
            return ExitCode.DONE
    show_findings(bug("".join(traceback.format_exception(reason))).findings)
    return ExitCode.BUG
