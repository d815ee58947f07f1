"""What may be wrong with a font folder, as findings: one function for each.

Codes: `font-folder-missing`, `font-manifest`, `font-missing`, `font-broken`, `font-compressed`,
`font-variable`, `font-changed`.
"""

from __future__ import annotations

from pathlib import Path

from .. import wording
from ..diagnostics import Diagnostic, Text, error
from ..source import Source, Span

NAME = "fonts.toml"
MINIMAL = '[[face]]\nrole = "仿宋"\nfile = "FZFSK.TTF"'


def no_folder(folder: Path) -> Diagnostic:
    """A folder that the settings name is not there."""
    return error(
        "font-folder-missing",
        Text(zh=f"没有这个字体文件夹：{folder}", en=f"there is no font folder {folder}"),
    )


def no_manifest(folder: Path, file: str) -> Diagnostic:
    """A folder has fonts but no manifest; the hint is one for the first `file`."""
    example = MINIMAL.replace("FZFSK.TTF", file)
    return error(
        "font-manifest",
        Text(
            zh=f"{folder} 里有字体，但没有 {NAME} 说明用途",
            en=f"{folder} has fonts, but no {NAME} that says what they are for",
        ),
        hint=Text(zh=f"写一个 {NAME}：\n{example}", en=f"write a {NAME}:\n{example}"),
    )


def missing(path: Path, source: Source | None, span: Span | None) -> Diagnostic:
    """A file is not there. Without a source it is a shipped one."""
    return error(
        "font-missing",
        Text(zh=f"缺少字体文件：{path}", en=f"the font file {path} is missing"),
        source=source,
        span=span,
        hint=Text(
            zh="把文件放回原处，或改正清单里的 file",
            en="put the file back, or correct `file` in the manifest",
        )
        if source
        else Text(zh="重装 eco-print", en="reinstall eco-print"),
    )


def broken(path: Path, reason: str, source: Source, span: Span | None) -> Diagnostic:
    """A file is no font, or a damaged one."""
    why = wording.reason(reason)
    return error(
        "font-broken",
        Text(zh=f"字体读不出来：{path.name}（{why.zh}）", en=f"cannot read {path.name}: {why.en}"),
        source=source,
        span=span,
        hint=Text(
            zh="重新取得这个文件；要 TrueType 或 OpenType（.ttf .otf .ttc）",
            en="get the file anew; it must be TrueType or OpenType (.ttf, .otf, .ttc)",
        ),
    )


def compressed(path: Path, reason: str, source: Source, span: Span | None) -> Diagnostic:
    """A file is a web font, which would be unpacked at every run."""
    return error(
        "font-compressed",
        Text(
            zh=f"{path.name} 是网页用的压缩字体（{reason}），不能直接用",
            en=f"{path.name} is a compressed web font ({reason})",
        ),
        source=source,
        span=span,
        hint=Text(
            zh=f"先解压一次：fonttools ttLib --flavor= -o {path.stem}.ttf {path.name}",
            en=f"decompress it once: fonttools ttLib --flavor= -o {path.stem}.ttf {path.name}",
        ),
    )


def variable(path: Path, reason: str, source: Source, span: Span | None) -> Diagnostic:
    """A file is a variable font: which of its weights is meant cannot be known."""
    return error(
        "font-variable",
        Text(
            zh=f"{path.name} 是可变字体（{reason}），要先定下一种粗细",
            en=f"{path.name} is a variable font ({reason}); fix its weight first",
        ),
        source=source,
        span=span,
        hint=Text(
            zh=f"例如：fonttools varLib.instancer {path.name} wght=400",
            en=f"for example: fonttools varLib.instancer {path.name} wght=400",
        ),
    )


def changed(
    path: Path, wanted: str, found: str, source: Source | None, span: Span | None
) -> Diagnostic:
    """The finding for a file whose bytes are not those that the manifest names."""
    return error(
        "font-changed",
        Text(
            zh=f"{path.name} 与清单所记的不是同一个文件",
            en=f"{path.name} is not the file that the manifest names",
        ),
        source=source,
        span=span,
        hint=Text(
            zh=f"清单的 sha256：{wanted}\n文件的 sha256：{found}",
            en=f"sha256 in the manifest: {wanted}\nsha256 of the file: {found}",
        ),
    )
