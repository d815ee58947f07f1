"""What the libraries say of a damaged file, for people: in Chinese too, without addresses.

Their messages are English. Those that are met with are put into Chinese; any other is quoted in a
Chinese sentence as the words of a program.
"""

from __future__ import annotations

import re

from ..diagnostics import Text
from ..wording import in_words, reason

_LONGEST = 160
_IN_MEMORY = re.compile(r"stream <_io\.BytesIO object at 0x[0-9a-f]+>:? ?")
_OBJECT = re.compile(r"\(object (\d+) (\d+)(?:, offset \d+)?\):? ?")
#: Compiled when there is one to be told, which sound files have not.
_WORDS = (
    # qpdf
    (r"no %PDF- header", "开头没有 %PDF-"),
    (r"file is damaged", "对象的位置表读不出，只好逐个找出来"),
    (r"expected endobj", "对象没有收尾的 endobj"),
    (r"expected endstream", "数据流的长度不对"),
    (r"EOF while reading token|unexpected EOF", "数据中途断了"),
    (r"EOF found while reading inline image", "写在内容里的图像没有结尾"),
    (r"parse error while reading object", "字典或数组没有结尾"),
    (r"root of pages tree has no /Kids array", "找不到页面"),
    (r"unable to find trailer dictionary.*", "找不到文件尾，可能只传来一部分"),
    (r"unable to find /Root dictionary", "找不到文件的目录（Root）"),
    (r"extraneous whitespace seen before xref", "位置表前多了空白"),
    (r"dictionary has duplicated key /(\S+); .*", r"同一个字典里 \1 写了两次，取后一个"),
    (
        r"reported number of objects \((\d+)\) is not one plus .* \((\d+)\)",
        r"文件尾写的对象数是 \1，最大的编号却是 \2",
    ),
    (r".*treating unexpected .* as null|unexpected (?:\S|dictionary close token)", "有多余的括号"),
    (r"invalid character \((.*)\) in hexstring", r"十六进制的字串里有“\1”"),
    (r"Only scalar types, arrays, and dictionaries are allowed.*", "页面内容里有不该有的对象"),
    (r".*inflate: data: .*", "压缩的数据坏了"),
    # libxml2
    (r"[\s\S]*, line (\d+), column (\d+) \(<string>, line \d+\)", r"第 \1 行第 \2 字不合 XML"),
    # our own
    (r"a DOCTYPE in the packet", "里面有 DOCTYPE（实体声明）"),
    (r"the packed bytes end early", "压缩的数据中途断了"),
    (r"(?:(\S.*): )?forms within forms beyond any need", "图形套图形，层数太多"),
    (r"(?:(\S.*): )?too many operators", "页面内容的操作太多"),
    (r"more than (\d+) pages", r"多于 \1 页"),
    (r"an object stream unpacks to more than (\d+) MiB", r"对象流解压后大于 \1 MiB"),
    (r"(.*) unpacks to more than (\d+) MiB", r"\1 解压后大于 \2 MiB"),
    (r"(\d+) MiB", r"\1 MiB"),
    (r"no answer in (\d+) s", r"\1 秒没有答复"),
    (r"(\d+) of (\d+) pages came out", r"\2 页只出来 \1 页"),
)


def told(words: str) -> Text:
    """What a library said, in both languages."""
    said = " ".join(_OBJECT.sub("", _IN_MEMORY.sub("", words)).split())[-_LONGEST:]
    chinese = in_words(said, _WORDS)
    return Text(chinese, said) if chinese else reason(said)


def object_of(words: str) -> str | None:
    """The object that a library speaks of: `12 0 obj`."""
    found = _OBJECT.search(words)
    return f"{found[1]} {found[2]} obj" if found and found[1] != "0" else None
