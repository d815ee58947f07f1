"""The file as such: damage, encryption, version, streams, layers.

ISO 15930-7 wants a file that prints the same everywhere and does nothing else; ISO 19005-3,
6.1 and 6.9 want the same of one that is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...profile import Profile
from ..document import NO_MEDIABOX
from ..objects import (
    elements,
    entry,
    is_dictionary,
    label,
    name,
    text,
)
from ..said import object_of
from .rule import ERROR, WARNING, Case, Hit, finds, rule

DAMAGED = rule(
    *("pdf-damaged", "ISO 32000-1, 7.5"),
    *("文件结构有损坏，读取时修补过", "the file's structure is damaged and was mended to read it"),
    *("重新导出；不要用传坏的副本", "export it again; do not use a copy damaged on its way"),
    screen=WARNING,
    press=ERROR,
    archive=ERROR,
)
ENCRYPTED = rule(
    *("pdf-encrypted", "ISO 15930-7:2010, 6.15; ISO 19005-3, 6.1.3"),
    *("文件已加密", "the file is encrypted"),
    *("去掉口令和权限限制后重新导出", "save it without password and restrictions"),
    screen=WARNING,
    press=ERROR,
    archive=ERROR,
)
NO_ID = rule(
    *("file-id-missing", "ISO 15930-7:2010, 6.10; ISO 19005-3, 6.1.3"),
    *("文件尾没有 ID", "the trailer has no file identifier"),
    *("导出时写入 /ID", "write an /ID into the trailer"),
    press=ERROR,
    archive=ERROR,
)
VERSION = rule(
    *("pdf-version", "ISO 15930-7:2010, 1; ISO 19005-2 and -3, 5"),
    *("PDF 版本高于所声明的标准", "the PDF version is newer than the claimed standard's"),
    *("PDF/X-4 为 1.6，PDF/A-2、-3 为 1.7", "PDF/X-4 is 1.6, PDF/A-2 and -3 are 1.7"),
    press=ERROR,
    archive=ERROR,
)
EXTERNAL = rule(
    *("external-stream", "ISO 15930-7:2010, 6.7; ISO 19005-3, 6.1.7.1"),
    *("内容在文件之外", "content lies outside the file"),
    *("把外部内容嵌入文件", "embed what is referred to"),
    press=ERROR,
    archive=ERROR,
)
LZW = rule(
    *("lzw-filter", "ISO 15930-7:2010, 6.8; ISO 19005-3, 6.1.7.2"),
    *("用了 LZW 压缩", "LZW compression is used"),
    *("改用 Flate", "pack with Flate"),
    press=ERROR,
    archive=ERROR,
)
LAYERS = rule(
    *("layers", "ISO 15930-7:2010, 6.24; ISO 32000-1, 8.11"),
    *("文件有图层，印厂可能印出另一种组合", "the file has layers: another set may be printed"),
    *("合并图层，或与印厂说明", "merge the layers, or tell the printer which are meant"),
    press=WARNING,
)
LAYER_NAMES = rule(
    *("layer-configuration", "ISO 19005-3, 6.9"),
    *("图层配置没有名称，或会自行切换", "a layer configuration has no name, or switches itself"),
    *("给配置写 /Name，去掉 /AS", "give the configuration a /Name and remove /AS"),
    archive=ERROR,
)


@finds(DAMAGED)
def damage(case: Case) -> Iterator[Hit]:
    """The gravest of what was mended. A key that stands twice (ISO 32000-1, 7.3.7) hurts little:
    every reader takes one of the two.
    """
    warnings = [text for text in case.document.warnings if NO_MEDIABOX not in text]
    warnings.sort(key=_is_light)
    for first in warnings[:1]:
        severity = WARNING if _is_light(first) else None
        yield Hit(DAMAGED, None, object_of(first), DAMAGED.because(first), severity)


def _is_light(warning: str) -> bool:
    return "duplicated key" in warning


@finds(ENCRYPTED, NO_ID)
def trailer(case: Case) -> Iterator[Hit]:
    pdf = case.document.pdf
    if pdf.is_encrypted:
        yield Hit(ENCRYPTED)
    if len(elements(entry(pdf.trailer, "/ID"))) != 2:
        yield Hit(NO_ID)


@finds(VERSION)
def version(case: Case) -> Iterator[Hit]:
    """What a claimed standard is written in: X-4 in 1.6, A-1 in 1.4, A-2 and A-3 in 1.7."""
    claims, found = case.document.claims, case.document.version
    most = {"PDF/X-4": "1.6", "PDF/X-4p": "1.6", "PDF/X-1a:2001": "1.3"}.get(claims.pdfx)
    if Profile.PRESS not in case.profiles:
        most = None
    if claims.pdfa_part in {"2", "3"} and most is None:
        most = "1.7"
    if most is not None and found > most:
        yield Hit(VERSION, message=VERSION.saying(f"PDF {found} > {most} ({claims})"))


@finds(EXTERNAL, LZW)
def streams(case: Case) -> Iterator[Hit]:
    for item in case.document.streams:
        if entry(item, "/F") is not None and name(entry(item, "/Type")) != "EmbeddedFile":
            yield Hit(EXTERNAL, object=label(item))
        packed = entry(item, "/Filter")
        if any(name(kind) == "LZWDecode" for kind in (elements(packed) or [packed])):
            yield Hit(LZW, object=label(item))


@finds(LAYERS, LAYER_NAMES)
def layers(case: Case) -> Iterator[Hit]:
    properties = entry(case.document.catalog, "/OCProperties")
    groups = elements(entry(properties, "/OCGs"))
    if groups:
        names = ", ".join(text(entry(group, "/Name")) or "?" for group in groups[:8])
        yield Hit(LAYERS, object=names)
    default = entry(properties, "/D")
    for configuration in (default, *elements(entry(properties, "/Configs"))):
        if is_dictionary(configuration) and (
            not text(entry(configuration, "/Name")) or entry(configuration, "/AS") is not None
        ):
            yield Hit(LAYER_NAMES, object=label(configuration, "/OCProperties /D"))


CHECKS = (
    damage,
    trailer,
    version,
    streams,
    layers,
)
