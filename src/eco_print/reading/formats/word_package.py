"""The package of a .docx: opened with care, its parts by kind.

In: the bytes. Out: the document as python-docx has it, or an error that says what the file is. The
package is looked at before it is unpacked (size, number of members); entities are never expanded,
macros never run, and nothing outside of the package is read.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from ...diagnostics import EcoPrintError, ExitCode, Text, error
from ...source import Source
from ..options import ReadOptions

_MEMBERS = 10_000
_MAIN = "application/vnd.ms-word.{}.main+xml", "application/vnd.openxmlformats-officedocument.{}"
_ALSO_DOCUMENTS = (
    _MAIN[0].format("document.macroEnabled"),
    _MAIN[0].format("template.macroEnabledTemplate"),
    _MAIN[1].format("wordprocessingml.template.main+xml"),
)
"""What python-docx takes for something else: documents with macros, and templates."""
_OTHERS = {
    "xl/": "Excel",
    "ppt/": "PowerPoint",
    "content.xml": "OpenDocument",
    "document.xml": "WPS / UOF",
}
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def opened(data: bytes, source: Source, options: ReadOptions) -> Any:
    """The document. Raises EcoPrintError (SOURCE)."""
    members = _members(data, source)
    size = sum(member.file_size for member in members)
    if size > options.max_unpacked or len(members) > _MEMBERS:
        raise _too_large(source, size, options.max_unpacked)
    if any(member.flag_bits & 1 for member in members):
        raise encrypted(source)
    _refuse_others({member.filename for member in members}, source)
    try:
        document = _document(data)
        sound = document.element.body is not None and not _is_declared(document)
    except Exception as problem:  # python-docx trips in many ways over a package that is broken
        raise _broken(source, str(problem), strict=_is_strict(data)) from problem
    if not sound:
        raise _broken(source, "no body, or a document type declaration", strict=_is_strict(data))
    return document


def _document(data: bytes) -> Any:
    from docx.opc.part import PartFactory
    from docx.package import Package
    from docx.parts.document import DocumentPart

    PartFactory.part_type_for.update(dict.fromkeys(_ALSO_DOCUMENTS, DocumentPart))
    return Package.open(io.BytesIO(data)).main_document_part.document


def root_of(part: Any, kind: str) -> Any | None:
    """The root element of the part that stands in a relationship of this kind."""
    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            target = relation.target_part
            if hasattr(target, "element"):
                return target.element
            from docx.oxml.parser import parse_xml

            return parse_xml(target.blob)
    return None


def _members(data: bytes, source: Source) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.infolist()
    except zipfile.BadZipFile as problem:
        raise _broken(source, str(problem)) from problem


def _refuse_others(names: set[str], source: Source) -> None:
    if any(name.startswith("word/") for name in names):
        return
    for start, kind in _OTHERS.items():
        if any(name.startswith(start) for name in names):
            raise foreign(source, kind)


def _is_declared(document: Any) -> bool:
    """Whether the document declares a type, and entities with it; Word's own never do."""
    return bool(document.element.getroottree().docinfo.doctype)


def _is_strict(data: bytes) -> bool:
    """Whether the document is in the strict form of the format, in other namespaces."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _STRICT in package.read("word/document.xml")[:20_000]
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError):
        return False


# ---- errors ------------------------------------------------------------------------------


def foreign(source: Source, kind: str) -> EcoPrintError:
    """A file of another kind."""
    return EcoPrintError(
        ExitCode.SOURCE,
        error(
            "source-format",
            Text(zh=f"不能读这种文件：{kind}", en=f"files of this kind are not read: {kind}"),
            source=source,
            hint=Text(
                zh="另存为 .docx、.txt、.md 或 .html", en="save it as .docx, .txt, .md or .html"
            ),
        ),
    )


def encrypted(source: Source) -> EcoPrintError:
    """A file that opens with a password only."""
    return EcoPrintError(
        ExitCode.SOURCE,
        error(
            "source-encrypted",
            Text(zh="文件加了打开密码", en="the file is protected by a password"),
            source=source,
            hint=Text(zh="在 Word 里去掉密码再存", en="remove the password in Word and save it"),
        ),
    )


def _broken(source: Source, problem: str, *, strict: bool = False) -> EcoPrintError:
    hint = Text(zh="在 Word 里打开后另存为 .docx", en="open it in Word and save it again")
    if strict:
        hint = Text(
            zh="这是“Strict Open XML 文档”，在 Word 里另存为普通的“Word 文档 (.docx)”",
            en="this is a Strict Open XML document; save it as an ordinary Word document",
        )
    finding = error(
        "source-broken",
        Text(zh="不是完好的 Word 文档", en=f"not a sound Word document: {problem}"),
        source=source,
        hint=hint,
    )
    return EcoPrintError(ExitCode.SOURCE, finding)


def _too_large(source: Source, size: int, limit: int) -> EcoPrintError:
    finding = error(
        "source-too-large",
        Text(zh=f"解压后 {size} 字节，超过 {limit}", en=f"unpacks to {size} bytes, over {limit}"),
        source=source,
    )
    return EcoPrintError(ExitCode.SOURCE, finding)
