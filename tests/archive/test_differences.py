"""Where two PDFs differ: which object, and how."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from eco_print.archive import likeness
from eco_print.archive.difference import differences


def pdf(change: object = None, **options: object) -> bytes:
    """Two pages, a font, metadata; `change` alters it before it is written."""
    made = pikepdf.new()
    for number in (1, 2):
        made.add_blank_page(page_size=(100, 100))
        page = made.pages[-1]
        page.Contents = made.make_stream(f"BT /F1 9 Tf ({number}) Tj ET\n".encode() * 3)
        face = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(F1=made.make_indirect(face)))
    made.Root.Metadata = made.make_stream(b"<x:xmpmeta>\n<d>2023-10-24</d>\n</x:xmpmeta>")
    made.docinfo["/Title"] = String("题")
    if change is not None:
        change(made)
    file = BytesIO()
    usual = {"deterministic_id": True, "fix_metadata_version": False, "compress_streams": False}
    made.save(file, **{**usual, **options})
    return file.getvalue()


def content(made: pikepdf.Pdf) -> None:
    made.pages[1].Contents.write(b"BT /F1 9 Tf (3) Tj ET\n" * 3)


def metadata(made: pikepdf.Pdf) -> None:
    made.Root.Metadata.write(b"<x:xmpmeta>\n<d>2023-10-25</d>\n</x:xmpmeta>")


def title(made: pikepdf.Pdf) -> None:
    made.docinfo["/Title"] = String("另题")


def face(made: pikepdf.Pdf) -> None:
    made.pages[0].Resources.Font.F1.BaseFont = Name.Courier


def page_more(made: pikepdf.Pdf) -> None:
    made.add_blank_page(page_size=(100, 100))


def box(made: pikepdf.Pdf) -> None:
    made.pages[1].MediaBox = Array([0, 0, 100, 101])


def key(made: pikepdf.Pdf) -> None:
    made.Root.Lang = String("zh-Hans")


CASES = {
    content: ("页面内容", "/Page 2/Contents", "“BT /F1 9 Tf (2) Tj ET”", "(3)"),
    metadata: ("XMP", "/Root/Metadata", "<d>2023-10-24</d>", "2023-10-25"),
    title: ("Info", "/Info/Title", "题", "另题"),
    face: ("字体", "/Page 1/Resources/Font/F1/BaseFont", "/Helvetica", "/Courier"),
    page_more: ("对象", "/Root/Pages/Kids", "2 items", "3 items"),
    box: ("对象", "/Page 2/MediaBox[3]", "100", "101"),
    key: ("对象", "/Root/Lang", "-", "zh-Hans"),
}


@pytest.mark.parametrize("change", CASES, ids=lambda change: change.__name__)
def test_the_object_that_differs_is_named(change: object) -> None:
    what, path, kept, made = CASES[change]
    found = differences(pdf(), pdf(change))
    match = next(each for each in found if path in each.path)
    assert what in match.what.zh
    assert kept in match.kept
    assert made in match.made
    assert path in match.message.en
    if change is not key and change is not title:
        assert match.object.endswith(" 0")


def test_the_same_bytes_differ_in_nothing() -> None:
    assert differences(pdf(), pdf()) == ()


def test_another_writing_of_the_same_objects_is_told_as_such() -> None:
    static = {"deterministic_id": False, "static_id": True}
    (found,) = differences(pdf(**static), pdf(compress_streams=True, linearize=True, **static))
    assert "写法不同" in found.what.zh


def test_an_identifier_left_to_chance_is_named() -> None:
    (found,) = differences(pdf(), pdf(deterministic_id=False, static_id=True))
    assert (found.path, found.what.zh) == ("/ID", "文件标识")


def test_renumbered_objects_are_not_differences() -> None:
    def renumber(made: pikepdf.Pdf) -> None:
        spare = [made.make_indirect(Dictionary(N=n)) for n in range(5)]
        made.Root.Spare = Array(spare)

    found = differences(pdf(), pdf(renumber))
    assert [each.path for each in found] == ["/Root/Spare"]


@pytest.mark.parametrize("made", [b"", b"not a pdf", b"%PDF-1.7\n" + bytes(100)])
def test_what_is_no_pdf_differs_as_a_whole(made: bytes) -> None:
    (found,) = differences(pdf(), made)
    assert found.made == f"{len(made)} B"


def test_a_picture_that_differs_is_told_in_printable_text() -> None:
    def noise(made: pikepdf.Pdf) -> None:
        made.pages[0].Contents.write(bytes(range(256)))

    found = differences(pdf(), pdf(noise))
    assert all(char.isprintable() for each in found for char in each.message.zh)


def test_pages_that_look_otherwise_are_named() -> None:
    def mark(made: pikepdf.Pdf) -> None:
        made.pages[1].Contents.write(b"0 0 50 50 re f")

    assert likeness(pdf(), pdf(metadata)).zh == "2 页看上去与馆藏的都一样"
    assert likeness(pdf(), pdf(mark)).en == "1 of 2 pages look otherwise than those kept: 2"
    assert likeness(pdf(), pdf(page_more)).en.endswith("than those kept: 3")
    assert "cannot be compared" in likeness(pdf(), b"no pdf").en
