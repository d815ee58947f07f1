"""The screen file: linked, outlined, ending at the trim."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pikepdf
import pytest
from pikepdf import PdfImage
from PIL import Image, ImageChops, ImageDraw, ImageStat

from eco_print.profile import Profile

from .documents import everything
from .pages import MM, Document, Made, colourful, encoded, in_inks, make


def test_pages_end_at_the_trim():
    with everything().open(Profile.SCREEN) as pdf:
        for page in pdf.pages:
            box = [float(value) for value in page.obj.MediaBox]
            assert box == pytest.approx([0, 0, 148 * MM, 210 * MM], abs=0.01)
            assert not {"/BleedBox", "/TrimBox", "/CropBox"} & set(page.obj.keys())


def test_links_lead_where_they_say():
    with everything().open(Profile.SCREEN) as pdf:
        annotations = [each for page in pdf.pages for each in page.obj.get("/Annots", [])]
        targets = {str(each.A.URI) if "/A" in each else str(each.Dest) for each in annotations}
        assert targets == {"https://example.org/a", "t"}
        assert "t" in [str(name) for name in pdf.Root.Names.Dests.Names[0::2]]


def test_headings_are_the_outline():
    with everything().open(Profile.SCREEN) as pdf, pdf.open_outline() as outline:
        (first,) = outline.root
        assert first.title == "综合样张"
        assert [child.title for child in first.children] == ["越级的标题"]


def test_a_link_to_a_file_of_this_machine_is_left_out_and_said():
    made = make(Document('<p><a href="secret/path.html">本机</a></p>'), Profile.SCREEN)
    assert [finding.code for finding in made.findings] == ["link-local"]
    assert b"file:" not in made.data(Profile.SCREEN)
    with made.open(Profile.SCREEN) as pdf:
        assert "/Annots" not in pdf.pages[0].obj


def test_a_picture_in_inks_is_shown_in_srgb():
    picture = {"a.jpg": encoded(in_inks(colourful()), "JPEG", quality=95)}
    made = make(Document('<img src="a.jpg" alt="图">', "", picture), Profile.SCREEN)
    with made.open(Profile.SCREEN) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert image.ColorSpace == "/DeviceRGB"


# -- pictures: small, and sharp enough ------------------------------------------------------


def images(data: bytes) -> list[dict[str, Any]]:
    """The pictures of a file, with what tells how they were kept."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            {
                "size": (int(item.Width), int(item.Height)),
                "jpeg": item.get("/Filter") == "/DCTDecode",
                "mask": (int(item.SMask.Width), int(item.SMask.Height))
                if "/SMask" in item
                else None,
                "samples": PdfImage(item).as_pil_image().convert("RGB"),
            }
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream)
            and item.get("/Subtype") == "/Image"
            and item.get("/ColorSpace") != "/DeviceGray"
        ]


@cache
def photograph(size: tuple[int, int] = (800, 600)) -> Image.Image:
    """A picture with the grain of a photograph."""
    grain = Image.effect_noise(size, 30)
    tones = colourful(size)
    return Image.merge("RGB", [ImageChops.add(band, grain, 2) for band in tones.split()])


def pictured(body: str, css: str, *profiles: Profile, **pictures: bytes) -> Made:
    named = {name.replace("_", "."): data for name, data in pictures.items()}
    return make(Document(body, css, named), *profiles)


#: 50 mm by 37.5 mm at 192 samples an inch, twice the 96 that CSS counts on.
SHARP = (378, 283)


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", "jpg"), ("PNG", "png")])
def test_a_photograph_is_brought_to_what_a_display_shows_and_only_on_the_screen(kind, suffix):
    data = encoded(photograph(), kind)
    made = pictured(
        f'<img src="a.{suffix}" alt="图">', "img { width: 50mm }", **{f"a_{suffix}": data}
    )
    (shown,) = images(made.data(Profile.SCREEN))
    assert shown["size"] == SHARP
    assert shown["jpeg"]
    assert len(made.data(Profile.SCREEN)) < len(made.data(Profile.ARCHIVE)) / 3
    wanted = photograph().resize(shown["size"], Image.Resampling.LANCZOS)
    apart = ImageStat.Stat(ImageChops.difference(shown["samples"], wanted)).mean
    assert max(apart) < 5
    for profile in (Profile.PRESS, Profile.ARCHIVE):
        assert [each["size"] for each in images(made.data(profile))] == [photograph().size]


def test_a_picture_is_judged_by_the_largest_place_it_has():
    made = pictured(
        '<img src="a.jpg" alt="小"><div class="turned"><img src="a.jpg" alt="大"></div>',
        "img { width: 10mm } .turned { transform: rotate(30deg) scale(2); width: 25mm }"
        " .turned img { width: 25mm }",
        Profile.SCREEN,
        a_jpg=encoded(photograph(), "JPEG"),
    )
    (shown,) = images(made.data(Profile.SCREEN))
    assert shown["size"] == SHARP


def test_a_picture_in_the_background_is_judged_by_its_size_there():
    made = pictured(
        '<div class="band"></div>',
        ".band { height: 60mm; background: url(a.jpg) 0 0 / 25mm auto repeat }",
        Profile.SCREEN,
        a_jpg=encoded(photograph(), "JPEG"),
    )
    (shown,) = images(made.data(Profile.SCREEN))
    assert shown["size"][0] == pytest.approx(SHARP[0] / 2, abs=1)


def test_what_is_clear_in_a_picture_stays_clear():
    clear = photograph().copy()
    clear.putalpha(Image.radial_gradient("L").resize(clear.size))
    made = pictured(
        '<img src="a.png" alt="图">',
        "img { width: 50mm }",
        Profile.SCREEN,
        a_png=encoded(clear, "PNG"),
    )
    (shown,) = images(made.data(Profile.SCREEN))
    assert shown["mask"] == shown["size"] == SHARP


def drawing() -> Image.Image:
    """A map of thin lines in few colours."""
    picture = Image.new("RGB", (800, 600), "white")
    draw = ImageDraw.Draw(picture)
    for at in range(0, 800, 40):
        draw.line((at, 0, 800 - at, 600), fill=("red", "black", "blue")[at % 3], width=3)
    return picture


def test_line_art_and_pictures_that_are_coarse_enough_are_kept_as_they_are():
    made = pictured(
        '<img src="lines.png" alt="线"><img class="wide" src="a.jpg" alt="图">',
        "img { width: 50mm } .wide { width: 80mm }",
        *(Profile.SCREEN, Profile.ARCHIVE),
        lines_png=encoded(drawing(), "PNG"),
        a_jpg=encoded(photograph((600, 450)), "JPEG"),
    )
    screen, archive = (images(made.data(profile)) for profile in (Profile.SCREEN, Profile.ARCHIVE))
    assert [each["size"] for each in screen] == [each["size"] for each in archive]
    for one, other in zip(screen, archive, strict=True):
        assert one["samples"].tobytes() == other["samples"].tobytes()


def scanned() -> Image.Image:
    """A page of fine lines, scanned as line art."""
    picture = Image.new("1", (2400, 3200), 1)
    draw = ImageDraw.Draw(picture)
    for at in range(0, 3200, 23):
        draw.arc((at - 2400, at - 900, at + 900, at + 2400), 0, 360, fill=0, width=3)
    return picture


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "P"])
def test_line_art_has_one_bit_a_sample_in_every_file_and_grey_edges_on_the_screen(mode):
    data = encoded(scanned().convert("RGB").convert(mode), "PNG")
    made = pictured('<img src="a.png" alt="图">', "img { width: 90mm }", a_png=data)
    kept = {}
    for profile in Profile:
        with made.open(profile) as pdf:
            (image,) = [item for item in pdf.objects if getattr(item, "Subtype", "") == "/Image"]
            assert image.ColorSpace == "/DeviceGray"
            kept[profile] = int(image.Width), int(image.BitsPerComponent), PdfImage(image)
            if profile is not Profile.SCREEN:
                assert image.read_bytes() == scanned().tobytes()
            else:
                shown = PdfImage(image).as_pil_image().convert("L")
    assert kept[Profile.ARCHIVE][:2] == kept[Profile.PRESS][:2] == (2400, 1)
    assert kept[Profile.SCREEN][:2] == (680, 8)
    wanted = scanned().convert("L").resize(shown.size, Image.Resampling.BOX)
    assert shown.tobytes() == wanted.tobytes()
    assert len(made.data(Profile.SCREEN)) < len(made.data(Profile.ARCHIVE))


def test_what_is_clear_or_of_one_tone_is_no_line_art():
    clear = scanned().resize((60, 80)).convert("RGBA")
    clear.putalpha(scanned().resize((60, 80)).convert("L"))
    pictures = {"a_png": encoded(clear, "PNG"), "b_png": encoded(Image.new("1", (60, 80)), "PNG")}
    body = '<img src="a.png" alt="图"><img src="b.png" alt="图">'
    made = pictured(body, "", Profile.SCREEN, Profile.ARCHIVE, **pictures)
    for profile in (Profile.SCREEN, Profile.ARCHIVE):
        with made.open(profile) as pdf:
            images = [item for item in pdf.objects if getattr(item, "Subtype", "") == "/Image"]
            assert {int(image.BitsPerComponent) for image in images} == {8}
