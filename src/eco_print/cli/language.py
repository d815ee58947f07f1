"""The language the command line speaks: Chinese or English, by locale.

ECO_PRINT_LANGUAGE (zh or en) overrides LC_ALL, LC_MESSAGES and LANG, in this order.
"""

from __future__ import annotations

import gettext
import os
import sys
from functools import cache


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


#: What click itself says, for a Chinese command line.
_CLICK = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Arguments": "参数",
    "Error: {message}": "错误：{message}",
    "Show this message and exit.": "显示本帮助",
    "No such option {name!r}.": "没有选项 {name}。",
    "No such option: {name}": "没有选项 {name}",
    "No such command {name!r}.": "没有命令 {name}。",
    "Missing command.": "缺少命令。",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Invalid value: {message}": "取值不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 取值不对：{message}",
    "Try '{command} {option}' for help.": "用法见 {command} {option}。",
    "[default: {default}]": "[默认：{default}]",
    "default: {default}": "默认：{default}",
    "required": "必填",
    "(Possible options: {possibilities})": "（可用：{possibilities}）",
    "Did you mean {possibility}?": "是不是 {possibility}？",
}


def speak() -> None:
    """Let click speak the same language, and keep Chinese printable under any locale."""
    for stream in (sys.stdout, sys.stderr):
        if (stream.encoding or "").lower().replace("-", "") != "utf8" and hasattr(
            stream, "reconfigure"
        ):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if language() == "zh":
        # click looks gettext's functions up by name when it is imported.
        import click.core
        import click.exceptions
        import click.formatting
        import click.types

        for module in (click.core, click.exceptions, click.formatting, click.types):
            if getattr(module, "_", None) is gettext.gettext:
                module._ = lambda text: _CLICK.get(text, text)  # type: ignore[attr-defined]
