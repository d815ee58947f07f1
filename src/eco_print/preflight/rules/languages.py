"""The language of the text: named, and by a tag that means a language.

ISO 32000-1, 14.9.2; ISO 14289-1, 7.2; ISO 19005-3, 6.7.4. What reads aloud picks its voice by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..objects import entry, label, text
from .metadata import lighter_untagged
from .rule import ERROR, WARNING, Case, Hit, finds, rule

_TAG = re.compile(
    r"""(?: [a-z]{2,3} (?:-[a-z]{3}){0,3}  # the language: 639-1, 639-2 or 639-3
        (?:-[a-z]{4})?  (?:-(?:[a-z]{2}|\d{3}))?  # script, region
        (?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*  (?:-[\da-wyz](?:-[a-z\d]{2,8})+)*
        (?:-x(?:-[a-z\d]{1,8})+)?
      | [ix](?:-[a-z\d]{1,8})+ )""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
"""BCP 47, 2.1, without the long names that nobody has registered."""

NO_LANGUAGE = rule(
    *("lang-missing", "ISO 14289-1, 7.2; ISO 19005-3, 6.7.4"),
    *("没有写明语言（Lang）", "the document does not name its language"),
    *("在目录写 /Lang (zh-CN)", "write /Lang (zh-CN) into the catalog"),
    screen=WARNING,
    archive=ERROR,
)
INVALID = rule(
    *("lang-invalid", "ISO 32000-1, 14.9.2; BCP 47; ISO 14289-1, 7.2"),
    *("语言标记写得不对", "the language is named by no language tag"),
    *("用 BCP 47 的标记，如 zh-CN、zh-Hant、en", "use a tag of BCP 47, such as zh-CN, zh-Hant, en"),
    screen=WARNING,
    archive=ERROR,
)


@finds(NO_LANGUAGE, INVALID)
def languages(case: Case) -> Iterator[Hit]:
    """What only a tagged promise (PDF/UA, PDF/A level A) makes a duty is lighter without one."""
    document = case.document
    lighter = lighter_untagged(document)
    given = text(entry(document.catalog, "/Lang")).strip()
    if not given:
        yield Hit(NO_LANGUAGE, severity=lighter)
    elif not _TAG.fullmatch(given):
        yield Hit(INVALID, None, "Lang", INVALID.saying(given), lighter)
    for element in document.structure:
        own = text(entry(element.value, "/Lang")).strip()
        if own and not _TAG.fullmatch(own):
            place = document.pages[element.page - 1].place() if element.page else None
            named = label(element.value, element.given)
            yield Hit(INVALID, place, named, INVALID.saying(own), lighter)


CHECKS = (languages,)
