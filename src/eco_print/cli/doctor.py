"""`eco-print doctor`: what this machine lacks, and how to get it."""

from __future__ import annotations

import ctypes.util
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import click

from ..diagnostics import EcoPrintError, ExitCode, Text
from .language import language, say

#: Shared libraries, whether a build fails without them, what for, and Debian's package.
_LIBRARIES = (
    ("pango-1.0", True, Text("排字", "text shaping"), "libpango-1.0-0"),
    ("pangoft2-1.0", True, Text("排字", "text shaping"), "libpangoft2-1.0-0"),
    (
        "harfbuzz-subset",
        True,
        Text("字体子集（可复现、体积小）", "font subsets"),
        "libharfbuzz-subset0",
    ),
)
_PROGRAMS = (("gs", False, Text("分色与总墨量", "separations and total ink"), "ghostscript"),)
_PACKAGES = ("weasyprint", "jinja2", "fonttools", "opencc", "pypinyin", "pikepdf")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked for: found or not, needed or not, and the remedy."""

    name: str
    found: bool
    needed: bool
    detail: Text
    remedy: str = ""


@click.command(
    "doctor", help=say("检查这台机器缺什么，怎么补", "Say what is missing and how to get it")
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    help=say("结果的写法", "how results are written"),
)
def command(form: str) -> int:
    """Exit code 3 when something needed is missing."""
    checks = tuple(_checks())
    if form == "json":
        click.echo(json.dumps([_data(check) for check in checks], ensure_ascii=False, indent=2))
    else:
        for check in checks:
            click.echo(_line(check))
    missing = [check for check in checks if check.needed and not check.found]
    return int(ExitCode.MISSING if missing else ExitCode.DONE)


def _checks() -> Iterator[Check]:
    python = sys.version.split()[0]
    yield Check("python", sys.version_info >= (3, 11), True, Text(python, python), "python3.11")
    for name in _PACKAGES:
        yield _package(name)
    for name, needed, use, package in _LIBRARIES:
        found = ctypes.util.find_library(name) is not None
        yield Check(name, found, needed, use, f"apt-get install {package}")
    for name, needed, use, package in _PROGRAMS:
        yield Check(name, shutil.which(name) is not None, needed, use, f"apt-get install {package}")
    yield _verapdf()
    yield _fonts()


def _package(name: str) -> Check:
    try:
        found = version(name)
    except PackageNotFoundError:
        return Check(name, False, True, Text("", ""), f"pip install {name}")
    return Check(name, True, True, Text(found, found))


def _verapdf() -> Check:
    from ..preflight.verapdf import missing

    lacking = ", ".join(missing())
    use = Text("PDF/A、PDF/UA 校验", "the PDF/A and PDF/UA validator")
    return Check("veraPDF", not lacking, False, use, lacking)


def _fonts() -> Check:
    from ..fonts import check_shipped, load_fonts

    try:
        faces, faults = load_fonts().faces, check_shipped()
    except EcoPrintError as failure:
        faces, faults = (), failure.findings
    if faults:
        return Check("fonts", False, True, faults[0].message, say("重装 eco-print", "reinstall"))
    return Check("fonts", True, True, Text(f"{len(faces)} 款字体", f"{len(faces)} faces"))


def _line(check: Check) -> str:
    if check.found:
        mark = click.style("✓", fg="green")
    else:
        mark = click.style("✗", fg="red") if check.needed else click.style("–", fg="yellow")
    line = f"{mark} {check.name:<18}{check.detail.in_language(language())}"
    if check.found:
        return line
    kind = say("必需", "needed") if check.needed else say("可选", "optional")
    return f"{line}  {say('缺少', 'missing')}（{kind}）：{check.remedy}"


def _data(check: Check) -> dict[str, object]:
    return {
        "name": check.name,
        "found": check.found,
        "needed": check.needed,
        "detail": {"zh": check.detail.zh, "en": check.detail.en},
        "remedy": None if check.found else check.remedy,
    }
