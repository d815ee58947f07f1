"""The faces: which upstream file each is made from, and what is done to it.

Every face is renamed, because it is altered: no Reserved Font Name of an original is used.
"""

from __future__ import annotations

from dataclasses import dataclass

NOTO = "usr/share/fonts/opentype/noto/"
FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/"
LIBERATION = "usr/share/fonts/truetype/liberation2/"
HANAZONO = "usr/share/fonts/truetype/hanazono/"
SIMPLIFIED = 2  # the index of the SC face in a Noto CJK collection


@dataclass(frozen=True, slots=True)
class Upstream:
    """One file of a package; `index` is the face's place in a collection."""

    package: str
    path: str
    sha256: str
    index: int = 0


@dataclass(frozen=True, slots=True)
class Twin:
    """A second family for the same file, as the regular weight of another role."""

    family: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """One face of the set.

    `repertoire` names the rule of `build` that chooses characters. `roles` are the
    roles it serves; a role's first face leads, the next ones fill what it lacks.
    """

    file: str
    family: str
    upstream: tuple[Upstream, ...]
    licence: str
    licence_file: str
    roles: tuple[str, ...]
    repertoire: str
    weight: int = 400
    italic: bool = False
    western: bool = False
    outlines: str = "keep"
    scale: float = 1.0
    shift: int = 0
    twin: Twin | None = None


def _liberation(style: str, sha: str, weight: int, italic: bool, sans: bool = False) -> Recipe:
    kind = "Sans" if sans else "Serif"
    return Recipe(
        file=f"Eco{kind}-{style}.ttf",
        family=f"Eco {kind}",
        upstream=(Upstream("fonts-liberation2", f"{LIBERATION}Liberation{kind}-{style}.ttf", sha),),
        licence="OFL-1.1",
        licence_file="Liberation.txt",
        roles=("西文黑体" if sans else "西文",),
        repertoire="all",
        weight=weight,
        italic=italic,
        western=True,
    )


RECIPES = (
    Recipe(
        file="EcoFang-Regular.otf",
        family="Eco Fang",
        upstream=(
            Upstream(
                "texlive-lang-chinese",
                f"{FANDOL}FandolFang-Regular.otf",
                "d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
            ),
        ),
        licence="GPL-3.0-only WITH Font-exception-2.0",
        licence_file="Fandol.txt",
        roles=("仿宋",),
        repertoire="all",
        outlines="subroutines",
    ),
    Recipe(
        file="EcoFangHant-Regular.ttf",
        family="Eco Fang Hant",
        upstream=(
            Upstream(
                "fonts-cwtex-fs",
                "usr/share/fonts/truetype/cwtex/cwfs.ttf",
                "2dfbcf43b14f48eb2d8f955bc4546da620a73dc0cf180882ec286edc0c445e3a",
            ),
        ),
        licence="GPL-2.0-or-later WITH Font-exception-2.0",
        licence_file="cwTeX.txt",
        roles=("仿宋",),
        repertoire="han beside Fang",
        scale=1000 / 920,  # its em is 920 wide
        shift=-56,  # brings the middle of its characters to that of Eco Fang's
    ),
    Recipe(
        file="EcoFangExt-Regular.otf",
        family="Eco Fang Ext",
        upstream=(
            Upstream(
                "fonts-noto-cjk-extra",
                f"{NOTO}NotoSerifCJK-ExtraLight.ttc",
                "9e8cd492555fa70180e71b488e8981448fec862ad484906580122d7e4191a7a8",
                SIMPLIFIED,
            ),
        ),
        licence="OFL-1.1",
        licence_file="Noto-CJK.txt",
        roles=("仿宋",),
        repertoire="standard beside Fang",
    ),
    Recipe(
        file="EcoSong-Regular.otf",
        family="Eco Song",
        upstream=(
            Upstream(
                "fonts-noto-cjk",
                f"{NOTO}NotoSerifCJK-Regular.ttc",
                "a04178ec485dffdff7cc0c0c20e1fce9202d7e2160d805e8e44a4c8841c58481",
                SIMPLIFIED,
            ),
        ),
        licence="OFL-1.1",
        licence_file="Noto-CJK.txt",
        roles=("宋体", "补字"),
        repertoire="chinese",
    ),
    Recipe(
        file="EcoSong-Bold.otf",
        family="Eco Song",
        upstream=(
            Upstream(
                "fonts-noto-cjk",
                f"{NOTO}NotoSerifCJK-Bold.ttc",
                "a5d4b046c127da3d7c72f98b46c41489cd29bf52abfdf18aba920903e920d4ac",
                SIMPLIFIED,
            ),
        ),
        licence="OFL-1.1",
        licence_file="Noto-CJK.txt",
        roles=("宋体", "补字"),
        repertoire="common",
        weight=700,
        twin=Twin("Eco Title", ("小标宋",)),
    ),
    Recipe(
        file="EcoHei-Regular.otf",
        family="Eco Hei",
        upstream=(
            Upstream(
                "fonts-noto-cjk-extra",
                f"{NOTO}NotoSansCJK-Medium.ttc",
                "197d5e1e019faca33a4d55931c7d68b8056f3b97cb862049f5cb8de9efdfb8ce",
                SIMPLIFIED,
            ),
        ),
        licence="OFL-1.1",
        licence_file="Noto-CJK.txt",
        roles=("黑体",),
        repertoire="common",
    ),
    Recipe(
        file="EcoHan-Regular.otf",
        family="Eco Han",
        upstream=(
            Upstream(
                "fonts-hanazono",
                f"{HANAZONO}HanaMinA.ttf",
                "7ca87559414474848fc513a8d8eb42d5b0f8194c30c2abdfbfedff5398ec88d7",
            ),
            Upstream(
                "fonts-hanazono",
                f"{HANAZONO}HanaMinB.ttf",
                "829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c",
            ),
        ),
        licence="LicenseRef-Hanazono OR OFL-1.1",
        licence_file="Hanazono.txt",
        roles=("补字",),
        repertoire="han beside Song",
        outlines="cubic",
    ),
    Recipe(
        file="EcoKai-Regular.ttf",
        family="Eco Kai",
        upstream=(
            Upstream(
                "fonts-lxgw-wenkai",
                "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
                "bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8",
            ),
        ),
        licence="OFL-1.1",
        licence_file="LXGW-WenKai.txt",
        roles=("楷体", "补字"),
        repertoire="common and rest",
    ),
    Recipe(
        file="EcoSymbols-Regular.ttf",
        family="Eco Symbols",
        upstream=(
            Upstream(
                "fonts-dejavu-core",
                "usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
                "abdc775b21b1bc470d50c97e790d276f2054b7504e56e5bd3e64f48d68582322",
            ),
        ),
        licence="Bitstream-Vera",
        licence_file="DejaVu.txt",
        roles=("补字",),
        repertoire="symbols beside Song",
    ),
    _liberation(
        "Regular", "29d12439831b7f59194efec85872f24f54eff05738933f9a860220d2abff88ba", 400, False
    ),
    _liberation(
        "Bold", "446a4421f297698427170fd7db20e59169a4188baaaf940e9bea58af6341a723", 700, False
    ),
    _liberation(
        "Italic", "c1830c433ab41379f1139fac388989d37c9f08c81e1bd643efdcc7946db30753", 400, True
    ),
    _liberation(
        "BoldItalic", "36dd6965be8915f6d7efb259757f1f7546a7c6f72c53a20bbe4ae7092f2cd558", 700, True
    ),
    _liberation(
        "Regular",
        "8d91388f1d3604b3b8ae0e3ee2d140e50cd6122f9214514f4aca772540a4076d",
        400,
        False,
        sans=True,
    ),
    _liberation(
        "Bold",
        "ba0e0dc3f7aca5b0afbc31e800531ee43be3aa79ae35b2ef1f6470a9547765c4",
        700,
        False,
        sans=True,
    ),
)
