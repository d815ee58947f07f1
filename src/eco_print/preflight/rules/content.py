"""Content streams: readable, complete, and without what belongs to one device or to another file.

ISO 32000-1, 7.8, 8.8.2, 8.10 and 10; ISO 15930-7; ISO 19005-3, 6.2.2 and 6.2.5 to 6.2.10.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Text
from .rule import ERROR, WARNING, Case, Hit, Rule, finds, rule

DAMAGED = rule(
    *("content-damaged", "ISO 32000-1, 7.8.2"),
    *("页面内容读到一半读不下去", "the page's content cannot be read to its end"),
    *("重新导出该页", "export the page again"),
    screen=ERROR,
    press=ERROR,
    archive=ERROR,
)
BUDGET = rule(
    *("pdf-over-budget", "eco-print"),
    *("文件所需的处理超出上限，没有查完", "the file asks for more work than is allowed"),
    *("确认来源可信；可提高预算后再查", "make sure of its origin; raise the budget to go on"),
    screen=ERROR,
    press=ERROR,
    archive=ERROR,
)
UNKNOWN = rule(
    *("operator-unknown", "ISO 32000-1, annex A; ISO 19005-3, 6.2.2"),
    *("内容里有规范之外的操作符", "the content uses an operator that does not exist"),
    *("重新导出该页", "export the page again"),
    screen=WARNING,
    press=WARNING,
    archive=ERROR,
)
BROKEN = rule(
    *("operator-damaged", "ISO 32000-1, annex A"),
    *("内容里有操作数不对的操作符", "an operator has operands that make no sense"),
    *("重新导出该页", "export the page again"),
    screen=WARNING,
    press=WARNING,
    archive=WARNING,
)
UNPAIRED = rule(
    *("operator-unpaired", "ISO 32000-1, 8.4.2 and 9.4.1"),
    *("q 与 Q、BT 与 ET 不成对", "q and Q, or BT and ET, do not come in pairs"),
    *("重新导出该页", "export the page again"),
    screen=WARNING,
    press=WARNING,
    archive=WARNING,
)
NO_RESOURCE = rule(
    *("resource-missing", "ISO 32000-1, 7.8.3; ISO 19005-3, 6.2.2"),
    *("内容引用了不存在的资源", "the content refers to a resource that is not there"),
    *("重新导出该页", "export the page again"),
    screen=ERROR,
    press=ERROR,
    archive=ERROR,
)
BLEND_MODE = rule(
    *("blend-mode-unknown", "ISO 32000-1, 11.3.5; ISO 19005-3, 6.2.10"),
    *("混合模式不在规范之内", "the blend mode is not one of the standard's"),
    *("改用标准的混合模式", "use a standard blend mode"),
    screen=WARNING,
    press=ERROR,
    archive=ERROR,
)
TRANSFER = rule(
    *("transfer-function", "ISO 15930-7:2010, 6.13; ISO 19005-3, 6.2.5"),
    *("嵌有传递函数，会改变印刷阶调", "a transfer function would change the tones in print"),
    *("去掉 TR、TR2", "remove TR and TR2"),
    press=ERROR,
    archive=ERROR,
)
HALFTONE = rule(
    *("halftone", "GWG 2015, halftones; ISO 19005-3, 6.2.5"),
    *("嵌有网屏设置", "a halftone screen is embedded"),
    *("去掉 HT，网屏由印厂决定", "remove HT: screening is the printer's"),
    press=WARNING,
)
POSTSCRIPT = rule(
    *("postscript-xobject", "ISO 15930-7:2010, 6.14; ISO 19005-3, 6.2.9"),
    *("嵌有 PostScript 代码", "PostScript code is embedded"),
    *("转为普通的 PDF 内容", "turn it into plain PDF content"),
    press=ERROR,
    archive=ERROR,
)
REFERENCE = rule(
    *("reference-xobject", "ISO 15930-7, external content; ISO 19005-3, 6.2.9"),
    *("内容取自另一个文件", "content is taken from another file"),
    *("把该内容嵌入本文件", "embed the content"),
    press=ERROR,
    archive=ERROR,
)
OPI = rule(
    *("opi", "ISO 15930-7, OPI; ISO 19005-3, 6.2.8 and 6.2.9"),
    *("图像是 OPI 占位的低分图", "the picture is an OPI stand-in"),
    *("换成高分辨率的原图", "put the full picture in its place"),
    press=ERROR,
    archive=ERROR,
)
ALTERNATES = rule(
    *("image-alternates", "ISO 15930-7:2010, 6.16; ISO 19005-3, 6.2.8"),
    *("图像另有替换版本", "the image has alternates"),
    *("去掉 /Alternates", "remove /Alternates"),
    press=ERROR,
    archive=ERROR,
)
_RULES: dict[str, Rule] = {
    "content-damaged": DAMAGED,
    "over-budget": BUDGET,
    "operator-unknown": UNKNOWN,
    "operator-damaged": BROKEN,
    "operator-unpaired": UNPAIRED,
    "resource-missing": NO_RESOURCE,
    "font-missing": NO_RESOURCE,
    "blend-mode": BLEND_MODE,
    "transfer": TRANSFER,
    "halftone": HALFTONE,
    "postscript": POSTSCRIPT,
    "reference-xobject": REFERENCE,
    "opi": OPI,
    "alternates": ALTERNATES,
}


@finds(*dict.fromkeys(_RULES.values()))
def oddities(case: Case) -> Iterator[Hit]:
    """What the interpreter met that is no mark."""
    for page, content in case.document.shown:
        for oddity in content.oddities:
            found = _RULES.get(oddity.kind)
            if found is not None:
                message = _message(found, oddity.detail)
                yield Hit(found, page.place(), oddity.object, message)


def _message(found: Rule, detail: str) -> Text | None:
    if not detail:
        return None
    by_library = found in {DAMAGED, BUDGET} or (found is BROKEN and " " in detail)
    return (found.because if by_library else found.saying)(detail)


CHECKS = (oddities,)
