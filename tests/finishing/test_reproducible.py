"""The same report gives the same bytes: another day, hash seed, time zone, folder, locale."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from eco_print import Config, build
from eco_print.config import resolve
from eco_print.diagnostics import EcoPrintError
from eco_print.profile import Profile
from support import EXAMPLE

from .pages import Document, colourful, encoded, make

ELSEWHERE = Path(__file__).with_name("elsewhere.py")
ALL = tuple(Profile)
PROFILES = tuple(word for profile in ALL for word in ("--profile", profile.value))
YEAR = 366 * 86400
REPORT = """---
date: 2024-05-06
---

# 综合通报

正文，见[网页](https://example.org/x)。

![全景](图.jpg)

| 项 | 数 |
|---|---|
| 甲 | 1 |

- 一
- 二
"""


def run(
    folder: Path, ahead: float, arguments: tuple[str, ...], **environment: str
) -> dict[str, str]:
    """Build the reports in a folder; the digests of what comes out, by name."""
    out = folder / "out"
    done = subprocess.run(
        [sys.executable, ELSEWHERE, str(ahead), "build", ".", "-o", out, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr.decode()
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir()}


def prepared(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for path in (EXAMPLE, EXAMPLE.with_name("eco-print.toml")):
        shutil.copy(path, folder)
    (folder / "通报.md").write_text(REPORT, encoding="utf-8")
    pale = colourful((1600, 1000)).point(lambda value: 128 + value // 2)  # far from the ink limit
    (folder / "图.jpg").write_bytes(encoded(pale, "JPEG", quality=92))
    return folder


def test_two_builds_are_byte_identical(tmp_path):
    """All products, the press file imposed; one that is not is compared further down."""
    flags = (*PROFILES, "--impose", "booklet", "--spot", "专红")
    here = prepared(tmp_path / "here")
    there = prepared(tmp_path / "far away" / "别处")
    first = run(here, 0, flags, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    second = run(
        there, YEAR, flags, PYTHONHASHSEED="271828", TZ="Asia/Shanghai", LC_ALL="zh_CN.UTF-8"
    )
    assert len(first) == 6
    assert first == second


def dates(config: Config) -> set[str]:
    with_dates = set()
    for product in build(EXAMPLE, config).products:
        with pikepdf.open(io.BytesIO(product.data)) as pdf:
            with_dates.add(str(pdf.trailer.Info.CreationDate))
            with_dates.add(str(pdf.trailer.Info.ModDate))
    return with_dates


def test_the_day_of_issue_is_when_files_were_made():
    assert dates(Config(profiles=ALL, overrides={"date": "2023-10-25"})) == {"D:20231025000000Z"}


def test_source_date_epoch_comes_first():
    flags = {"profiles": ALL, "overrides": {"date": "2023-10-25"}}
    config = resolve(None, flags, {"SOURCE_DATE_EPOCH": "1700000000"})
    assert dates(config) == {"D:20231114221320Z"}


def test_without_any_date_none_is_made_up():
    """Only the press file says one, for PDF/X must have one; of the archive file it is told."""
    built = build(EXAMPLE, Config(profiles=ALL))
    assert [f.code for f in built.findings].count("archive-undated") == 1
    for product in built.products:
        demanded = product.profile is Profile.PRESS
        with pikepdf.open(io.BytesIO(product.data)) as pdf:
            packet = pdf.Root.Metadata.read_bytes()
            said = ("/CreationDate" in pdf.trailer.Info, "/ModDate" in pdf.trailer.Info)
            assert said == (demanded, demanded)
            assert (b"xmp:CreateDate" in packet) is demanded
            for attached in pdf.attachments.values():
                assert "/ModDate" not in attached.obj.EF.F.Params


def test_the_moment_of_making_can_be_told_without_a_day_of_issue():
    config = resolve(None, {"profiles": (Profile.ARCHIVE,)}, {"SOURCE_DATE_EPOCH": "1700000000"})
    built = build(EXAMPLE, config)
    assert "archive-undated" not in {finding.code for finding in built.findings}


@pytest.mark.parametrize("value", ["yesterday", "-1", "1e9", "１７００", "9" * 15, "9" * 5000])
def test_an_epoch_that_is_none_is_refused(value):
    with pytest.raises(EcoPrintError) as caught:
        resolve(None, {}, {"SOURCE_DATE_EPOCH": value})
    assert [finding.code for finding in caught.value.findings] == ["source-date-epoch"]


def test_pictures_of_a_template_do_not_bring_their_path():
    """Each time the document lies in another folder, and its pictures are read from there."""
    pictures = {"a.png": encoded(colourful(), "PNG"), "b.jpg": encoded(colourful(), "JPEG")}
    css = "h1 { background: url(a.png) }"
    document = Document(
        '<h1>题</h1><img src="a.png" alt="甲"><img src="b.jpg" alt="乙">', css, pictures
    )
    one, other = make(document), make(document)
    assert one.layout.fetched != other.layout.fetched
    assert all(one.data(profile) == other.data(profile) for profile in Profile)


def test_other_content_has_another_identity():
    def identity(text: str) -> tuple[str, str]:
        (product,) = build(text.encode(), Config(profiles=(Profile.PRESS,))).products
        with pikepdf.open(io.BytesIO(product.data)) as pdf, pdf.open_metadata() as said:
            return said["xmpMM:DocumentID"], said["xmpMM:InstanceID"]

    one, same, other = identity("题\n\n文。"), identity("题\n\n文。"), identity("题\n\n纹。")
    assert one == same
    assert not set(one) & set(other)


def test_a_file_that_a_document_brings_does_not_bring_the_time():
    document = Document('<p>文</p><link rel="attachment" href="style.css" title="样式">')
    made = make(document)
    assert all(made.data(profile) == make(document).data(profile) for profile in Profile)
    with made.open(Profile.ARCHIVE) as pdf:
        names = [str(each.UF) for each in pdf.Root.AF]
        assert names == ["style.css", "报道.txt"]
        assert str(pdf.Root.AF[0].EF.F.Params.ModDate) == "D:20240506000000Z"
