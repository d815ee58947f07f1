"""Annotations and forms: out of the print area, and printing where they stay.

ISO 15930-7:2010, 6.17 and 6.26; ISO 19005-3, 6.3 and 6.4.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..geometry import Box
from ..objects import Value, elements, entry, label, name, number, numbers
from .rule import ERROR, WARNING, Case, Hit, finds, rule

ANNOTATION = rule(
    *("annotation-in-print-area", "ISO 15930-7:2010, 6.17; ISO 32000-1, 12.5"),
    *("印刷范围内有注释或链接", "an annotation or link lies in the print area"),
    *("导出印刷文件时去掉注释和链接", "leave annotations and links out of the press file"),
    press=ERROR,
)
ANNOTATION_FLAGS = rule(
    *("annotation-flags", "ISO 19005-3, 6.3.2"),
    *("注释没有设为可打印、不隐藏", "the annotation is not set to print, or is set to hide"),
    *("注释的 /F 应为 4（Print）", "set the annotation's /F to 4 (Print)"),
    archive=ERROR,
)
FORM = rule(
    *("form-field", "ISO 15930-7:2010, 6.26 (XFA); ISO 19005-3, 6.4"),
    *("文件里有表单", "the file contains a form"),
    *("把表单压平", "flatten the form"),
    press=ERROR,
    archive=WARNING,
)


@finds(ANNOTATION, ANNOTATION_FLAGS)
def printed_annotations(case: Case) -> Iterator[Hit]:
    for page in case.document.pages:
        for annotation in elements(entry(page.value, "/Annots")):
            kind = name(entry(annotation, "/Subtype"))
            box = rectangle(annotation)
            area = page.bleed.joined(page.trim)
            if kind not in {"PrinterMark", "TrapNet", "Popup"} and _within(box, area):
                yield Hit(ANNOTATION, page.place(box), f"{kind} ({label(annotation, 'direct')})")
            flags = number(entry(annotation, "/F"))
            if kind != "Popup" and (flags is None or not _prints(int(flags))):
                yield Hit(ANNOTATION_FLAGS, page.place(box), f"{kind} {label(annotation)}".strip())


def _within(box: Box | None, area: Box) -> bool:
    """Whether an annotation is in an area; one of no size is where its corner is."""
    if box is None or box.area == 0:
        return box is None or box.meets(area)
    return box.overlaps(area)


def rectangle(annotation: Value) -> Box | None:
    """Where an annotation lies on its page; None when it does not say."""
    rect = numbers(entry(annotation, "/Rect"), 4)
    if rect is None:
        return None
    return Box(min(rect[0::2]), min(rect[1::2]), max(rect[0::2]), max(rect[1::2]))


def _prints(flags: int) -> bool:
    """Print set; Invisible, Hidden, NoView and ToggleNoView not (ISO 32000-1, table 165)."""
    return bool(flags & 4) and not flags & (1 | 2 | 32 | 256)


@finds(FORM)
def forms(case: Case) -> Iterator[Hit]:
    form = entry(case.document.catalog, "/AcroForm")
    if elements(entry(form, "/Fields")) or entry(form, "/XFA") is not None:
        dynamic = entry(form, "/XFA") is not None
        severity = ERROR if dynamic else None
        yield Hit(FORM, object="XFA" if dynamic else "AcroForm", severity=severity)


CHECKS = (printed_annotations, forms)
