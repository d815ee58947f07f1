"""The archive file: PDF/A with PDF/UA-1, the source inside, everything said of it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from eco_print import Config, build
from eco_print.finishing import CONFORMANCES
from eco_print.preflight.verapdf import validate
from eco_print.profile import Profile
from support import EXAMPLE, ROOT

from .documents import everything, everything_as
from .pages import FIELDS, SOURCE, Document, make

FIXTURES = ROOT / "tests" / "fixtures" / "reports"
#: Reports that bring lists, tables, pictures, Traditional characters and several pages.
HARD = ("front-matter.md", "table-tabs.txt", "list-bullets.txt", "minutes.txt", "taiwan.txt")
#: Reports that cannot be set as they are, which tests/test_fixtures.py holds them to.
REFUSED = ("damaged-mojibake.txt", "portal.html")
REPORTS = sorted(
    path.name.removesuffix(".toml")
    for path in FIXTURES.glob("*.toml")
    if path.with_suffix("").is_file() and path.stem not in REFUSED
)
TEMPLATES = sorted(path.parent.name for path in (ROOT / "templates").glob("*/template.toml"))


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, tuple[str, ...]]]:
    """Files to be validated, each with the flavours it claims."""
    folder = tmp_path_factory.mktemp("archive")
    found: dict[str, tuple[Path, tuple[str, ...]]] = {}

    def keep(name: str, data: bytes, *flavours: str) -> None:
        path = folder / f"{name}.pdf"
        path.write_bytes(data)
        found[name] = path, flavours

    for level in CONFORMANCES:
        flavours = (level,) if level == "4f" else (level, "ua1")
        keep(f"everything {level}", everything_as(level), *flavours)
    keep("everything, screen", everything().data(Profile.SCREEN), "ua1")
    for source in (EXAMPLE, *(FIXTURES / name for name in REPORTS)):
        hard = source is EXAMPLE or source.name in HARD
        for template in TEMPLATES if hard else TEMPLATES[:1]:
            config = Config(template=template, profiles=(Profile.ARCHIVE,))
            (archive,) = build(source, config).products
            keep(f"{source.name} {template}", archive.data, "3a", "ua1")
    return found


def test_verapdf_passes_every_file_by_what_it_claims(files):
    judged = validate(files.values())
    assert isinstance(judged, tuple), judged
    assert len(judged) == sum(len(flavours) for _, flavours in files.values())
    failed = {
        f"{each.path.name} {each.flavour}": [(v.clause, v.detail) for v in each.violations]
        for each in judged
        if not each.passed
    }
    assert failed == {}


def test_outloud_finds_nothing(files, tmp_path):
    """`everything` is left out: it has paint out of order and a table of headers on purpose."""
    report = tmp_path / "outloud.json"
    paths = [path for name, (path, _) in files.items() if not name.startswith("everything")]
    subprocess.run(
        [Path(sys.executable).with_name("outloud"), "--json", report, "-q", *paths],
        check=False,
        capture_output=True,
    )
    results = json.loads(report.read_text("utf-8"))["results"]
    found = [
        (Path(each["path"]).name, finding["rule"], finding["message"])
        for each in results
        for finding in each["findings"]
    ]
    assert len(results) == len(paths)
    assert found == []


def test_qpdf_finds_no_fault(files):
    for path, _ in files.values():
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()


# -- the source ------------------------------------------------------------------------------


def embedded(data: bytes) -> dict[str, tuple[str, bytes, str]]:
    """The files inside a PDF: their relationship, bytes, media type."""
    with opened(data) as pdf:
        names = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/EmbeddedFiles")
        listed = list(names.Names)[1::2] if names is not None else []
        related = {each.objgen for each in pdf.Root.get("/AF", [])}
        assert related == {each.objgen for each in listed}
        return {
            str(each.UF): (
                str(each.AFRelationship),
                each.EF.F.read_bytes(),
                str(each.EF.F.Subtype).removeprefix("/"),
            )
            for each in listed
        }


@pytest.mark.parametrize("level", ["3a", "3u", "4f"])
def test_the_source_is_inside_byte_for_byte(level):
    assert embedded(everything_as(level)) == {
        SOURCE.name: ("/Source", SOURCE.data, SOURCE.media_type)
    }


def test_a_part_that_takes_no_attachment_has_none_and_says_so():
    made = make(Document("<p>文</p>"), Profile.ARCHIVE, conformance="2u")
    assert embedded(made.data(Profile.ARCHIVE)) == {}
    assert [finding.code for finding in made.findings] == ["archive-source-left-out"]


@pytest.mark.parametrize("name", ["gb18030.txt", "utf16le.txt", "damaged.md", "utf8-bom-crlf.txt"])
def test_a_report_is_kept_as_it_was_received(name):
    (product,) = build(FIXTURES / name, Config(profiles=(Profile.ARCHIVE,))).products
    assert embedded(product.data)[name][1] == (FIXTURES / name).read_bytes()


def test_a_report_from_standard_input_is_kept_too():
    data = "标题行\n\n正文一段。\n".encode("gb18030")
    (product,) = build(data, Config(profiles=(Profile.ARCHIVE,), encoding="gb18030")).products
    assert embedded(product.data) == {"source.txt": ("/Source", data, "text/plain")}


def test_other_products_carry_no_attachment():
    made = everything()
    for profile in (Profile.SCREEN, Profile.PRESS):
        assert embedded(made.data(profile)) == {}


# -- what it says of itself ------------------------------------------------------------------


def test_the_metadata_are_complete():
    with everything().open(Profile.ARCHIVE) as pdf, pdf.open_metadata() as said:
        assert said["dc:title"] == "综合样张 <1> & “引号”"
        assert said["dc:creator"] == ["张三"]
        assert said["dc:publisher"] == {FIELDS["organ"]}
        assert said["dc:language"] == {"zh-Hans"}
        assert said["dc:date"] == ["2024-05-06"]
        assert said["dc:identifier"].startswith("urn:uuid:")
        prism = "{http://prismstandard.org/namespaces/basic/2.0/}"
        assert said[f"{prism}publicationName"] == FIELDS["name"]
        assert said[f"{prism}number"] == FIELDS["issue"]
        assert said[f"{prism}organization"] == FIELDS["editor"]
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("3", "A")
        assert said["pdfuaid:part"] == "1"


@pytest.mark.parametrize("profile", list(Profile))
def test_info_and_xmp_agree(profile):
    with everything().open(profile) as pdf, pdf.open_metadata() as said:
        info = {key: str(value) for key, value in pdf.trailer.Info.items()}
        assert info["/Title"] == said["dc:title"]
        assert info["/Author"] == "; ".join(said["dc:creator"])
        assert info["/Producer"] == said["pdf:Producer"]
        assert info["/Creator"] == said["xmp:CreatorTool"]
        assert info["/CreationDate"] == "D:20240506000000Z"
        assert said["xmp:CreateDate"] == said["xmp:ModifyDate"] == "2024-05-06T00:00:00Z"


def test_pdf_a_4_has_no_info():
    with opened(everything_as("4f")) as pdf:
        assert "/Info" not in pdf.trailer
        assert pdf.pdf_version == "2.0"


def test_characters_that_xml_cannot_hold_do_not_break_the_metadata():
    made = make(Document("<p>文</p>", title="题\x0c目 &lt;&amp;"), Profile.ARCHIVE)
    with made.open(Profile.ARCHIVE) as pdf, pdf.open_metadata() as said:
        assert "题" in said["dc:title"]
        assert said["dc:title"] == str(pdf.trailer.Info.Title)


# -- sizes -----------------------------------------------------------------------------------


def test_an_archive_file_is_hardly_larger_than_a_screen_file():
    archive, screen = build(EXAMPLE, Config(profiles=(Profile.ARCHIVE, Profile.SCREEN))).products
    with opened(archive.data) as pdf:
        profile = len(pdf.Root.OutputIntents[0].DestOutputProfile.read_raw_bytes())
    assert len(archive.data) - profile <= 1.3 * len(screen.data)
