"""What click itself says, for a Chinese command line; a test compares it with click's words."""

from __future__ import annotations

import gettext
import sys

WORDS = {
    # help
    "Usage:": "用法:",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示本帮助",
    "Show the version and exit.": "显示版本",
    "Try '{command} {option}' for help.": "用法见 {command} {option}。",
    "default: {default}": "默认：{default}",
    "env var: {var}": "环境变量：{var}",
    "required": "必填",
    "(dynamic)": "（随情况而定）",
    "deprecated": "不再使用",
    # errors
    "Error: {message}": "错误：{message}",
    "Aborted!": "已中断",
    "unknown error": "不明的错误",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing {param_type}": "缺少{param_type}",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Missing command.": "缺少命令。",
    "No such command {name!r}.": "没有命令 {name}。",
    "No such option {name!r}.": "没有选项 {name}。",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "（是不是其中之一：{possibilities}？）",
    "Got unexpected extra argument ({args})": "多出了参数（{args}）",
    "Got unexpected extra arguments ({args})": "多出了参数（{args}）",
    "Option {name!r} does not take a value.": "选项 {name} 不带值。",
    "Option {name!r} requires an argument.": "选项 {name} 后面缺少值。",
    "Option {name!r} requires {nargs} arguments.": "选项 {name} 后面要有 {nargs} 个值。",
    "Argument {name!r} takes {nargs} values.": "参数 {name} 要有 {nargs} 个值。",
    "Invalid value: {message}": "取值不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 取值不对：{message}",
    "{value!r} is not {choice}.": "不能是“{value}”，应是 {choice}。",
    "{value!r} is not one of {choices}.": "不能是“{value}”，可用：{choices}。",
    "{value!r} is not a valid {number_type}.": "“{value}”不是数字。",
    "{value} is not in the range {range}.": "{value} 不在范围之内：{range}。",
    "Choose from:\n\t{choices}": "可用：\n\t{choices}",
    "{name} {filename!r} does not exist.": "没有这个{name}：{filename}。",
    "{name} {filename!r} is a directory.": "{filename} 是文件夹，不是{name}。",
    "{name} {filename!r} is a file.": "{filename} 是文件，不是{name}。",
    "{name} {filename!r} is not executable.": "{name} {filename} 不能执行。",
    "{name} {filename!r} is not readable.": "{name} {filename} 读不出来。",
    "{name} {filename!r} is not writable.": "{name} {filename} 写不进去。",
    "Could not open file {filename!r}: {message}": "打不开文件 {filename}：{message}",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
    # completion
    "Couldn't detect Bash version, shell completion is not supported.": (
        "看不出 Bash 的版本，不能补全。"
    ),
    "Shell completion is not supported for Bash versions older than 4.4.": (
        "Bash 4.4 以前的版本不能补全。"
    ),
}
"""Everything of click that this command line can say."""


def translate() -> None:
    """Let click's modules, those already imported, speak Chinese."""
    for name, module in list(sys.modules.items()):
        if not name.startswith("click."):
            continue
        if getattr(module, "_", None) is gettext.gettext:
            module._ = lambda text: WORDS.get(text, text)  # type: ignore[attr-defined]
        if getattr(module, "ngettext", None) is gettext.ngettext:
            module.ngettext = _plural  # type: ignore[attr-defined]


def _plural(one: str, many: str, count: int) -> str:
    text = one if count == 1 else many
    return WORDS.get(text, text)
