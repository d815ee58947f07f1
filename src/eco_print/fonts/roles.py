"""The roles that a face can take, as Chinese designers name them.

A role is what a stylesheet asks for (`font-family: 西文, 仿宋, 补字`); which face answers is
the font set's matter. A Western role answers only for letters, figures and their marks, so
that “ ” ‘ ’ — … · × ℃ ‰ of a Chinese line come from the Chinese face named after it (CLREQ;
GB/T 15834). Its full twin (西文全) answers for everything, for passages in a Western language.
"""

from __future__ import annotations

from msgspec import Struct

from .coverage import Ranges


class Role(Struct, frozen=True):
    """A role: its name, and the ASCII names a stylesheet may use instead.

    `western` restricts it to `WESTERN`; `full` is then the role without that bound.
    """

    name: str
    aliases: tuple[str, ...]
    western: bool = False
    full: str | None = None


ROLES = {
    role.name: role
    for role in (
        Role("仿宋", ("fangsong",)),
        Role("楷体", ("kaiti",)),
        Role("宋体", ("songti",)),
        Role("黑体", ("heiti",)),
        Role("小标宋", ("biaosong", "title")),
        Role("西文", ("western",), western=True, full="西文全"),
        Role("西文黑体", ("western-sans",), western=True, full="西文黑体全"),
        Role("西文全", ("western-full",)),
        Role("西文黑体全", ("western-sans-full",)),
        Role("补字", ("fallback",)),
    )
}

#: What the families of CSS itself stand for.
GENERIC = {
    "serif": ("西文", "宋体", "补字"),
    "sans-serif": ("西文黑体", "黑体", "补字"),
    "system-ui": ("西文黑体", "黑体", "补字"),
    "monospace": ("西文", "宋体", "补字"),
    "cursive": ("西文", "楷体", "补字"),
    "fantasy": ("西文", "小标宋", "补字"),
}

#: Letters of Latin, Greek and Cyrillic, figures, ASCII marks, spaces, currency signs, raised and
#: lowered figures, common fractions, hyphen, en dash, minus: what stands in Western words and
#: numbers. Not · § ° ± × ÷, “ ” ‘ ’ — … ‰ ′ ″, which Chinese text takes as its own.
WESTERN: Ranges = (
    (0x20, 0x7E),
    (0xA0, 0xA0),
    (0xA2, 0xA3),
    (0xA5, 0xA5),
    (0xA9, 0xAA),
    (0xAD, 0xAE),
    (0xB2, 0xB3),
    (0xB9, 0xBA),
    (0xBC, 0xBE),
    (0xC0, 0xD6),
    (0xD8, 0xF6),
    (0xF8, 0x2AF),
    (0x300, 0x52F),
    (0x1D00, 0x1DBF),
    (0x1DC0, 0x1FFF),
    (0x2000, 0x200A),
    (0x2010, 0x2011),
    (0x2013, 0x2013),
    (0x202F, 0x202F),
    (0x2070, 0x209F),
    (0x20A0, 0x20CF),
    (0x2212, 0x2212),
    (0x2C60, 0x2C7F),
    (0xA640, 0xA69F),
    (0xA720, 0xA7FF),
    (0xAB30, 0xAB6F),
    (0xFB00, 0xFB06),
)
