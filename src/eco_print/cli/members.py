"""Options that name a member of an enum, a number within bounds, or text that is printed."""

from __future__ import annotations

import math
from enum import Enum
from typing import Any, TypeVar

import click

from .language import say

E = TypeVar("E", bound=Enum)


class Member(click.Choice[E]):
    """A member of an enum, named by its value: --profile press gives `Profile.PRESS`."""

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:
        """What is written on the command line for a member."""
        return super().normalize_choice(choice.value if isinstance(choice, Enum) else choice, ctx)


class Within(click.FloatRange):
    """A number within bounds; what is no number (nan) lies nowhere."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number that is written.

        Raises:
            click.BadParameter: when it lies outside.
        """
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):
            self.fail(say(f"“{value}”不是数字。", f"{value!r} is not a valid number."), param, ctx)
        return number


class Words(click.ParamType[str]):
    """Text that is printed or looked for; unlike a file's name, in no encoding but one."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text that is written.

        Raises:
            click.BadParameter: when its bytes are no text.
        """
        try:
            str(value).encode()
        except UnicodeEncodeError:
            said = say("不是终端编码的文字。", "this is no text in the terminal's encoding.")
            self.fail(said, param, ctx)
        return str(value)
