"""Settings become values at the edge: what there is no such thing as is told where it was said."""

from __future__ import annotations

from pathlib import Path

import pytest

from eco_print import Config, EcoPrintError, Profile
from eco_print.config import resolve
from support import eco_print

SCREEN, PRESS, ARCHIVE = Profile


def from_file(folder: Path, text: str) -> Config:
    (folder / "eco-print.toml").write_text(text, encoding="utf-8")
    return resolve(folder / "eco-print.toml", {}, {})


def test_profiles_are_values_wherever_they_were_named_and_each_counts_once(tmp_path: Path) -> None:
    named = from_file(tmp_path, 'profiles = ["press", "screen", "press"]')
    assert named.profiles == (PRESS, SCREEN)
    said = {"ECO_PRINT_PROFILES": " archive,press ,, archive,"}
    assert resolve(None, {}, said).profiles == (ARCHIVE, PRESS)
    assert resolve(None, {"profiles": (SCREEN, SCREEN)}, said).profiles == (SCREEN,)
    assert resolve(None, {}, {"ECO_PRINT_PROFILES": " , "}).profiles == (SCREEN,)


def test_two_flags_of_one_profile_make_one_file(tmp_path: Path) -> None:
    (tmp_path / "稿.txt").write_text("会议召开\n\n会议强调，要抓好落实。\n", encoding="utf-8")
    twice = ("--profile", "screen", "--profile", "screen", "-o", "-")
    ran = eco_print("build", "稿.txt", *twice, cwd=tmp_path)
    assert ran.code == 0
    assert ran.out.startswith(b"%PDF")


def test_every_unknown_value_of_the_environment_is_told_with_its_variable() -> None:
    said = {
        "ECO_PRINT_PROFILES": "Pres,screen,prnit",
        "ECO_PRINT_SCRIPT": "Hans",
        "ECO_PRINT_COMPOSITION": "tex",
        "SOURCE_DATE_EPOCH": "yesterday",
    }
    with pytest.raises(EcoPrintError) as caught:
        resolve(None, {}, said)
    assert caught.value.exit_code == 1
    first, second, script, composition, moment = caught.value.findings
    assert (first.code, moment.code) == ("environment-value", "source-date-epoch")
    assert "ECO_PRINT_PROFILES" in first.message.zh
    assert "“Pres”" in first.message.en
    assert first.hint is not None
    assert first.hint.zh == "是不是“press”？可用的值：screen、press、archive"
    assert "“prnit”" in second.message.en
    assert script.hint is not None
    assert script.hint.en == "Did you mean “hans”? The values are: auto, hans, hant, keep"
    assert composition.hint is not None
    assert composition.hint.en == "The values are: eco, engine"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('profiles = ["screen", "pres"]', "“press”"),
        ("[press]\nbinding = 'sadle'", "none, saddle, perfect"),
        ("[reading]\nrepairs_off = ['pinyn']", "“pinyin”"),
    ],
)
def test_an_unknown_value_of_the_file_is_told_with_what_there_is(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(EcoPrintError) as caught:
        from_file(tmp_path, text)
    (finding,) = caught.value.findings
    assert finding.hint is not None
    assert told in finding.hint.en


@pytest.mark.parametrize("text", ["profiles = []", "profiles = [1]", 'profiles = "press"'])
def test_a_value_of_another_kind_is_offered_none(tmp_path: Path, text: str) -> None:
    with pytest.raises(EcoPrintError) as caught:
        from_file(tmp_path, text)
    (finding,) = caught.value.findings
    assert finding.code == "settings-value"
    assert "profiles" in finding.message.en
