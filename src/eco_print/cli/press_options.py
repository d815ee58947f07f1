"""The flags that tell what the printer and the archive ask for."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any, get_args

import click

from ..choices import Conformance, Imposition
from ..profile import Binding, Profile
from .language import say
from .members import Member, Within, Words

_PRESS = ("icc", "condition", "ink_limit", "bleed", "binding", "impose", "creep", "spot")


PRESS_OPTIONS = (
    click.option(
        "--icc",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=say("印厂的 CMYK ICC 文件", "the printer's CMYK profile"),
    ),
    click.option(
        "--condition",
        type=Words(),
        metavar="NAME",
        help=say("印刷条件的登记名，如 FOGRA51", "its registered printing condition"),
    ),
    click.option(
        "--ink-limit",
        type=Within(100, 400),
        metavar="%",
        help=say("总墨量上限", "most ink on one spot, in per cent"),
    ),
    click.option(
        "--bleed",
        type=Within(0, 50),
        metavar="MM",
        help=say("出血，默认 3 毫米", "bleed in mm; 3 by default"),
    ),
    click.option(
        "--binding",
        type=Member(Binding),
        help=say("装订：骑马订补足 4 页的倍数，胶订 2 页", "pads pages to 4 (saddle), 2 (perfect)"),
    ),
    click.option(
        "--impose",
        type=click.Choice(get_args(Imposition)),
        help=say("拼版：booklet 为骑马订的跨页拼版", "booklet: printer's spreads"),
    ),
    click.option(
        "--creep",
        type=Within(0, 2),
        metavar="MM",
        help=say("每张纸的爬移，默认 0.1 毫米", "creep of one sheet in mm; 0.1 by default"),
    ),
    click.option(
        "--spot",
        type=Words(),
        metavar="NAME",
        help=say("红色用这个专色油墨印", "print the red in this spot ink"),
    ),
    click.option(
        "--conformance",
        type=click.Choice(get_args(Conformance)),
        help=say("归档文件的 PDF/A 级别，默认 3a", "PDF/A level of archive files; 3a by default"),
    ),
)


def press_flags(flags: dict[str, Any]) -> dict[str, Any]:
    """The flags with those of the press under `press`, as the configuration has them."""
    rest = {name: value for name, value in flags.items() if name not in _PRESS}
    return {**rest, "press": {name: flags[name] for name in _PRESS if name in flags}}


def refuse_in_vain(flags: dict[str, Any], profiles: Collection[Profile]) -> None:
    """Refuse flags for the press where no file for it is made.

    The printer's profile counts elsewhere too: colours by ink are shown through it.

    Raises:
        click.UsageError: naming them.
    """
    given = [f"--{name.replace('_', '-')}" for name in _PRESS[1:] if flags.get(name) is not None]
    if given and Profile.PRESS not in profiles:
        zh, en = "、".join(given), ", ".join(given)
        raise click.UsageError(
            say(
                f"{zh} 只对付印的文件起作用，请加 --profile press",
                f"{en}: for press files alone; add --profile press",
            )
        )
