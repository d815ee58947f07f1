"""Faces of users: what is taken from their folders, and what is said of faulty ones."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables._f_v_a_r import Axis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eco_print.diagnostics import EcoPrintError, ExitCode, Severity
from eco_print.fonts import FontSet, load_fonts
from eco_print.shipped import shipped
from fonts.support_fonts import make_face, write_manifest

pytestmark = pytest.mark.usefixtures("own_cache")


def faults(*folders: Path) -> EcoPrintError:
    with pytest.raises(EcoPrintError) as caught:
        load_fonts(*folders)
    for finding in caught.value.findings:
        assert finding.message.zh
        assert finding.message.en
    return caught.value


def codes(error: EcoPrintError) -> list[str]:
    return [finding.code for finding in error.findings]


def places(error: EcoPrintError) -> list[tuple[str, int | None]]:
    return [(f.code, f.span.line if f.span else None) for f in error.findings]


def test_a_users_face_takes_its_role(tmp_path: Path) -> None:
    make_face(tmp_path / "FZFSK.TTF", "会议简报", "FZFangSong-Z02", chinese="方正仿宋_GBK")
    write_manifest(tmp_path, 'role = "仿宋"\nfile = "FZFSK.TTF"\nlicence = "bought"')
    fonts = load_fonts(tmp_path)
    own = fonts.roles["仿宋"][0]
    assert (own.family, own.path.name, own.shipped) == ("FZFangSong-Z02", "FZFSK.TTF", False)
    assert own.licence == "bought"
    assert fonts.chosen("会", ("仿宋",)) == own
    assert fonts.chosen("会", ("fangsong",)) == own
    assert fonts.family("方正仿宋_GBK") == fonts.family("FZFangSong-Z02") == (own,)


def test_characters_it_lacks_come_from_the_shipped_face(tmp_path: Path) -> None:
    make_face(tmp_path / "a.ttf", "会", "Own")
    write_manifest(tmp_path, 'role = "仿宋"\nfile = "a.ttf"')
    fonts = load_fonts(tmp_path)
    other = fonts.chosen("议", ("仿宋",))
    assert other
    assert other.family == "Eco Fang"
    assert fonts.family("Eco Fang") == (other,)


def test_one_face_may_have_several_roles(tmp_path: Path) -> None:
    make_face(tmp_path / "a.ttf", "会", "Own")
    write_manifest(tmp_path, 'roles = ["宋体", "小标宋"]\nfile = "a.ttf"\nweight = 700')
    fonts = load_fonts(tmp_path)
    assert fonts.roles["宋体"][0] == fonts.roles["小标宋"][0]
    assert fonts.roles["宋体"][0].weight == 700


def test_a_western_face_answers_for_western_characters_only(tmp_path: Path) -> None:
    make_face(tmp_path / "a.ttf", "A1.“”—·×会é", "Own")
    write_manifest(tmp_path, 'role = "西文"\nfile = "a.ttf"')
    fonts = load_fonts(tmp_path)
    assert set(fonts.roles["西文"][0].coverage) == set("A1.é")
    assert set(fonts.roles["西文全"][0].coverage) == set("A1.“”—·×会é")


def test_the_first_folder_counts_most(tmp_path: Path) -> None:
    for name in ("one", "two"):
        make_face(tmp_path / name / "a.ttf", "会", f"Own {name}")
        write_manifest(tmp_path / name, 'role = "黑体"\nfile = "a.ttf"')
    chain = load_fonts(tmp_path / "two", tmp_path / "one").roles["黑体"]
    assert [face.family for face in chain] == ["Own two", "Own one", "Eco Hei"]


def test_two_faces_of_one_name_and_weight_stay_apart(tmp_path: Path) -> None:
    make_face(tmp_path / "a.ttf", "会", "Own")
    make_face(tmp_path / "b.ttf", "议", "Own")
    write_manifest(tmp_path, 'role = "仿宋"\nfile = "a.ttf"', 'role = "楷体"\nfile = "b.ttf"')
    fonts = load_fonts(tmp_path)
    assert fonts.roles["仿宋"][0].family == "Own"
    assert fonts.roles["楷体"][0].family == "Own 2"
    assert fonts.missing("会议", ("Own",)) == set()


def test_a_face_of_a_collection_is_named_by_its_index(tmp_path: Path) -> None:
    collection = TTCollection()
    for name in ("One", "Two"):
        collection.fonts.append(TTFont(make_face(tmp_path / f"{name}.tmp", "会", name)))
    collection.save(tmp_path / "both.ttc")
    write_manifest(tmp_path, 'role = "宋体"\nfile = "both.ttc"\nindex = 1')
    assert load_fonts(tmp_path).roles["宋体"][0].family == "Two"
    write_manifest(tmp_path, 'role = "宋体"\nfile = "both.ttc"\nindex = 2')
    assert codes(faults(tmp_path)) == ["font-broken"]


def test_a_file_that_is_not_named_is_not_used_and_said(tmp_path: Path) -> None:
    make_face(tmp_path / "a.ttf", "会", "Own")
    make_face(tmp_path / "b.ttf", "会", "Other")
    write_manifest(tmp_path, 'role = "仿宋"\nfile = "a.ttf"')
    fonts = load_fonts(tmp_path)
    assert [(f.code, f.severity) for f in fonts.findings] == [("font-unnamed", Severity.WARNING)]
    assert "Other" not in fonts.families


def test_an_empty_folder_and_the_shipped_one_change_nothing(
    tmp_path: Path, shipped_fonts: FontSet
) -> None:
    assert load_fonts(tmp_path, shipped("fonts")).digest == shipped_fonts.digest


def test_every_fault_of_every_folder_is_listed(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    make_face(one / "good.ttf", "会", "Good")
    (one / "text.ttf").write_text("no font")
    whole = make_face(one / "cut.ttf", "会议简报" * 3, "Cut").read_bytes()
    (one / "cut.ttf").write_bytes(whole[:-200])
    (one / "web.woff2").write_bytes(b"wOF2" + bytes(60))
    write_manifest(
        one,
        'role = "仿宋"\nfile = "good.ttf"',
        'role = "楷体"\nfile = "absent.ttf"',
        'role = "黑体"\nfile = "text.ttf"',
        'role = "宋体"\nfile = "cut.ttf"',
        'role = "小标宋"\nfile = "web.woff2"',
        f'role = "补字"\nfile = "good.ttf"\nsha256 = "{"0" * 64}"',
        'role = "行书"\nfile = "good.ttf"',
    )
    error = faults(one, two)
    assert error.exit_code is ExitCode.MISSING
    assert places(error) == [
        ("font-missing", 7),
        ("font-broken", 11),
        ("font-broken", 15),
        ("font-compressed", 19),
        ("font-changed", 24),
        ("font-role-unknown", 27),
        ("font-folder-missing", None),
    ]


@pytest.mark.parametrize(
    ("entry", "wanted"),
    [
        ('file = "a.ttf"', [("font-manifest", 1)]),
        ('role = "仿宋"', [("font-manifest", 1)]),
        ('role = "仿宋"\nfile = 3', [("font-manifest", 3)]),
        ('role = 3\nfile = "a.ttf"', [("font-manifest", 2)]),
        ('roles = [3]\nfile = "a.ttf"', [("font-manifest", 2)]),
        ('role = "仿宋"\nfile = "a.ttf"\nweight = "bold"', [("font-manifest", 4)]),
        ('role = "仿宋"\nfile = "a.ttf"\nweight = 0', [("font-manifest", 4)]),
        ('role = "仿宋"\nfile = "a.ttf"\nweight = true', [("font-manifest", 4)]),
        ('role = "仿宋"\nfile = "a.ttf"\nindex = -1', [("font-broken", 3)]),
        ('role = "仿宋"\nfile = "a.ttf"\ncolour = "red"', [("font-manifest", 4)]),
        ('role = "仿宋"\nfile = "../a.ttf"', [("font-manifest", 3)]),
        ('role = "仿宋"\nfile = "/etc/passwd"', [("font-manifest", 3)]),
        ('role = "仿宋"\nfile = "."', [("font-missing", 3)]),
        ('role = "仿宋"\nfile = "a.ttf"\nfile = "b.ttf"', [("toml-syntax", 4)]),
    ],
)
def test_a_wrong_manifest_is_said_with_its_line(
    tmp_path: Path, entry: str, wanted: list[tuple[str, int]]
) -> None:
    make_face(tmp_path / "a.ttf", "会", "Own")
    write_manifest(tmp_path, entry)
    error = faults(tmp_path)
    assert places(error) == wanted
    missing = wanted[0][0] in ("font-broken", "font-missing")
    assert error.exit_code is (ExitCode.MISSING if missing else ExitCode.SOURCE)


@pytest.mark.parametrize("text", ["face = 3", "face = [3]", "[face]\nrole = '仿宋'", "[[faces]]"])
def test_a_manifest_without_a_list_of_faces(tmp_path: Path, text: str) -> None:
    (tmp_path / "fonts.toml").write_text(text, encoding="utf-8")
    error = faults(tmp_path)
    assert (error.exit_code, codes(error)) == (ExitCode.SOURCE, ["font-manifest"])


def test_a_manifest_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "fonts.toml").write_bytes('[[face]]\nrole = "仿宋"'.encode("gb18030"))
    error = faults(tmp_path)
    assert (error.exit_code, codes(error)) == (ExitCode.SOURCE, ["toml-unreadable"])


def test_fonts_without_a_manifest_get_told_how_to_write_one(tmp_path: Path) -> None:
    make_face(tmp_path / "a.ttf", "会", "Own")
    error = faults(tmp_path)
    assert (error.exit_code, codes(error)) == (ExitCode.SOURCE, ["font-manifest"])
    assert error.findings[0].hint
    assert 'file = "a.ttf"' in error.findings[0].hint.zh


def test_the_recorded_sha256_may_be_in_capitals(tmp_path: Path) -> None:
    digest = hashlib.sha256(make_face(tmp_path / "a.ttf", "会").read_bytes()).hexdigest()
    write_manifest(tmp_path, f'role = "仿宋"\nfile = "a.ttf"\nsha256 = "{digest.upper()}"')
    assert load_fonts(tmp_path).roles["仿宋"][0].sha256 == digest


def test_a_variable_face_must_be_fixed_first(tmp_path: Path) -> None:
    font = TTFont(make_face(tmp_path / "a.ttf", "会", "Own"))
    font["fvar"] = newTable("fvar")
    font["fvar"].axes, font["fvar"].instances = [Axis()], []
    font["fvar"].axes[0].axisTag = "wght"
    font.save(tmp_path / "a.ttf")
    write_manifest(tmp_path, 'role = "仿宋"\nfile = "a.ttf"')
    error = faults(tmp_path)
    assert (error.exit_code, codes(error)) == (ExitCode.MISSING, ["font-variable"])


@given(data=st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_damage_is_a_finding_or_harmless(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = make_face(Path(folder) / "a.ttf", "会议", "Own")
        damaged = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 6))):
            damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
        path.write_bytes(damaged[: data.draw(st.integers(0, len(damaged)))])
        write_manifest(path.parent, 'role = "仿宋"\nfile = "a.ttf"')
        try:
            assert load_fonts(path.parent).roles["仿宋"][0].path == path
        except EcoPrintError as error:
            assert error.exit_code is ExitCode.MISSING
            assert codes(error)[0] in ("font-broken", "font-compressed", "font-variable")


def test_a_changed_face_is_read_anew(tmp_path: Path) -> None:
    write_manifest(tmp_path, 'role = "仿宋"\nfile = "a.ttf"')
    make_face(tmp_path / "a.ttf", "会", "Own")
    before = load_fonts(tmp_path)
    make_face(tmp_path / "a.ttf", "会议", "Own")
    after = load_fonts(tmp_path)
    assert "议" not in before.roles["仿宋"][0]
    assert "议" in after.roles["仿宋"][0]
    assert before.digest != after.digest


def test_a_damaged_cache_costs_nothing_but_time(tmp_path: Path, own_cache: Path) -> None:
    make_face(tmp_path / "a.ttf", "会", "Own")
    write_manifest(tmp_path, 'role = "仿宋"\nfile = "a.ttf"')
    whole = load_fonts(tmp_path)
    for kept in own_cache.rglob("*.json"):
        kept.write_text('{"names": 3')
    assert load_fonts(tmp_path) == whole


def test_a_missing_shipped_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / "fonts.toml").symlink_to(shipped("fonts") / "fonts.toml")
    monkeypatch.setattr("eco_print.fonts.shipped", lambda name: tmp_path / name)
    error = faults()
    assert error.exit_code is ExitCode.MISSING
    assert set(codes(error)) == {"font-missing"}
    files = {path.name for path in shipped("fonts").glob("*.[ot]tf")}
    assert {f.message.en.split("/")[-1].split()[0] for f in error.findings} == files


def test_the_digest_does_not_tell_where_the_faces_lie(tmp_path: Path) -> None:
    for name in ("here", "there"):
        make_face(tmp_path / name / "a.ttf", "会", "Own")
        write_manifest(tmp_path / name, 'role = "仿宋"\nfile = "a.ttf"')
    (tmp_path / "there" / "a.ttf").write_bytes((tmp_path / "here" / "a.ttf").read_bytes())
    assert load_fonts(tmp_path / "here").digest == load_fonts(tmp_path / "there").digest
