"""Regular expressions that are compiled when they are first used.

Reading knows some hundred patterns with classes of Han in them, dear to compile; a report
needs a few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


def lazy(text: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile(text, flags)`, when it is needed."""
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    def __init__(self, text: str, flags: int) -> None:
        self._source = text, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(*self._source)
        # From here on the methods are the compiled pattern's own.
        for method in ("match", "fullmatch", "search", "finditer", "findall", "sub", "split"):
            self.__dict__[method] = getattr(compiled, method)
        return getattr(compiled, name)
