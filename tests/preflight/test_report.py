"""What a report says: places that can be measured with a ruler, objects, both languages."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from eco_print.diagnostics import Severity
from eco_print.preflight import RULES, Profile, as_data, as_text, check, output
from preflight import broken, corners, sound
from preflight.broken import added, words


def one(data: bytes, profile: Profile = Profile.PRESS):
    (finding,) = check(data, profile, validators=False).findings
    return finding


def test_a_place_is_in_millimetres_from_the_top_left_of_the_trim():
    red = b"1 0 0 rg " + sound.rectangle(60, 50, 20, 10) + b" f"
    found = one(sound.press(added(red))).places[0]
    assert found.page == 1
    assert (found.area.x, found.area.y) == pytest.approx((60, sound.HEIGHT - 60), abs=0.02)
    assert (found.area.width, found.area.height) == pytest.approx((20, 10), abs=0.02)


def test_a_place_inside_forms_is_where_it_comes_out():
    """Two forms, one scaled by half inside one moved: the box is worked out through both."""

    def edit(pdf: pikepdf.Pdf) -> None:
        inner = pdf.make_stream(
            b"1 0 0 rg 0 0 100 100 re f",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 50, 100],
            Matrix=[0.5, 0, 0, 0.5, 0, 0],
        )
        outer = pdf.make_stream(
            b"q 1 0 0 1 100 0 cm /Inner Do Q",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 500, 500],
            Matrix=[1, 0, 0, 1, 0, 200],
            Resources=Dictionary(XObject=Dictionary(Inner=inner)),
        )
        pdf.pages[0].obj.Resources.XObject.Outer = outer
        pdf.pages[0].contents_add(b"/Outer Do")

    finding = one(sound.press(edit))
    box = finding.places[0].area
    edge = (sound.SLUG + sound.BLEED) * sound.MM
    left, top = (100 - edge) / sound.MM, sound.HEIGHT - (250 - edge) / sound.MM
    assert (box.x, box.y) == pytest.approx((left, top), abs=0.02)
    assert (box.width, box.height) == pytest.approx((25 / sound.MM, 50 / sound.MM), abs=0.02)
    assert finding.object.endswith("obj")


def test_text_is_placed_by_its_widths():
    finding = one(sound.press(added(words("会议简报", 20, 30, 70, b"1 0 0 rg"))))
    box = finding.places[0].area
    assert box.x == pytest.approx(30, abs=0.02)
    assert box.width == pytest.approx(4 * 20 / sound.MM, abs=0.05)
    assert finding.object.startswith("ABCDEF+Boxes (")


def test_the_same_fault_of_the_same_object_is_said_once():
    data = sound.press(added(words("会", 30, setup=b" 1 0 0 rg") * 7))
    finding = one(data)
    assert finding.count == 7
    assert len(finding.places) == 7
    pages = sound.press_pdf(words("会", 30, setup=b"1 0 0 rg"), pages=3)
    assert one(sound.saved(pages)).pages == (1, 2, 3)


def test_every_finding_has_rule_place_object_clause_and_remedy():
    data = sound.press(added(b"1 0 0 rg " + sound.rectangle(60, 60, 9, 9) + b" f"))
    finding = one(data)
    assert finding.code == "colour-rgb"
    assert finding.severity is Severity.ERROR
    assert finding.page == 1
    assert finding.object == "6 0 obj"
    assert finding.diagnostic.clause
    assert finding.diagnostic.hint
    assert finding.diagnostic.place.en == "page 1 (60.0, 141.0 mm): 6 0 obj"
    assert finding.diagnostic.place.zh == "第 1 页（60.0, 141.0 mm）：6 0 obj"


def test_findings_cross_to_another_process():
    report = check(sound.press(added(b"1 0 0 rg 60 200 9 9 re f")), Profile.PRESS)
    assert pickle.loads(pickle.dumps(report)) == report


@pytest.mark.parametrize(
    ("maker", "profiles"),
    [
        (sound.press, (Profile.PRESS,)),
        (sound.archive, (Profile.ARCHIVE,)),
        (sound.screen, (Profile.SCREEN,)),
    ],
)
def test_without_a_profile_the_claims_decide(maker, profiles):
    report = check(maker(), validators=False)
    assert report.profiles == profiles
    assert report.passed


def test_a_file_may_be_judged_by_several_profiles():
    report = check(
        sound.archive(), [Profile.SCREEN, Profile.PRESS, Profile.ARCHIVE], validators=False
    )
    assert {verdict.profile: verdict.passed for verdict in report.verdicts} == {
        Profile.SCREEN: True,
        Profile.PRESS: False,
        Profile.ARCHIVE: True,
    }
    assert not report.passed


def test_a_warning_does_not_fail_a_file():
    def edit(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[0].obj.BleedBox

    report = check(sound.press(edit), Profile.PRESS)
    assert [finding.severity for finding in report.findings] == [Severity.WARNING]
    assert report.passed


def test_facts():
    facts = check(sound.press(), Profile.PRESS).facts
    assert str(facts.claims) == "PDF/X-4"
    assert facts.title == "会议简报"
    assert facts.language == "zh-CN"
    assert facts.plates == ("Cyan", "Magenta", "Yellow", "Black", "专色红")
    assert [page.trim_mm for page in facts.pages] == [(148.0, 210.0)]
    assert [(font.name, font.embedded, font.subset) for font in facts.fonts] == [
        ("ABCDEF+Boxes", True, True)
    ]
    assert [(image.ppi, image.space) for image in facts.images] == [((304.8, 304.8), "DeviceCMYK")]
    (intent,) = facts.intents
    assert (intent.subtype, intent.condition, intent.components) == ("GTS_PDFX", "FOGRA39", 4)
    assert intent.profile == "ISO Coated v2 300% (basICColor)"
    assert facts.spots[0].name == "专色红"


def test_the_trim_is_told_as_it_is_seen():
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = 90

    assert check(sound.press(edit), Profile.PRESS).facts.pages[0].trim_mm == (210.0, 148.0)


def test_data_is_json_and_complete():
    data = as_data(check(sound.press(added(b"1 0 0 rg 60 200 9 9 re f")), Profile.PRESS))
    again = json.loads(json.dumps(data, ensure_ascii=False, allow_nan=False))
    assert again == data
    (finding,) = data["findings"]
    assert finding["rule"] == "colour-rgb"
    assert set(finding["message"]) == {"zh", "en"}
    assert finding["places"][0]["page"] == 1
    assert data["facts"]["pages"][0]["ink"]["method"] == "unmeasured"


@pytest.mark.parametrize(("language", "word"), [("zh_CN", "不合格"), ("en", "failed")])
def test_text_speaks_the_language_asked_for(language, word):
    said = as_text(check(sound.press(added(b"1 0 0 rg 60 200 9 9 re f")), Profile.PRESS), language)
    assert word in said
    assert "colour-rgb" in said


def test_the_facts_are_said_in_printers_chinese():
    report = check(sound.press(), validators=False)
    said = output.facts_text(report.facts, "zh_CN").splitlines()
    assert "版：青、品红、黄、黑、专色红" in said
    assert any(line.startswith("总墨量最高（第 1 页）：≤ ") and "黑 100 %" in line for line in said)
    assert "plates: Cyan, Magenta, Yellow, Black, 专色红" in output.facts_text(report.facts, "en")


def test_a_file_that_claims_nothing_has_no_gap_in_its_facts():
    facts = check(sound.screen(), validators=False).facts
    assert output.facts_text(facts).splitlines()[0] == f"PDF 1.7 · — · {facts.producer}"


def test_every_rule_is_said_in_both_languages_and_proved():
    tests = Path(__file__).parent.glob("test_*.py")
    written = "".join(path.read_text("utf-8") for path in tests)
    proved = {
        code
        for cases in (broken.PRESS, broken.ARCHIVE, broken.SCREEN, corners.PRESS, corners.ARCHIVE)
        for code, _, _ in cases
    }
    for rule in RULES:
        assert all(part.zh and part.en for part in (rule.title, rule.remedy)), rule.code
        assert any("\u4e00" <= c <= "\u9fff" for c in rule.title.zh), rule.code
        assert rule.clause, rule.code
        assert rule.code in proved or f'"{rule.code}"' in written, f"no test of {rule.code}"


def test_codes_are_unique_kebab_case():
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    assert all(code == code.lower() and " " not in code and "_" not in code for code in codes)
