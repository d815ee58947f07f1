"""The screen file: linked, outlined, ending at the trim."""

from __future__ import annotations

import pytest

from eco_print.profile import Profile

from .documents import everything
from .pages import MM, Document, colourful, encoded, in_inks, make


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
