"""Files inside the file: none for the press, described and related to the document in an archive.

ISO 15930-7:2010, 6.7; ISO 19005-3, 6.8.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Text
from ..document import Document
from ..objects import Value, cache_key, elements, entry, is_dictionary, name, path, text
from ..trees import name_tree
from .rule import ERROR, Case, Hit, finds, rule

ATTACHMENT = rule(
    *("attachment", "ISO 15930-7:2010, 6.7"),
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
    """The file specifications of the embedded files, each once: listed by name, as annotations,
    or only said to belong to the document or a page.
    """
    found = list(name_tree(path(document.catalog, "/Names", "/EmbeddedFiles")))
    found.extend(item for item in _associated(document) if entry(item, "/EF") is not None)
    for page in document.pages:
        found.extend(
            entry(annotation, "/FS")
            for annotation in elements(entry(page.value, "/Annots"))
            if name(entry(annotation, "/Subtype")) == "FileAttachment"
        )
    return list({cache_key(item): item for item in found if is_dictionary(item)}.values())


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


CHECKS = (attachments,)
