"""The language the command line speaks: Chinese or English, by locale.

ECO_PRINT_LANGUAGE (zh or en) overrides LC_ALL, LC_MESSAGES and LANG, in this order.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from io import TextIOWrapper


@cache
def language() -> str:
    """`zh` or `en`."""
    for name in ("ECO_PRINT_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def say(zh: str, en: str) -> str:
    """One of two texts, in the language of the command line."""
    return zh if language() == "zh" else en


def _speaks_chinese(stream: TextIOWrapper) -> bool:
    """Whether a stream is a terminal, or asked for, in an encoding of Chinese besides UTF-8."""
    asked = stream.isatty() or "PYTHONIOENCODING" in os.environ
    return asked and stream.encoding.lower().startswith(("gb", "big5", "cp936", "cp950", "euc"))


def speak() -> None:
    """Let click speak the same language, and keep Chinese printable under any locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            known = stream.encoding if _speaks_chinese(stream) else "utf-8"
            stream.reconfigure(encoding=known, errors="backslashreplace")
    if language() == "zh":
        from .click_words import translate

        translate()
