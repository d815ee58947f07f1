"""What a printer's settings ask for that cannot be, or is asked for in vain.

In: the settings, and what they are to be used on. Out: findings. A name that is no spot ink's
raises EcoPrintError, for nothing can be printed with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ..config import PressSettings
from ..diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error, warning
from ..profile import Binding
from .boxes import MM
from .colour.profiles import PressProfile

_SPECIAL = ("all", "none")  # colorants with a meaning of their own (ISO 32000-1, 8.6.6.4)
_PROCESS = ("cyan", "magenta", "yellow", "black")
_LONGEST = 127  # bytes of a name (ISO 32000-1, annex C)


def spot_name(asked: str | None) -> str | None:
    """The name of the spot ink that is asked for, None where none is.

    Raises:
        EcoPrintError: `press-spot-name` for a name that means something else, or cannot be one.
    """
    name = (asked or "").strip()
    if not name:
        return None
    if name.lower() in _SPECIAL:
        why = Text(zh="是 PDF 里另有所指的名字", en="means something else in PDF")
    elif name.lower() in _PROCESS:
        why = Text(zh="是四色油墨的版", en="is the plate of a process ink")
    elif len(name.encode()) > _LONGEST:
        why = Text(zh=f"太长，最多 {_LONGEST} 字节", en=f"is longer than {_LONGEST} bytes")
    elif any(unicodedata.category(char) == "Cc" for char in name):
        why = Text(zh="含有控制字符", en="has control characters")
    else:
        return name
    raise EcoPrintError(ExitCode.SOURCE, _no_spot(name, why))


def without_spot(name: str | None) -> Diagnostic:
    """The finding for a spot ink that no page uses."""
    return warning(
        "press-spot-unused",
        Text(
            zh=f"版面上没有红色，专色“{name}”没有用上，文件里没有这块版",
            en=f"there is no red on the pages: no plate is made for the spot ink “{name}”",
        ),
        hint=Text(
            zh="专色代替 M、Y 不低于 80%、C、K 不高于 20% 的红；不需要时去掉 --spot",
            en="it stands for red (M and Y 80 % or more, C and K 20 % or less); "
            "leave --spot out where there is none",
        ),
    )


def other_condition(profile: PressProfile) -> tuple[Diagnostic, ...]:
    """A finding where the condition that is named is not the one the profile tells."""
    if not profile.told or _plain(profile.condition) == _plain(profile.told):
        return ()
    return (
        warning(
            "press-condition",
            Text(
                zh=f"ICC 文件说的印刷条件是 {profile.told}，--condition 写的是 {profile.condition}",
                en=f"the profile is for {profile.told}, and --condition says {profile.condition}",
            ),
            hint=Text(
                zh="颜色按 ICC 文件换算；向印厂问清条件，要么换 --icc，要么去掉 --condition",
                en="colours go by the profile; ask the printer, then change --icc or leave "
                "--condition out",
            ),
        ),
    )


def bound_otherwise(settings: PressSettings) -> tuple[Diagnostic, ...]:
    """A finding where a booklet is asked for in another binding than the one it has."""
    if settings.impose != "booklet" or settings.binding is not Binding.PERFECT:
        return ()
    return (
        warning(
            "press-booklet-binding",
            Text(
                zh="booklet 是骑马订的拼版，胶订（perfect）没有照办",
                en="a booklet is saddle stitched: perfect binding is not followed",
            ),
            hint=Text(
                zh="要胶订就去掉 impose，由印厂拼版；要骑马订就去掉 binding",
                en="for perfect binding leave impose out, and the printer imposes; "
                "for saddle stitching leave binding out",
            ),
        ),
    )


def folded_sizes(sizes: Iterable[tuple[float, float]]) -> tuple[Diagnostic, ...]:
    """A finding where the pages of a booklet, in points, are not of one size."""
    named = sorted({f"{width / MM:.1f} × {height / MM:.1f} mm" for width, height in sizes})
    if len(named) < 2:
        return ()
    return (
        warning(
            "press-booklet-sizes",
            Text(
                zh=f"各页大小不一（{'、'.join(named)}），折成一本对不齐",
                en=f"pages of different sizes ({', '.join(named)}) do not fold into one booklet",
            ),
            hint=Text(
                zh="各页用同一个 @page size；大小不同的另做一份文件",
                en="give all pages one @page size; make another file of those that differ",
            ),
        ),
    )


def _plain(condition: str) -> str:
    """A condition's name without what spelling adds: FOGRA39L is FOGRA39."""
    return re.sub(r"\s|(?<=\d)L$", "", condition).upper()


def _no_spot(name: str, why: Text) -> Diagnostic:
    shown = name if len(name) < 40 else f"{name[:40]}…"
    return error(
        "press-spot-name",
        Text(
            zh=f"专色不能叫“{shown}”：{why.zh}",
            en=f"a spot ink cannot be named “{shown}”: it {why.en}",
        ),
        hint=Text(
            zh="写印厂给的专色名，如 PANTONE 485 C",
            en="give the name that the printer uses, such as PANTONE 485 C",
        ),
    )
