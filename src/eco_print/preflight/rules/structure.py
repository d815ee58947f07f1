"""The file as such: damage, encryption, scripts, actions, annotations, attachments, layers.

ISO 15930-7 wants a file that prints the same everywhere and does nothing else; ISO 19005-3,
6.1 to 6.5 and 6.8 want the same of one that is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Text
from ..document import NO_MEDIABOX, Document, Page
from ..geometry import Box
from ..objects import (
    Value,
    elements,
    entry,
    is_dictionary,
    items,
    label,
    name,
    number,
    numbers,
    path,
    text,
)
from .rule import ERROR, NOTE, WARNING, Case, Hit, finds, rule

_ANNOTATIONS = "ISO 15930-7, annotations; ISO 32000-1, 12.5"
_ACTIONS = "ISO 15930-7, actions; ISO 19005-3, 6.5.1"
_FORBIDDEN_ACTIONS = frozenset(
    ("Launch", "Sound", "Movie", "ResetForm", "ImportData", "Hide", "SetOCGState", "Rendition",
     "Trans", "GoTo3DView", "GoToE", "GoToR", "Thread", "SubmitForm", "RichMediaExecute")
)  # fmt: skip
_KEEPABLE = frozenset(("GoTo", "GoToR", "URI", "Named", "Thread", "SubmitForm", "GoToE"))
_OUTLINE_LIMIT = 20_000

DAMAGED = rule(
    *("pdf-damaged", "ISO 32000-1, 7.5"),
    *("文件结构有损坏，读取时修补过", "the file's structure is damaged and was mended to read it"),
    *("重新导出；不要用传坏的副本", "export it again; do not use a copy damaged on its way"),
    screen=WARNING,
    press=ERROR,
    archive=ERROR,
)
ENCRYPTED = rule(
    *("pdf-encrypted", "ISO 15930-7, encryption; ISO 19005-3, 6.1.3"),
    *("文件已加密", "the file is encrypted"),
    *("去掉口令和权限限制后重新导出", "save it without password and restrictions"),
    screen=WARNING,
    press=ERROR,
    archive=ERROR,
)
NO_ID = rule(
    *("file-id-missing", "ISO 15930-7, file identifier; ISO 19005-3, 6.1.3"),
    *("文件尾没有 ID", "the trailer has no file identifier"),
    *("导出时写入 /ID", "write an /ID into the trailer"),
    press=ERROR,
    archive=ERROR,
)
VERSION = rule(
    *("pdf-version", "ISO 15930-7, PDF version; ISO 19005-2 and -3, 5"),
    *("PDF 版本高于所声明的标准", "the PDF version is newer than the claimed standard's"),
    *("PDF/X-4 为 1.6，PDF/A-2、-3 为 1.7", "PDF/X-4 is 1.6, PDF/A-2 and -3 are 1.7"),
    press=ERROR,
    archive=ERROR,
)
JAVASCRIPT = rule(
    *("javascript", _ACTIONS),
    *("文件里有 JavaScript", "the file contains JavaScript"),
    *("删除脚本", "remove the script"),
    screen=WARNING,
    press=ERROR,
    archive=ERROR,
)
ACTION = rule(
    *("action", _ACTIONS),
    *("文件里有不许可的动作", "the file contains an action that is not allowed"),
    *("删除该动作", "remove the action"),
    screen=WARNING,
    press=ERROR,
    archive=ERROR,
)
ANNOTATION = rule(
    *("annotation-in-print-area", _ANNOTATIONS),
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
    *("form-field", "ISO 15930-7, forms; ISO 19005-3, 6.4"),
    *("文件里有表单", "the file contains a form"),
    *("把表单压平", "flatten the form"),
    press=ERROR,
    archive=WARNING,
)
ATTACHMENT = rule(
    *("attachment", "ISO 15930-7, embedded files"),
    *("文件里有附件", "the file carries attachments"),
    *("印刷文件不带附件", "leave attachments out of the press file"),
    press=ERROR,
)
ATTACHMENT_BARE = rule(
    *("attachment-undescribed", "ISO 19005-3, 6.8"),
    *("附件没有写明类型或与正文的关系", "an attachment lacks its type, name or relationship"),
    *(
        "写明 /F、/UF、/Subtype（MIME）和 /AFRelationship，并列入 /AF",
        "give /F, /UF, /Subtype (MIME) and /AFRelationship, and list it in /AF",
    ),
    archive=ERROR,
)
ATTACHMENT_PART = rule(
    *("attachment-not-allowed", "ISO 19005-1, 6.1.11; ISO 19005-2, 6.8"),
    *("此 PDF/A 级别不许可这种附件", "this part of PDF/A does not allow the attachment"),
    *("改用 PDF/A-3，或去掉附件", "claim PDF/A-3, or remove the attachment"),
    archive=ERROR,
)
EXTERNAL = rule(
    *("external-stream", "ISO 15930-7, external content; ISO 19005-3, 6.1.7.1"),
    *("内容在文件之外", "content lies outside the file"),
    *("把外部内容嵌入文件", "embed what is referred to"),
    press=ERROR,
    archive=ERROR,
)
LZW = rule(
    *("lzw-filter", "ISO 19005-3, 6.1.7.2"),
    *("用了 LZW 压缩", "LZW compression is used"),
    *("改用 Flate", "pack with Flate"),
    archive=ERROR,
)
LAYERS = rule(
    *("layers", "ISO 15930-7, optional content; ISO 32000-1, 8.11"),
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
    warnings = [text for text in case.document.warnings if NO_MEDIABOX not in text]
    if warnings:
        said = " ".join(warnings[0].split())[-120:]
        yield Hit(DAMAGED, message=DAMAGED.saying(said))


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
    if claims.pdfa_part in {"2", "3"} and most is None:
        most = "1.7"
    if most is not None and found > most:
        yield Hit(VERSION, message=VERSION.saying(f"PDF {found} > {most} ({claims})"))


# -- scripts and actions -------------------------------------------------------------------


@finds(JAVASCRIPT, ACTION)
def actions(case: Case) -> Iterator[Hit]:
    for value, place_page, where in _actions(case.document):
        kind = name(entry(value, "/S"))
        place = place_page.place() if place_page is not None else None
        named = label(value, where)
        if kind == "JavaScript" or entry(value, "/JS") is not None:
            yield Hit(JAVASCRIPT, place, named)
        elif kind in _FORBIDDEN_ACTIONS:
            severity = NOTE if kind in _KEEPABLE else None
            yield Hit(ACTION, place, named, ACTION.saying(kind), severity)


def _actions(document: Document) -> Iterator[tuple[Value, Page | None, str]]:
    catalog = document.catalog
    yield from _scripts(catalog)
    yield from ((item, None, "OpenAction") for item in _chain(entry(catalog, "/OpenAction")))
    yield from ((item, None, "catalog /AA") for item in _additional(catalog))
    yield from _outline_actions(catalog)
    for page in document.pages:
        yield from ((item, page, "page /AA") for item in _additional(page.value))
        for annotation in elements(entry(page.value, "/Annots")):
            where = label(annotation, "annotation")
            yield from ((item, page, where) for item in _chain(entry(annotation, "/A")))
            yield from ((item, page, where) for item in _additional(annotation))


def _scripts(catalog: Value) -> Iterator[tuple[Value, None, str]]:
    for value in _name_tree(path(catalog, "/Names", "/JavaScript")):
        yield value, None, "document script"


def _additional(holder: Value) -> Iterator[Value]:
    for _, value in items(entry(holder, "/AA")):
        yield from _chain(value)


def _chain(action: Value) -> Iterator[Value]:
    """An action and those that follow it, as many as are sensible."""
    for _ in range(50):
        if not is_dictionary(action):
            return
        yield action
        following = entry(action, "/Next")
        listed = elements(following)
        yield from listed[:50]
        action = None if listed else following


def _outline_actions(catalog: Value) -> Iterator[tuple[Value, None, str]]:
    stack, seen = [path(catalog, "/Outlines", "/First")], 0
    known: set[object] = set()
    while stack and seen < _OUTLINE_LIMIT:
        item = stack.pop()
        key = item.objgen if is_dictionary(item) else None
        if key is None or (key != (0, 0) and key in known):
            continue
        known.add(key)
        seen += 1
        yield from ((value, None, "outline") for value in _chain(entry(item, "/A")))
        stack.extend((entry(item, "/Next"), entry(item, "/First")))


def _name_tree(root: Value) -> Iterator[Value]:
    """The values of a name tree, loops and depth aside."""
    stack, steps = [root], 0
    while stack and steps < _OUTLINE_LIMIT:
        node = stack.pop()
        steps += 1
        yield from elements(entry(node, "/Names"))[1::2]
        stack.extend(elements(entry(node, "/Kids")))


# -- annotations and forms -----------------------------------------------------------------


@finds(ANNOTATION, ANNOTATION_FLAGS)
def printed_annotations(case: Case) -> Iterator[Hit]:
    for page in case.document.pages:
        for annotation in elements(entry(page.value, "/Annots")):
            kind = name(entry(annotation, "/Subtype"))
            box = _rect(annotation)
            area = page.bleed.joined(page.trim)
            if kind not in {"PrinterMark", "TrapNet", "Popup"} and (box is None or box.meets(area)):
                yield Hit(ANNOTATION, page.place(box), f"{kind} ({label(annotation, 'direct')})")
            flags = number(entry(annotation, "/F"))
            if kind != "Popup" and (flags is None or not _prints(int(flags))):
                yield Hit(ANNOTATION_FLAGS, page.place(box), f"{kind} {label(annotation)}".strip())


def _rect(annotation: Value) -> Box | None:
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


# -- attachments ---------------------------------------------------------------------------


@finds(ATTACHMENT, ATTACHMENT_BARE, ATTACHMENT_PART)
def attachments(case: Case) -> Iterator[Hit]:
    part = case.document.claims.pdfa_part
    for specification in attached(case.document):
        called = attachment_name(specification)
        yield Hit(ATTACHMENT, object=called)
        if part in {"3", "4", ""} and (missing := _undescribed(case.document, specification)):
            message = Text(f"附件缺 {missing}", f"the attachment lacks {missing}")
            yield Hit(ATTACHMENT_BARE, object=called, message=message)
        if part == "1":
            yield Hit(ATTACHMENT_PART, object=called)


def attached(document: Document) -> list[Value]:
    """The file specifications of the embedded files."""
    found = list(_name_tree(path(document.catalog, "/Names", "/EmbeddedFiles")))
    for page in document.pages:
        found.extend(
            entry(annotation, "/FS")
            for annotation in elements(entry(page.value, "/Annots"))
            if name(entry(annotation, "/Subtype")) == "FileAttachment"
        )
    return [item for item in found if is_dictionary(item)]


def attachment_name(specification: Value) -> str:
    return text(entry(specification, "/UF")) or text(entry(specification, "/F")) or "?"


def _undescribed(document: Document, specification: Value) -> str:
    stream = path(specification, "/EF", "/F")
    lacking = [key for key in ("/F", "/UF") if not text(entry(specification, key))]
    if not name(entry(stream, "/Subtype")):
        lacking.append("/Subtype")
    if not name(entry(specification, "/AFRelationship")):
        lacking.append("/AFRelationship")
    listed = {item.objgen for item in _associated(document) if is_dictionary(item)}
    if specification.objgen not in listed:
        lacking.append("/AF")
    return ", ".join(lacking)


def _associated(document: Document) -> Iterator[Value]:
    for holder in (document.catalog, *(page.value for page in document.pages)):
        yield from elements(entry(holder, "/AF"))


# -- streams and layers --------------------------------------------------------------------


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
    actions,
    printed_annotations,
    forms,
    attachments,
    streams,
    layers,
)
