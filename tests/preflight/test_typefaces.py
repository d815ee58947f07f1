"""Simple fonts: a code that reaches no glyph of the embedded program is found, and no other."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from eco_print.preflight import Profile, check
from font_programs.made import CLEAR, compact, encrypted, private
from preflight import sound

TYPE1 = CLEAR + encrypted(private([b".notdef", b"A", b"Euro"]))
NAMED = compact(b"\0" + bytes([0, 34, 1, 137]), 3, (b"Euro",))


def findings(
    shown: bytes, program: bytes, kind: str, encoding: object, profile: Profile = Profile.PRESS
) -> dict[str, str]:
    """What is said of a page that shows codes in a simple font."""

    def edit(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(program)
        key = {"Type1": "/FontFile", "TrueType": "/FontFile2"}.get(kind, "/FontFile3")
        if key == "/FontFile3":
            stream.Subtype = Name.Type1C
        face = Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType if kind == "TrueType" else Name.Type1,
            BaseFont=Name("/ABCDEF+Face"),
            FirstChar=65,
            Widths=[600, 600],
            FontDescriptor=Dictionary(
                Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Face"), Flags=32
            ),
        )
        face.FontDescriptor[key] = stream
        if encoding is not None:
            face.Encoding = encoding
        pdf.pages[0].obj.Resources.Font.F2 = face
        sound.added(b"/Over gs 0 0 0 1 k BT /F2 12 Tf " + sound.at(20, 100) + shown + b" Tj ET")(
            pdf
        )

    report = check(sound.press(edit), profile, validators=False)
    return {finding.code: finding.diagnostic.message.en for finding in report.findings}


def differences(*items: object) -> Dictionary:
    return Dictionary(Type=Name.Encoding, Differences=Array(items))


@pytest.mark.parametrize(("kind", "program"), [("Type1", TYPE1), ("Type1C", NAMED)])
@pytest.mark.parametrize(
    ("shown", "encoding", "lacking"),
    [
        pytest.param(b"(A)", Name.WinAnsiEncoding, "", id="a letter that is there"),
        pytest.param(b"<80>", Name.WinAnsiEncoding, "", id="a currency that is there"),
        pytest.param(b"(AB)", Name.WinAnsiEncoding, "B (0x42)", id="a letter that is not"),
        pytest.param(b"<DB>", Name.MacRomanEncoding, "\u00a4 (0xdb)", id="another currency"),
        pytest.param(b"(B)", differences(66, Name.A), "", id="a code for another letter"),
        pytest.param(b"(A)", differences(65, Name.Q), "Q (0x41)", id="a letter of no glyph"),
        pytest.param(b"(A)", differences(65, Name("/.notdef")), "0x41", id="a code of none"),
    ],
)
def test_names_of_the_program_decide(kind, program, shown, encoding, lacking):
    said = findings(shown, program, kind, encoding)
    assert said == ({"notdef-glyph": f"shown as .notdef: {lacking}"} if lacking else {})


def test_a_program_may_bring_its_own_encoding():
    """Codes 65 and 66 are A and B.alt there, and there is no B.alt."""
    assert findings(b"(A)", TYPE1, "Type1", None) == {}
    assert findings(b"(AB)", TYPE1, "Type1", None) == {"notdef-glyph": "shown as .notdef: B (0x42)"}


def test_names_that_everybody_knows_are_text_enough():
    """Of the encoding that a program brings along too (ISO 19005-3, 6.2.11.7.2); 66 is the
    sign of a sum there, by a name that only TeX has.
    """
    sums = TYPE1.split(b"currentfile eexec\n")[0].replace(b"B.alt", b"summationdisplay")
    glyphs = encrypted(private([b".notdef", b"A", b"summationdisplay"]))
    program = sums + b"currentfile eexec\n" + glyphs
    for shown, lacking in ((b"(A)", set()), (b"(AB)", {"tounicode-missing"})):
        said = findings(shown, program, "Type1", None, Profile.SCREEN)
        assert said.keys() & {"tounicode-missing"} == lacking


def test_a_program_whose_glyphs_do_not_decrypt_is_damaged():
    assert findings(b"(A)", CLEAR + b"\x9c" * 900, "Type1", None).keys() == {"font-damaged"}


@pytest.mark.parametrize(
    ("shown", "encoding", "lacking"),
    [
        pytest.param(b"(AB)", Name.WinAnsiEncoding, "", id="letters that are there"),
        pytest.param(b"(AC)", Name.WinAnsiEncoding, "C (0x43)", id="a letter that is not"),
        pytest.param(b"(C)", differences(67, Name.A), "", id="a code for another letter"),
        pytest.param(b"(C)", differences(67, Name.glyph00012), "", id="a name looked up elsewhere"),
    ],
)
def test_codes_of_a_truetype_program_decide(shown, encoding, lacking):
    said = findings(shown, sound.face(), "TrueType", encoding)
    assert said == ({"notdef-glyph": f"shown as .notdef: {lacking}"} if lacking else {})


@pytest.mark.parametrize(
    ("encoding", "unused"),
    [
        (Name.WinAnsiEncoding, {127, 129, 141, 143, 144, 157}),
        (
            Name.MacRomanEncoding,
            {127, 173, *range(176, 180), *range(182, 187), 189, 195, 197, 198, 215, 240},
        ),
    ],
)
def test_every_code_of_a_named_encoding_is_text(encoding, unused):
    """Superscript figures and ligatures too, without a ToUnicode map."""
    codes = {code for code in range(33, 256) if code not in unused}
    shown = b"<" + bytes(codes).hex().encode() + b">"
    said = findings(shown, sound.face(), "TrueType", encoding, Profile.SCREEN)
    assert said["notdef-glyph"].startswith("shown as .notdef: ! (0x21), ")
    assert "tounicode-missing" not in said
