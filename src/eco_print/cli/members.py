"""Options that name a member of an enum."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

import click

E = TypeVar("E", bound=Enum)


class Member(click.Choice[E]):
    """A member of an enum, named by its value: --profile press gives `Profile.PRESS`."""

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:
        """What is written on the command line for a member."""
        return super().normalize_choice(choice.value if isinstance(choice, Enum) else choice, ctx)
