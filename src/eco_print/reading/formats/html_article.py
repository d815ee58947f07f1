"""Which part of an HTML page is the article.

In: the tree of a page. Out: the element that holds the article, and the one that holds its title.
A page says little about itself that can be trusted; what can be is where its sentences are. The
article is the smallest element that has nearly all the prose: text outside of links and of what is
named navigation, footer, sharing and the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..han import words
from .html_tree import Element

_NEVER = frozenset(
    words(
        "script style noscript template nav aside footer form button select iframe svg head "
        "object video audio canvas textarea input dialog"
    )
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|foot\w*|sidebar|side|aside|crumbs?|breadcrumbs?|share\w*|"
    r"relate[ds]?\w*|recommend\w*|copyright|comments?|banner|toolbars?|tools|pager|pages?turn|"
    r"search\w*|login|ads?|advert\w*|hot|rank\w*|qrcode|editor-?tools|topbar|links?)(?=$|[\s_-])"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_POINT = re.compile("[，。；：！？、,.;]")
_ENOUGH = 0.8
_TITLE = re.compile(r"(?:^|[\s_-])(?:\w*title|headline|bt|biaoti)(?=$|[\s_-])")
_HEADLINE_LENGTH = 80


def is_furniture(element: Element) -> bool:
    """Whether an element belongs to the page and not to what it shows."""
    if element.tag in _NEVER or "hidden" in element.attributes:
        return True
    if _HIDDEN.search(element.attributes.get("style", "")):
        return True
    return element.tag not in ("body", "html", "article", "main") and bool(
        _FURNITURE.search(element.names())
    )


def find_article(root: Element) -> Element:
    """The smallest element that holds nearly all the prose of the page."""
    weights: dict[int, int] = {}
    _weigh(root, weights)
    article = root
    while True:
        whole = weights[id(article)]
        inner = [
            child
            for child in article.children
            if isinstance(child, Element) and weights.get(id(child), 0) >= _ENOUGH * whole > 0
        ]
        if not inner or inner[0].tag in ("p", "span", "font", "b", "strong", "blockquote"):
            return article
        article = inner[0]


def _weigh(root: Element, weights: dict[int, int]) -> None:
    """The length of the prose below each element, from the leaves up."""
    order = list(_visible(root))
    for element in reversed(order):
        own = "".join(child.text for child in element.children if not isinstance(child, Element))
        prose = 0 if element.tag == "a" else len(own.strip()) * bool(_POINT.search(own))
        below = 0
        for child in element.children:
            if isinstance(child, Element):
                below += 0 if element.tag == "a" else weights.get(id(child), 0)
        weights[id(element)] = prose + below


def _visible(root: Element) -> Iterator[Element]:
    pending = [root]
    while pending:
        element = pending.pop()
        yield element
        pending.extend(
            child
            for child in reversed(element.children)
            if isinstance(child, Element) and not is_furniture(child)
        )


def find_title(root: Element, article: Element) -> Element | None:
    """The element of the headline: an h1, else what is named a title, near the article."""
    inside = {id(element) for element in article.elements()}
    best: Element | None = None
    for element in _visible(root):
        if element is article and best is not None:
            break
        if _is_title(element):
            if element.tag == "h1" or best is None:
                best = element
            if id(element) in inside:
                break
    return best


def _is_title(element: Element) -> bool:
    if element.tag not in ("h1", "h2", "div", "p", "td", "span"):
        return False
    if element.tag not in ("h1",) and not _TITLE.search(element.names()):
        return False
    text = element.text().strip()
    return 2 <= len(text) <= _HEADLINE_LENGTH and not any(
        child.tag in ("p", "ul", "table") for child in element.elements()
    )
