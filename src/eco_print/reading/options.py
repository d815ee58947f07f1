"""What a caller may ask of reading, and the repairs that can be named, counted and left out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from ..choices import Repair, Script
from ..diagnostics import Text

REPAIR_KINDS: Mapping[Repair, Text] = MappingProxyType(
    {
        "control": Text(
            zh="去掉看不见的控制字符、零宽字符和方向控制符",
            en="remove invisible control, zero-width and bidirectional characters",
        ),
        "mangled": Text(
            zh="还原转换中毁坏、而原字可以推定的字",
            en="restore characters that a conversion destroyed, where they can be proved",
        ),
        "markup": Text(
            zh="还原网页留下的字符实体（&nbsp;），去掉标签（<br>）",
            en="undo character references (&nbsp;) and tags (<br>) that a page left",
        ),
        "pinyin": Text(
            zh="去掉网页转码在繁体字后留下的注音",
            en="remove the pinyin that web copies leave after Traditional characters",
        ),
        "script": Text(
            zh="把转成繁体的简体文本转回简体",
            en="turn a text that was converted to Traditional back to Simplified",
        ),
        "width": Text(
            zh="全角数字和字母改为半角",
            en="full-width figures and letters to half-width ones",
        ),
        "placeholder": Text(
            zh="去掉复制网页时图片留下的占位字样（[图片]）",
            en="remove what copies leave where a picture stood ([图片])",
        ),
        "furniture": Text(
            zh="去掉网页上正文以外的字样（位置、浏览次数、分享、打印、版权）",
            en="remove what a page says around its article (place, counters, sharing, rights)",
        ),
        "ornament": Text(
            zh="字体里没有的表情和符号，换成相近的，没有相近的去掉或排成〓",
            en="emoji and symbols that no face has: the nearest sign, or none, or 〓",
        ),
        "ellipsis": Text(zh="省略号改为“……”", en="ellipses to ……"),
        "dash": Text(zh="破折号改为“——”", en="dashes to ——"),
        "quotes": Text(zh="直引号改为成对的弯引号", en="straight quotes to paired ones"),
        "punctuation": Text(
            zh="汉字之间的半角标点改为全角（GB/T 15834）",
            en="half-width marks between Han to full-width ones (GB/T 15834)",
        ),
        "spaces": Text(
            zh="去掉汉字之间多余的空格",
            en="remove stray spaces between Han characters",
        ),
    }
)
"""Every kind of repair, in the order in which they are made, and what it does."""


class ReadOptions(Struct, frozen=True):
    """What to ask of `read`.

    `encoding` and `format` ("text", "markdown", "docx", "html") settle what would be detected.
    `script`: "hans" and "hant" name the script wanted, "keep" leaves every character, "auto"
    turns a converted text back and leaves a genuine one. `repairs_off` names kinds of repair
    (keys of `REPAIR_KINDS`) to leave out. `headline` replaces what the report says. `name` is
    what to call bytes that came without a path. `font_folders` hold faces of one's own, which may
    have signs that the shipped ones lack. `max_bytes` bounds the source as stored,
    `max_unpacked` (bytes) what a .docx unpacks to, `max_lines` the lines of its text.
    """

    encoding: str | None = None
    script: Script = "auto"
    repairs_off: frozenset[str] = frozenset()
    headline: str | None = None
    format: str | None = None
    name: str = "-"
    font_folders: tuple[Path, ...] = ()
    max_bytes: int = 16_000_000
    max_unpacked: int = 128_000_000
    max_lines: int = 100_000
