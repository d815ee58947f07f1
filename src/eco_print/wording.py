"""What the system and the libraries say of a fault, in Chinese too.

Their messages are English; a Chinese message must not end in one. What is
in neither table is quoted.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable

from .diagnostics import Text

_NUMBERS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "系统不允许",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已经有了",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "超过了磁盘配额",
    errno.EROFS: "文件系统只读",
    errno.EFBIG: "文件太大",
    errno.EIO: "设备读写出错",
    errno.EBADF: "已经关闭",
    errno.EBUSY: "正被占用",
    errno.ETXTBSY: "正在执行，不能改写",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "系统打开的文件太多",
    errno.ENAMETOOLONG: "名字太长",
    errno.ELOOP: "符号链接绕成了圈",
    errno.EXDEV: "不能跨文件系统移动",
    errno.ENOTSUP: "系统不支持",
    errno.EINVAL: "参数不对",
    errno.EPIPE: "管道断了",
    errno.EADDRINUSE: "端口已被占用",
    errno.EADDRNOTAVAIL: "没有这个地址",
    errno.ECONNREFUSED: "对方拒绝连接",
    errno.ETIMEDOUT: "超时",
    errno.EHOSTUNREACH: "连不到对方",
    errno.ENETUNREACH: "网络不通",
}
_SYSTEM = {os.strerror(number): chinese for number, chinese in _NUMBERS.items()}

#: What a message is, whole, and how it is said; compiled when there is one to be told.
_WORDS = (
    # msgspec, of settings
    (r"Expected `(.+?)` <= (\S+)(?: - at.*)?", r"最大 \2"),
    (r"Expected `(.+?)` >= (\S+)(?: - at.*)?", r"最小 \2"),
    (r"Expected `(?:str|array)` of length >= 1(?: - at.*)?", "不能是空的"),
    (r"Expected `(.+?)`, got `(.+?)` - at `\$\[(\d+|\.\.\.)\]`", r"其中一项应是 \1，不能是 \2"),
    (r"Expected `(.+?)`, got `(.+?)`(?: - at.*)?", r"应是 \1，不能是 \2"),
    (r"Invalid enum value '(.*?)'(?: - at.*)?", r"没有“\1”这个选项"),
    # tomllib, of settings
    (r"Invalid value(?: .*)?|Invalid (?:date or datetime|hex value)", "值写得不对"),
    (r"Invalid statement", "这一行写得不对"),
    (r"Invalid initial character for a key part", "键名写得不对"),
    (r"Expected '=' after a key in a key/value pair", "键名后面缺少 ="),
    (r"Expected newline or end of document after a statement", "这里应当换行"),
    (r"Expected ('.+?')(?: at the end of .*)?", r"缺少 \1"),
    (r"Unclosed array", "数组没有收尾的 ]"),
    (r"Unclosed inline table", "表没有收尾的 }"),
    (r"Unterminated string", "文字没有收尾的引号"),
    (r"Unescaped '\\' in a string", r"文字里的 \\ 要写两个"),
    (r"(?:Illegal|Found invalid) character (.+)", r"不许用的字符 \1"),
    (r"Cannot (?:declare (.+) twice|redefine namespace .+)", r"重复：\1"),
    (r"Cannot mutate immutable namespace .+|Cannot overwrite a value", "重复的键"),
    (r"Duplicate inline table key .+", "重复的键"),
    # PyYAML, of front matter
    (r"mapping values are not allowed here", "一行里有两个冒号；值里有冒号时加上引号"),
    (r"(?:mapping keys|sequence entries) are not allowed here", "缩进不对"),
    (r"found character '\\t' that cannot start any token", "不能用制表符，改用空格"),
    (r"found character '(.+?)' that cannot start any token", r"值不能以 \1 开头，加上引号"),
    (r"found unexpected end of stream", "引号没有收尾"),
    (r"could not find expected ':'", "键名后面缺少冒号"),
    (r"expected ',' or '(.)', but got .*", r"缺少收尾的 \1"),
    (r"expected <block end>, but found .*", "缩进不齐，或键名后面缺少冒号"),
    (r"found undefined alias .*", "不能用 * 开头；加上引号"),
    (r"found unknown escape character (.*)", r"双引号里不能写 \\\1；改用单引号"),
    (r"special characters are not allowed[\s\S]*", "有不许用的控制字符"),
    (r"found unexpected document separator", "引号没有收尾，就到了 ---"),
    (r"expected the node content, but found .*", "这里缺少值"),
    # SQLite, of the archive's catalogue
    (r"attempt to write a readonly database", "数据库只读"),
    (r"unable to open database file", "数据库打不开"),
    (r"database is locked", "数据库正被别的进程占用"),
    (r"database or disk is full", "磁盘满了"),
    (r"disk I/O error", "磁盘读写出错"),
    (r"database disk image is malformed", "数据库文件残缺"),
    (r"file is not a database|not a catalogue", "不是数据库文件"),
    (r"no such table: (.+)", r"没有 \1 这张表"),
    # tinycss2, of stylesheets
    (r"Expected <ident> for declaration name, got .*", "这里应是属性名"),
    (r"Expected ':' after declaration name, got .*", "属性名后面缺冒号"),
    (r"Declaration contains \{\} block", "值里有花括号"),
    (r".+ reached before \{\} block for a qualified rule\.?", "选择器后面缺少 { }"),
    (r"Bad string token|EOF in string", "引号没有收尾"),
    (r"EOF in URL|[Bb]ad URL.*", "url( 没有收尾"),
    (r"Unmatched (.)", r"多出了 \1"),
    # cssselect2, of selectors
    (r"[Uu]nexpected .* token\.?", "这里多出了东西"),
    (r"[Ee]xpected a class name, got .*", "点号后面应是类名"),
    (r"[Ee]xpected a pseudo-element name, got .*", "两个冒号后面应是伪元素的名字"),
    (r"[Ee]xpected a supported pseudo-element, got (.*)", r"没有伪元素 \1"),
    (r"[Ee]xpected a compound selector, got .*", "这里缺少选择器"),
    (r"[Ee]xpected attribute (?:name|value|selector operator), got .*", "方括号里应是 [名=值]"),
    (r"[Ee]xpected local name, got .*", "竖线后面应是元素名"),
    (r"[Ee]xpected \], got .*", "方括号没有收尾"),
    (r"[Uu]ndefined namespace prefix: (.*)", r"没有声明过命名空间 \1"),
    (r"Unknown pseudo-class", "没有这个伪类"),
    (r"Invalid arguments for :(.+?)\(\)", r":\1() 括号里写得不对"),
    # WeasyPrint, of values
    (r"got multiple (.+) values in a (.+) shorthand", r"\2 里 \1 写了不止一个"),
    (
        r"Expected 1 to (\S+) token(?:s,| components) got (\S+)",
        r"应有 1 至 \1 个值，写了 \2 个",
    ),
    (r"Expected value after \"/\" separator", "“/”后面缺少值"),
    (r"Expected only one \"/\" separator", "“/”只能有一个"),
    (r"System fonts are not supported", "不能用系统界面的字体，写出字体名"),
    (r"Invalid counter name: (.*)", r"计数器不能叫 \1"),
    (r"Relative URI reference without a base URI: (.*)", r"不知道 \1 相对于哪里"),
    (r"descriptor not supported", "没有这个描述符"),
    (r"unknown property|property not supported yet", "没有这个属性"),
    (r"invalid value", "值写得不对"),
    (r"no value", "没有值"),
    # qpdf, of finished files
    (r"invalid password", "要口令才能打开"),
    # Pillow and expat, of pictures
    (
        r"(?:image file is truncated|Truncated File Read|broken data stream)[\s\S]*",
        "文件不完整，像是没有拷贝完",
    ),
    (r"(?:broken PNG file|unrecognized data stream contents)[\s\S]*", "文件里的数据坏了"),
    (r"cannot identify image file[\s\S]*", "认不出是什么图片"),
    (
        r"(?:not well-formed.*|syntax error|unclosed token|mismatched tag|no element found|"
        r"undefined entity.*?|unbound prefix|duplicate attribute|junk after document element|"
        r"XML or text declaration not at start of entity): line (\d+), column (\d+)",
        r"第 \1 行第 \2 列的 XML 写得不对",
    ),
    # Python, of text
    (
        r"'(\S+)' codec can't decode byte (\S+) in position (\d+)[\s\S]*",
        r"不是 \1 编码的文字（第 \3 个字节是 \2）",
    ),
    # fontTools, of faces
    (r"Not a TrueType or OpenType font(.*)", "不是 TrueType 或 OpenType 字体"),
    (r"[Nn]ot TrueType or OpenType", "不是 TrueType 或 OpenType 字体"),
    (r"no characters", "一个字也没有"),
    (r"no name", "没有名字"),
    (r"no outlines", "没有字形轮廓"),
    (r"no table (.+)", r"缺少 \1 表"),
    (r"the file ends inside table (.+)", r"文件不完整，断在 \1 表里"),
    (r"(\d+) faces, none with index (\d+)", r"里面有 \1 款，没有第 \2 款（从 0 数）"),
    (r"maximum recursion depth exceeded.*", "嵌套太深"),
)


_TYPES = {
    "bool": "true 或 false",
    "int": "整数",
    "float": "数",
    "str": "文字",
    "array": "列表",
    "object": "一张表",
}
_SENTENCE = re.compile(r"[A-Za-z]+ [a-z]+")
_TYPE = re.compile(rf"\b(?:{'|'.join(_TYPES)})\b")


def _type_name(match: re.Match[str]) -> str:
    return _TYPES[match[0]]


def reason(problem: Exception | str) -> Text:
    """Why something failed, as the system or a library says it."""
    said = problem if isinstance(problem, str) else _said(problem)
    if chinese := _SYSTEM.get(said):
        return Text(zh=chinese, en=said)
    if chinese := in_words(said, _WORDS):
        return Text(zh=_TYPE.sub(_type_name, chinese), en=said)
    return Text(zh=f"原文“{said}”" if _SENTENCE.search(said) else said, en=said)


def in_words(said: str, words: Iterable[tuple[str, str]]) -> str | None:
    """What the words of a table, each a pattern and its Chinese, make of a message."""
    matches = ((re.fullmatch(pattern, said), chinese) for pattern, chinese in words)
    return next((match.expand(chinese) for match, chinese in matches if match), None)


def because(problem: Exception | str) -> Text:
    """The same as the hint of a finding that says what failed."""
    why = reason(problem)
    return Text(zh=f"原因：{why.zh}", en=f"reason: {why.en}")


def _said(problem: Exception) -> str:
    named = isinstance(problem, OSError) and problem.strerror
    return named or str(problem) or type(problem).__name__
