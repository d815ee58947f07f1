"""The press file: boxes, inks, overprint, what is left out, and what it says of itself."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageCms

from eco_print.config import PressSettings
from eco_print.finishing.colour import srgb_profile
from eco_print.preflight import Binding, Limits, check
from eco_print.preflight._exec.ghostscript import PagePlates, separations
from eco_print.profile import Profile

from .documents import EVERYTHING, everything
from .pages import (
    MM,
    PRESS_ICC,
    Document,
    colourful,
    encoded,
    in_inks,
    make,
    operators,
    press_of,
    streams,
)

CMYK_OPERATORS = {"k", "K"}
COLOUR_OPERATORS = {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"}


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def box(page: pikepdf.Page, name: str) -> tuple[float, ...]:
    return tuple(float(value) for value in page.obj[name])


def plates(data: bytes, dpi: float = 72, page: int = 1) -> PagePlates:
    found = separations(data, [page], dpi, PRESS_ICC.read_bytes())
    assert isinstance(found, tuple), found
    return found[0]


def darkest(picture: Image.Image, area: tuple[float, float, float, float]) -> int:
    """The heaviest tint (0–255) inside an area in points from the trim's top left corner."""
    return picture.crop(tuple(round(13 * MM + value) for value in area)).getextrema()[1]


def lightest(picture: Image.Image, area: tuple[float, float, float, float]) -> int:
    return picture.crop(tuple(round(13 * MM + value) for value in area)).getextrema()[0]


# -- sheets ----------------------------------------------------------------------------------


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


# -- inks ------------------------------------------------------------------------------------


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


def test_a_document_without_red_has_no_spot_plate():
    assert "专红" not in plates(press_of("<p>黑</p>", spot="专红")).plates


# -- pictures --------------------------------------------------------------------------------


def images(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Stream)
        and item.get("/Subtype") == "/Image"
        and item.objgen
        not in {
            other.SMask.objgen
            for other in pdf.objects
            if isinstance(other, pikepdf.Stream) and "/SMask" in other
        }
    ]


@dataclass(frozen=True)
class Picture:
    """The one picture of a press file, as a press reads it."""

    space: str
    size: tuple[int, int]
    inks: Image.Image


def one_picture(data: bytes, name: str, **press: float) -> Picture:
    with opened(press_of(f'<img src="{name}" alt="图">', pictures={name: data}, **press)) as pdf:
        (image,) = images(pdf)
        size = int(image.Width), int(image.Height)
        return Picture(str(image.ColorSpace), size, samples(image))


def samples(image: pikepdf.Stream) -> Image.Image:
    """The inks of a picture as a press would read them."""
    if image.get("/Filter") == "/DCTDecode":
        assert [int(value) for value in image.Decode] == [1, 0] * 4  # Adobe's inverted inks
        picture = Image.open(io.BytesIO(image.read_raw_bytes()))
        picture.load()
        return picture
    mode = "L" if image.ColorSpace == "/DeviceGray" else "CMYK"
    return Image.frombytes(mode, (int(image.Width), int(image.Height)), image.read_bytes())


def seen(inks: Image.Image) -> bytes:
    display = ImageCms.createProfile("sRGB")
    return ImageCms.profileToProfile(inks, str(PRESS_ICC), display, outputMode="RGB").tobytes()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_colour_picture_is_converted_by_icc_and_keeps_its_samples(kind):
    options = {"quality": 95} if kind == "JPEG" else {}
    picture = one_picture(encoded(colourful(), kind, **options), f"a.{kind.lower()}")
    assert picture.size == colourful().size
    assert picture.space == "/DeviceCMYK"
    pairs = zip(seen(picture.inks), seen(in_inks(colourful())), strict=True)
    apart = [abs(one - other) for one, other in pairs]
    assert sum(apart) / len(apart) < 6


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_picture_without_colour_prints_in_black_alone(mode):
    picture = one_picture(encoded(Image.linear_gradient("L").convert(mode), "PNG"), "g.png")
    assert picture.space == "/DeviceGray"
    assert picture.inks.getextrema() == (0, 255)


@pytest.mark.parametrize(("kind", "limit"), [("PNG", 220), ("PNG", 300), ("JPEG", 260)])
def test_no_sample_has_more_ink_than_the_limit(kind, limit):
    inks = one_picture(encoded(colourful(), kind), f"a.{kind.lower()}", ink_limit=limit).inks
    totals = [sum(inks.getpixel((x, y))) for x in range(inks.width) for y in range(inks.height)]
    assert max(totals) <= limit * 2.55 + 1


def test_a_picture_in_another_rgb_is_read_by_its_own_profile():
    swapped = srgb_profile()  # made a profile whose red is sRGB's green, and the other way round
    swapped = swapped.replace(b"rXYZ", b"tmp_").replace(b"gXYZ", b"rXYZ").replace(b"tmp_", b"gXYZ")
    red = Image.new("RGB", (16, 16), (0, 255, 0))
    picture = one_picture(encoded(red, "JPEG", quality=95, icc_profile=swapped), "a.jpg")
    cyan, magenta, yellow, _ = picture.inks.getpixel((8, 8))
    assert magenta > 200
    assert yellow > 200
    assert cyan < 40


def test_pictures_in_inks_are_not_touched():
    made = everything()
    with made.open(Profile.PRESS) as pdf:
        raw = {bytes(image.read_raw_bytes()) for image in images(pdf)}
    assert EVERYTHING.pictures["inks.jpg"] in raw


# -- signatures ------------------------------------------------------------------------------

THREE_PAGES = '<p style="break-after: page">一</p><p style="break-after: page">二</p><p>三</p>'


@pytest.mark.parametrize(
    ("binding", "pages"), [(Binding.NONE, 3), (Binding.PERFECT, 4), (Binding.SADDLE, 4)]
)
def test_pages_are_padded_to_the_binding(binding, pages):
    data = press_of(THREE_PAGES, binding=binding)
    with opened(data) as pdf:
        assert len(pdf.pages) == pages
    report = check(data, Profile.PRESS, Limits(binding=binding), validators=False)
    assert report.passed


def test_a_booklet_puts_pages_side_by_side_in_printing_order():
    data = press_of(THREE_PAGES, impose="booklet")
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 2
    halves = []
    for page in document:
        middle = page.get_width() / 2
        text = page.get_textpage()
        halves.append(
            (
                text.get_text_bounded(right=middle).strip(),
                text.get_text_bounded(left=middle).strip(),
            )
        )
    assert halves == [("", "一"), ("二", "三")]
    with opened(data) as pdf:
        trim = box(pdf.pages[0], "/TrimBox")
        assert trim[2] - trim[0] == pytest.approx(210 * MM, abs=0.02)


def test_a_booklet_moves_inner_pages_to_the_spine():
    pages = [f'<p style="break-after: page">第{number}页</p>' for number in range(1, 12)]
    body = "".join(pages) + "<p>第12页</p>"
    document = pypdfium2.PdfDocument(press_of(body, impose="booklet", creep=0.5))
    lefts = [page.get_textpage().get_charbox(0)[0] for page in document]
    # Fronts have the higher number at the left: 12, 10, 8 on sheets 1, 2, 3.
    fronts = lefts[0::2]
    moved = [later - fronts[0] for later in fronts]
    assert moved == pytest.approx([0, 0.5 * MM, 1.0 * MM], abs=0.05)


def test_half_a_page_never_shows_beyond_the_spine():
    css = """
    @page { background: device-cmyk(.5 0 0 0) }
    @page :left { background: device-cmyk(0 .5 0 0) }
    """
    found = plates(press_of(THREE_PAGES, css, impose="booklet"))
    spine = 105 * MM
    left, right = (5, 5, spine - 1, 140 * MM), (spine + 1, 5, 209 * MM, 140 * MM)
    assert darkest(found.plates["Magenta"], right) == 0
    assert lightest(found.plates["Cyan"], right) > 120
    assert darkest(found.plates["Cyan"], left) == 0


# -- what the file is and says ---------------------------------------------------------------


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


# -- what cannot be printed as written -------------------------------------------------------

SHEET = """p {
  border: 0.1pt solid #000;
  background: linear-gradient(device-cmyk(1 1 1 1), #fff);
}
@media print { h1 { color: device-cmyk(90% 90% 90% 90%) } }
@page { bleed: 1mm }
"""


def test_it_is_found_at_its_line_in_the_sheet():
    made = make(Document("<h1>题</h1><p>文</p>", SHEET), Profile.PRESS)
    places = {}
    for finding in made.findings:
        span = finding.span
        line = finding.source.line(span.line)
        assert Path(finding.source.name).name == "style.css"
        places[line[span.column - 1 : span.end_column - 1]] = finding.code
    assert places == {
        "device-cmyk(1 1 1 1)": "press-ink-limit",
        "device-cmyk(90% 90% 90% 90%)": "press-ink-limit",
        "0.1pt": "press-hairline",
        "1mm": "press-bleed",
    }


def test_a_colour_of_a_drawing_that_cannot_be_printed_is_found():
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">%s</svg>'
    green = {"a.svg": drawing % b'<rect width="9" height="9" fill="#00ff00"/>'}
    made = make(Document('<img src="a.svg" alt="图">', "", green), Profile.PRESS)
    assert [finding.code for finding in made.findings] == ["press-gamut"]


def test_a_sheet_that_can_be_printed_has_no_finding():
    css = "h1 { color: #d5181f; border: .25pt solid #000 } @page { bleed: 3mm; marks: crop cross }"
    made = make(Document("<h1>题</h1><p>文</p>", css), Profile.PRESS)
    assert made.findings == ()
