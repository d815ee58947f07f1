"""What holds for every text: sound text stays, damage goes, nothing else does."""

from __future__ import annotations

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from eco_print.diagnostics import EcoPrintError
from eco_print.reading import REPAIR_KINDS, ReadOptions, read
from eco_print.report import Report
from reading.accounting import lost, rebuilt
from reading.damage import annotate, traditional
from reading.strategies import ARBITRARY, markup, reports

QUICK = settings(deadline=None, max_examples=60)
EVERY_KIND = frozenset(REPAIR_KINDS)


def read_text(text: str, **options: object) -> Report:
    return read(text.encode(), ReadOptions(**options))  # type: ignore[arg-type]


@given(reports())
@QUICK
def test_a_sound_report_is_not_touched(text: str) -> None:
    report = read_text(text)
    assert report.repairs == ()
    assert rebuilt(report).rstrip("\n") == text.rstrip("\n")


@given(reports())
@QUICK
def test_annotated_copies_are_turned_back_exactly(text: str) -> None:
    report = read_text(annotate(text), script="hans")
    unknown = any(finding.code == "mangled-unknown" for finding in report.findings)
    assert unknown or rebuilt(report).rstrip("\n") == text.rstrip("\n")


@given(reports())
@QUICK
def test_annotated_copies_are_turned_back_or_questioned(text: str) -> None:
    report = read_text(annotate(text))
    questions = {finding.code for finding in report.findings}
    questions -= {"headline-missing"}
    assert questions or rebuilt(report).rstrip("\n") == text.rstrip("\n")


@given(reports())
@QUICK
def test_half_width_marks_are_turned_back_exactly(text: str) -> None:
    assume("（B" not in text)
    damaged = text.translate(str.maketrans("，；：！？“”‘’", """,;:!?""''"""))
    assert rebuilt(read_text(damaged)).rstrip("\n") == text.rstrip("\n")


@given(reports())
@QUICK
def test_other_ways_of_writing_are_turned_back_exactly(text: str) -> None:
    damaged = text.replace("……", "...").replace("——", "--").replace("，", "， ")
    assert rebuilt(read_text(damaged)).rstrip("\n") == text.rstrip("\n")


@given(reports())
@QUICK
def test_wide_figures_are_turned_back_exactly(text: str) -> None:
    wide = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x30, 0x3A)})
    kept = text.replace(",", "").replace(".", "").replace(":", "")
    assert rebuilt(read_text(kept.translate(wide))).rstrip("\n") == kept.rstrip("\n")


@given(reports())
@QUICK
def test_converted_text_is_turned_back_or_questioned(text: str) -> None:
    report = read_text(traditional(text), script="hans")
    assert rebuilt(report).rstrip("\n") == text.rstrip("\n")


@given(ARBITRARY)
@settings(deadline=None, max_examples=400)
@example("环境 (huán) 。。。 --\"'")
@example("°¡°🙁¡")
@example("A&am🙁🙁p;B 🙁")
def test_repair_is_idempotent(text: str) -> None:
    try:
        first = read_text(text)
    except EcoPrintError:
        return
    sound = rebuilt(first)
    if sound.strip():
        assert rebuilt(read_text(sound)).rstrip("\n") == sound.rstrip("\n")


@given(ARBITRARY)
@settings(deadline=None, max_examples=400)
def test_nothing_is_lost(text: str) -> None:
    try:
        report = read_text(text)
    except EcoPrintError:
        return
    assert lost(report) == ""


@given(ARBITRARY, st.sampled_from(sorted(REPAIR_KINDS)))
@QUICK
def test_each_kind_can_be_switched_off(text: str, kind: str) -> None:
    try:
        report = read_text(text, repairs_off=frozenset({kind}))
    except EcoPrintError:
        return
    assert kind not in {repair.kind for repair in report.repairs}


@given(
    st.one_of(st.binary(max_size=60), ARBITRARY.map(str.encode), markup().map(str.encode)),
    st.sampled_from(("text", "markdown", "html", "docx", None)),
)
@settings(deadline=None, max_examples=300)
def test_whatever_comes_in_only_named_errors_come_out(data: bytes, form: str | None) -> None:
    try:
        read(data, ReadOptions(format=form))
    except EcoPrintError as error:
        assert error.findings


@given(ARBITRARY)
@QUICK
def test_without_repairs_the_text_is_the_source(text: str) -> None:
    try:
        report = read_text(text, repairs_off=EVERY_KIND, script="keep")
    except EcoPrintError:
        return
    assert report.repairs == ()
