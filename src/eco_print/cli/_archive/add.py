"""`eco-print archive add`: reports built and kept, or finished PDFs taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ...diagnostics import EcoPrintError, ExitCode
from ..jobs import Job, expand, run
from ..language import say
from ..members import Words
from ..report_options import report_options
from ..summary import Summary

if TYPE_CHECKING:
    from .keepers import Keepers


@click.command(
    "add",
    help=say(
        "把报告排好并入库；给 PDF 则原样收入。入库的名称写到标准输出。",
        "Build reports and keep them; a PDF is taken in as it is. Their names go to stdout.",
    ),
)
@click.argument("reports", metavar="REPORT|PDF...", nargs=-1, required=True)
@click.option(
    "--archive",
    "location",
    metavar=say("文件夹|网址", "FOLDER|URL"),
    help=say("哪个档案库；不给则看设置", "which archive; default: the settings'"),
)
@click.option(
    "--source",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=say("PDF 的原稿", "the report that a PDF was made from"),
)
@click.option(
    "--supersedes",
    metavar=say("名称", "NAME"),
    help=say("替代馆藏里的这一份", "the issue that this one replaces"),
)
@click.option("--reason", type=Words(), default="", help=say("替代的理由", "why it is replaced"))
@click.option(
    "--sign",
    "certificate",
    type=click.Path(exists=True, path_type=Path),
    metavar="CERT.pem",
    help=say("签名用的证书", "sign the manifest with this certificate"),
)
@click.option(
    "--key",
    type=click.Path(exists=True, path_type=Path),
    metavar="KEY.pem",
    help=say("证书的私钥；口令取自 ECO_PRINT_PASS", "its key; passphrase from ECO_PRINT_PASS"),
)
@report_options
def command(
    reports: tuple[str, ...],
    location: str | None,
    source: Path | None,
    supersedes: str | None,
    reason: str,
    certificate: Path | None,
    key: Path | None,
    form: str,
    *,
    quiet: bool,
    verbose: bool,
    at_once: int,
    **flags: Any,
) -> int:
    """Keep every report; the worst exit code is returned."""
    import os

    from ...preservation import Terms
    from .keepers import Keepers

    if (certificate is None) != (key is None):
        raise click.UsageError(say("--sign 与 --key 要一起给", "--sign and --key go together"))
    given = [each for name in reports for each in ([name] if _is_pdf(name) else expand(name))]
    if len(given) > 1 and (supersedes or source):
        raise click.UsageError(
            say("--supersedes 和 --source 一次只收一份", "--supersedes and --source take one issue")
        )
    passphrase = os.environ.get("ECO_PRINT_PASS", "")
    terms = Terms(supersedes, reason, certificate, key, passphrase)
    summary = Summary(form, quiet=quiet, verbose=verbose, paths_to_stdout=True)
    jobs = [Job.of(name, flags) for name in given if not _is_pdf(name)]
    with Keepers(location or "", terms) as keepers:
        code = run(jobs, at_once, summary, keepers=keepers)
        for name in filter(_is_pdf, given):
            code = max(code, _taken_in(name, source, flags, keepers, summary))
    summary.close()
    return int(code)


def _is_pdf(name: str) -> bool:
    return Path(name).suffix.lower() == ".pdf"


def _taken_in(
    name: str, source: Path | None, flags: dict[str, Any], keepers: Keepers, summary: Summary
) -> ExitCode:
    from ...preservation import foreign_deposit

    config = Job.of(name, flags).config
    fields = {n: v for n, v in {**config.fields, **config.overrides}.items() if isinstance(v, str)}
    try:
        made = foreign_deposit(Path(name), source, config.headline, fields)
        summary.kept(name, keepers.put(made, config))
    except EcoPrintError as failure:
        summary.refused(name, failure)
        return failure.exit_code
    return ExitCode.DONE
