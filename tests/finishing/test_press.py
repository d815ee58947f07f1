"""The press file: boxes, inks, overprint, what is left out, and what it says of itself."""

from __future__ import annotations

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from eco_print.config import PressSettings
from eco_print.diagnostics import EcoPrintError
from eco_print.preflight import Limits, check
from eco_print.profile import Profile

from .documents import EVERYTHING, everything
from .pages import (
    MM,
    PRESS_ICC,
    Document,
    make,
    operators,
    press_of,
    streams,
)
from .pressroom import box, darkest, lightest, opened, plates

CMYK_OPERATORS = {"k", "K"}
COLOUR_OPERATORS = {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"}


# -- sheets -------------------------------------------------------------------------------------


def test_boxes_lie_one_inside_the_other_from_the_origin():
    with opened(press_of("<p>文</p>")) as pdf:
        (page,) = pdf.pages
        media, bleed, trim = (box(page, name) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
    assert media[:2] == (0, 0)
    assert trim[2] - trim[0] == pytest.approx(105 * MM, abs=0.01)
    assert trim[3] - trim[1] == pytest.approx(148 * MM, abs=0.01)
    for inner, outer, apart in ((trim, bleed, 3), (bleed, media, 10)):
        gaps = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
        assert gaps == pytest.approx((apart * MM,) * 4, abs=0.01)


@pytest.mark.parametrize(
    ("asked", "written", "given"), [(3, 0, 3), (3, 5, 5), (5, 3, 5), (0, 0, 0)]
)
def test_the_bleed_is_the_wider_of_the_printers_and_the_sheets(asked, written, given):
    with opened(press_of("<p>文</p>", f"@page {{ bleed: {written}mm }}", bleed=asked)) as pdf:
        (page,) = pdf.pages
        apart = box(page, "/TrimBox")[0] - box(page, "/BleedBox")[0]
    assert apart == pytest.approx(given * MM, abs=0.01)


@pytest.mark.parametrize("bleed", [8, 20])
def test_a_page_background_fills_a_bleed_however_wide(bleed):
    data = press_of("<p>文</p>", "@page { background: device-cmyk(.5 0 0 0) }", bleed=bleed)
    report = check(data, Profile.PRESS, Limits(bleed_mm=bleed), validators=False)
    assert [finding.code for finding in report.findings] == []
    corner = round((10 + 1) * MM)
    assert plates(data).plates["Cyan"].getpixel((corner, corner)) >= 125


def test_a_page_background_fills_the_bleed_and_not_the_slug():
    found = plates(press_of("<p>文</p>", "@page { background: device-cmyk(.5 0 0 0) }"))
    cyan = found.plates["Cyan"]
    width, height = 105 * MM, 148 * MM
    inside = 2.5 * MM
    assert lightest(cyan, (-inside, -inside, width + inside, height + inside)) >= 125
    beyond = (-4.5 * MM, 20 * MM, -3.3 * MM, 40 * MM)
    assert darkest(cyan, beyond) == 0


def test_marks_are_on_every_plate_in_the_slug_and_nowhere_inside_the_bleed():
    with opened(press_of('<p style="color: #fff">文</p>')) as pdf:
        for name in ("Cyan", "Magenta", "Yellow", "Black"):
            assert "/EcoAll" in pdf.pages[0].obj.Resources.ColorSpace, name
    found = plates(press_of('<p style="color: #fff">文</p>'), dpi=144)
    for name, plate in found.plates.items():
        inside = plate.crop([round(2 * value) for value in (10 * MM, 10 * MM, 121 * MM, 164 * MM)])
        assert inside.getextrema() == (0, 0), name
        corner = plate.crop([round(2 * value) for value in (0, 0, 9 * MM, 13.5 * MM)])
        assert corner.getextrema()[1] == 255, name


def test_a_page_is_the_same_on_the_plates_as_on_the_screen():
    """Nothing is lost or moved on the way: forms, patterns, gradients, masks and pictures."""
    made = everything()
    for number in range(3):
        shown, printed = (
            pypdfium2.PdfDocument(made.data(profile))[number].render(scale=1).to_pil().convert("L")
            for profile in (Profile.SCREEN, Profile.PRESS)
        )
        size = shown.size
        at = round(13 * MM)
        printed = printed.crop((at, at, at + size[0], at + size[1])).resize(
            (50, 70), Image.Resampling.BOX
        )
        shown = shown.resize((50, 70), Image.Resampling.BOX)
        apart = [abs(a - b) for a, b in zip(shown.tobytes(), printed.tobytes(), strict=True)]
        assert max(apart) < 90
        assert sum(apart) / len(apart) < 6


# -- inks ---------------------------------------------------------------------------------------


def test_there_is_no_colour_but_ink():
    """Inside soft masks grey is lightness; everywhere else there is DeviceCMYK alone."""
    with everything().open(Profile.PRESS) as pdf:
        masks = {
            item.SMask.G.objgen
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary)
            and isinstance(item.get("/SMask"), pikepdf.Dictionary)
        }
        used = {
            name
            for stream in streams(pdf)
            if stream.objgen not in masks
            for name, operands in operators(stream)
            if name in COLOUR_OPERATORS
            and "/Pattern" not in map(str, operands)
            and not str(operands[-1]).startswith("/p")
        }
        spaces = [
            str(item.ColorSpace)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream)
            and "/ColorSpace" in item
            and (item.get("/Subtype") == "/Image" or "/ShadingType" in item)
        ]
    assert used <= CMYK_OPERATORS | {"CS", "SCN"}  # the marks are in All
    assert set(spaces) == {"/DeviceCMYK", "/DeviceGray"}


def test_black_text_is_on_the_black_plate_alone():
    found = plates(press_of('<p>黑字正文</p><p style="color:#111">近黑</p>'), dpi=144)
    page = (0, 0, 105 * MM, 148 * MM)
    for name in ("Cyan", "Magenta", "Yellow"):
        inside = found.plates[name].crop([round(2 * (13 * MM + value)) for value in page])
        assert inside.getextrema() == (0, 0)
    assert found.plates["Black"].getextrema()[1] == 255


BAND = (
    ".band { background: device-cmyk(0 1 1 0); height: 40mm; font-size: 60pt; line-height: 40mm }"
)
INSIDE_BAND = (14 * MM, 14 * MM, 90 * MM, 50 * MM)


def test_nothing_is_knocked_out_under_black_text():
    found = plates(press_of('<div class="band">黑字</div>', BAND))
    for name in ("Magenta", "Yellow"):
        assert lightest(found.plates[name], INSIDE_BAND) == 255
    assert darkest(found.plates["Black"], INSIDE_BAND) == 255


@pytest.mark.parametrize("imposed", ["none", "booklet"])
@pytest.mark.parametrize(
    "ground", ["device-cmyk(0 1 0 0 / .5)", "linear-gradient(rgba(255, 0, 0, .5), #f008)"]
)
def test_nothing_is_knocked_out_of_a_translucent_ground_either(ground, imposed):
    """A page group has no paper in it, and what overprints nothing knocks out."""
    css = f"{BAND} .band {{ background: {ground} }}"
    data = press_of('<div class="band">黑字</div>', css, impose=imposed)
    left = 105 * MM if imposed == "booklet" else 0
    inside = (left + 16 * MM, 16 * MM, left + 90 * MM, 50 * MM)
    found = plates(data).plates
    assert lightest(found["Magenta"], inside) >= 110
    assert darkest(found["Black"], inside) == 255


def test_paper_below_a_page_that_mixes_is_nothing_to_preflight():
    """It neither bleeds nor fills a page; pages without transparency have none."""
    body = '<p style="break-after: page; opacity: .5"></p><p style="color: #fff">白</p>'
    css = "@page :first { background: rgba(255, 255, 255, .5) }"
    data = press_of(body, css, bleed=5)
    report = check(data, Profile.PRESS, Limits(bleed_mm=5), validators=False)
    assert [finding.code for finding in report.findings] == ["page-empty"]
    assert report.findings[0].pages == (1, 2)
    with opened(data) as pdf:
        white = [b"0 0 0 0 k -" in page.obj.Contents.read_bytes()[:200] for page in pdf.pages]
        assert white == [True, False]
    assert plates(data).plates["Magenta"].crop((30, 30, 300, 300)).getextrema() == (0, 0)


@pytest.mark.parametrize("colour", ["#fff", "#888", "rgba(0, 0, 0, .5)", "device-cmyk(0 0 0 .99)"])
def test_other_text_knocks_out_or_mixes(colour):
    data = press_of(f'<div class="band" style="color: {colour}">白字</div>', BAND)
    with opened(data) as pdf:
        text = operators(pdf.pages[0].obj.Contents)
        shown = [at for at, (name, _) in enumerate(text) if name == "TJ"]
        assert shown
        assert not any(
            name == "gs" and str(operands[0]) == "/EcoOverprint" for name, operands in text
        )
    if colour != "rgba(0, 0, 0, .5)":
        assert lightest(plates(data).plates["Magenta"], INSIDE_BAND) == 0


def test_overprint_is_on_around_black_text_and_off_for_everything_else():
    """Followed through every stream of a page that has all kinds of marks."""
    with everything().open(Profile.PRESS) as pdf:
        overprinting = 0
        for stream in streams(pdf):
            state: list[tuple[bool, tuple[float, ...]]] = [(False, ())]
            for name, operands in operators(stream):
                on, fill = state[-1]
                match name:
                    case "q":
                        state.append(state[-1])
                    case "Q":
                        state.pop()
                    case "k":
                        state[-1] = (on, tuple(float(value) for value in operands))
                    case "gs" if str(operands[0]) in {"/EcoOverprint", "/EcoKnockout"}:
                        state[-1] = (str(operands[0]) == "/EcoOverprint", fill)
                    case "Tj" | "TJ" if on:
                        overprinting += 1
                        assert fill == (0, 0, 0, 1)
                    case "f" | "f*" | "S" | "s" | "B" | "Do" | "sh":
                        assert not on, name
        assert overprinting > 20
        states = [
            item
            for page in pdf.pages
            for item in page.obj.Resources.ExtGState.as_dict().values()
            if "/op" in item
        ]
        assert {(bool(s.op), bool(s.OP), int(s.OPM)) for s in states} == {
            (True, True, 1),
            (False, False, 0),
        }


def test_inks_that_a_designer_wrote_are_printed_exactly():
    css = """
    h1 { color: device-cmyk(0.07 0.93 0.81 0.02) }
    p { border: 1pt solid device-cmyk(30% 0% 60% 10%) }
    div { height: 9mm; background: linear-gradient(device-cmyk(.1 .2 .3 .4), device-cmyk(0 .5 1 0))
    }
    """
    with opened(press_of("<h1>题</h1><p>文</p><div></div>", css)) as pdf:
        colours = {
            tuple(map(float, operands))
            for name, operands in operators(pdf.pages[0].obj.Contents)
            if name in CMYK_OPERATORS
        }
        (function,) = [
            item.Function.Functions[0]
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/ShadingType" in item
        ]
        ends = [tuple(map(float, function[key])) for key in ("/C0", "/C1")]
    assert {(0.07, 0.93, 0.81, 0.02), (0.3, 0, 0.6, 0.1)} <= colours
    assert ends == [(0.1, 0.2, 0.3, 0.4), (0, 0.5, 1, 0)]


def test_the_red_is_a_spot_ink_where_one_is_asked_for():
    css = ".band { height: 30mm; background: #d5181f } h1 { color: #d5181f }"
    data = press_of('<h1>红头</h1><div class="band"></div><p>黑</p>', css, spot="专红 185")
    found = plates(data)
    assert set(found.plates) >= {"专红 185", "Black"}
    inside = (14 * MM, 30 * MM, 90 * MM, 45 * MM)
    assert lightest(found.plates["专红 185"], inside) == 255
    for name in ("Cyan", "Magenta", "Yellow", "Black"):
        assert darkest(found.plates[name], inside) == 0
    with opened(data) as pdf:
        space = pdf.pages[0].obj.Resources.ColorSpace["/EcoSpot"]
        assert [float(value) for value in space[3].C1] == [0, 0.96, 0.89, 0]


@pytest.mark.parametrize("imposed", [{}, {"impose": "booklet"}])
def test_a_dark_red_for_weak_eyes_is_printed_in_the_spot_ink_too(imposed):
    data = press_of("<h1>红头</h1>", "h1 { color: #b80000 }", spot="专红", **imposed)
    found = plates(data).plates
    assert found["专红"].getbbox() is not None
    assert check(data, Profile.PRESS).passed


def test_a_document_without_red_has_no_spot_plate_and_says_so():
    settings = PressSettings(spot="专红")
    made = make(Document("<p>黑</p>"), Profile.PRESS, press=settings)
    assert "专红" not in plates(made.data(Profile.PRESS)).plates
    (finding,) = made.findings
    assert finding.code == "press-spot-unused"
    assert "专红" in finding.message.zh


@pytest.mark.parametrize(
    "name", ["All", "none", "Cyan", "BLACK", " Yellow ", "红" * 43, "two\nlines", "a\0b"]
)
def test_a_spot_ink_that_would_print_as_something_else_is_refused(name):
    with pytest.raises(EcoPrintError) as caught:
        press_of("<h1>红头</h1>", "h1 { color: #d5181f }", spot=name)
    assert [finding.code for finding in caught.value.findings] == ["press-spot-name"]


@pytest.mark.parametrize("name", [" 专色 红 ", "PANTONE 485 C", "a/b(c)#1%"])
def test_a_spot_ink_has_a_plate_of_its_name(name):
    found = plates(press_of("<h1>红头</h1>", "h1 { color: #d5181f }", spot=name)).plates
    with opened(press_of("<h1>红头</h1>", "h1 { color: #d5181f }", spot=name)) as pdf:
        assert str(pdf.pages[0].obj.Resources.ColorSpace["/EcoSpot"][1]) == f"/{name.strip()}"
    assert len(found) == 5
    assert darkest(found["Magenta"], (14 * MM, 14 * MM, 90 * MM, 30 * MM)) == 0


def test_a_name_too_long_for_a_file_is_no_fault_of_the_file():
    """Ghostscript names a file for every plate, and cannot for this one."""
    data = press_of("<h1>红头</h1>", "h1 { color: #d5181f }", spot="红" * 42)
    report = check(data, Profile.PRESS)
    assert report.passed
    assert [finding.code for finding in report.findings] in ([], ["ink-render-failed"])


@pytest.mark.parametrize(
    ("condition", "said"),
    [("FOGRA51", 1), ("FOGRA39", 0), ("FOGRA39L", 0), ("fogra 39", 0), (None, 0)],
)
def test_a_condition_that_is_not_the_profiles_is_said(condition, said):
    made = make(Document("<p>黑</p>"), Profile.PRESS, press=PressSettings(condition=condition))
    assert [each.code for each in made.findings] == ["press-condition"] * said


# -- what the file is and says ------------------------------------------------------------------


def test_what_is_not_printed_is_left_out():
    with everything().open(Profile.PRESS) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/Lang", "/Metadata", "/OutputIntents"}
        for page in pdf.pages:
            assert "/Annots" not in page.obj
        for stream in streams(pdf):
            assert not {"BDC", "BMC", "EMC"} & {name for name, _ in operators(stream)}


def test_it_says_that_it_is_pdfx_4():
    with everything().open(Profile.PRESS) as pdf:
        assert pdf.pdf_version == "1.6"
        assert pdf.trailer.Info.Trapped == "/False"
        with pdf.open_metadata() as said:
            assert said["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
            assert said["pdf:Trapped"] == "False"
        (intent,) = pdf.Root.OutputIntents
        assert (intent.S, str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        assert intent.DestOutputProfile.read_bytes() == PRESS_ICC.read_bytes()


def test_the_printers_own_profile_is_the_intent(tmp_path):
    theirs = tmp_path / "house.icc"
    theirs.write_bytes(PRESS_ICC.read_bytes()[:-4] + b"\0\0\0\0")
    with opened(press_of("<p>文</p>", icc=theirs, condition="FOGRA51")) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "FOGRA51"
        assert intent.DestOutputProfile.read_bytes() == theirs.read_bytes()


def test_only_pages_that_mix_have_a_group_and_it_mixes_in_ink():
    body = '<p style="break-after: page">实</p><p style="opacity: .5">透</p>'
    with opened(press_of(body)) as pdf:
        first, second = pdf.pages
        assert "/Group" not in first.obj
        assert second.obj.Group.CS == "/DeviceCMYK"


@pytest.mark.parametrize("press", [{}, {"impose": "booklet", "spot": "PANTONE 485 C"}])
def test_preflight_finds_nothing_that_stops_it(press):
    settings = PressSettings(**press)
    data = make(EVERYTHING, Profile.PRESS, press=settings).data(Profile.PRESS)
    report = check(data, Profile.PRESS, validators=False)
    errors = [each for each in report.findings if each.weight(Profile.PRESS).value == "error"]
    assert [each.code for each in errors if each.code != "image-resolution-low"] == []
