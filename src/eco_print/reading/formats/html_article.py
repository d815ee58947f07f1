"""Which part of an HTML page is the article.

In: the tree of a page. Out: the element that holds the article, and the one that holds its title.
A page says little about itself that can be trusted; what can be is where its sentences are. The
article is the smallest element that has nearly all the prose: text outside of links and of what is
named navigation, footer, sharing and the like.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..han import words
from ..patterns import lazy
from ..repair.furniture import cuts
from .html_tree import Element

_NEVER = frozenset(
    words(
        "script style noscript template nav aside footer form button select iframe svg head "
        "object video audio canvas textarea input dialog"
    )
)
_FURNITURE = lazy(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|foot\w*|sidebar|side|aside|crumbs?|breadcrumbs?|share\w*|"
    r"relate[ds]?\w*|recommend\w*|copyright|comments?|banner|toolbars?|tools|pager|pages?turn|"
    r"search\w*|login|ads?|advert\w*|hot|rank\w*|qrcode|editor-?tools|topbar|links?)(?=$|[\s_-])"
)
_HIDDEN = lazy(r"display\s*:\s*none")
"""What is only invisible may be the article itself, which a script shows (WeChat)."""
_POINT = lazy("[，。；！？,;]")
_CONTAINER = lazy(
    r"(?:^|[\s_-])(?:js_content|rich_media_content|trs_editor|ucap-content|pages_content|rm_txt_con|"
    r"(?:article|news|post|entry|detail|main|text)[_-]?(?:content|body|text|con|detail)|artibody|zoom)"
    r"(?=$|[\s_-])"
)
"""What pages name the element that holds an article: all of it, however little each part has."""
_ENOUGH = 0.7
_A_CLAUSE = 12
_PARTS = frozenset(words("p span font b strong blockquote section"))
"""What an article consists of; the article is what holds them."""
_TITLE = lazy(r"(?:^|[\s_-])(?:\w*title|headline|bt|biaoti)(?=$|[\s_-])")
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
        if not inner or inner[0].tag in _PARTS or _CONTAINER.search(article.names()):
            return article
        article = inner[0]


def _weigh(root: Element, weights: dict[int, int]) -> None:
    """The length of the prose below each element, from the leaves up."""
    order = list(_visible(root))
    for element in reversed(order):
        own = "".join(child.text for child in element.children if not isinstance(child, Element))
        text = own.strip()
        prose = 0 if element.tag == "a" or len(text) < _A_CLAUSE else len(text)
        prose *= bool(_POINT.search(text))
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
    """The element of the headline.

    Pages repeat the headline in the title of the window, with the name of the site after it: of
    the short texts that are part of that title, the longest is the headline. Failing that it is
    an h1, or what is named a title, in the article or before it, or the window's title itself.
    """
    titles = [element for element in root.elements() if element.tag == "title"]
    window = _bare(titles[0].text()) if titles else ""
    short = [element for element in _visible(root) if _is_short(element)]
    repeated = [one for one in short if _repeats(_bare(one.text()), window)]
    if repeated:
        longest = max(len(_bare(one.text())) for one in repeated)
        same = [one for one in repeated if len(_bare(one.text())) == longest]
        return next((one for one in same if one.tag == "h1"), same[0])
    named = _named_title([one for one in short if _is_title(one)], article)
    return named if named is not None else next(iter(titles), None)


def _named_title(candidates: list[Element], article: Element) -> Element | None:
    inside = {id(element) for element in article.elements()}
    best: Element | None = None
    for element in candidates:
        if id(element) in inside and best is not None and best.tag == "h1":
            break
        if element.tag == "h1" or best is None:
            best = element
    return best


def _repeats(text: str, window: str) -> bool:
    """Whether a text is the window's title, or enough of it not to be the name of the site."""
    return (len(text) >= 6 and window.startswith(text)) or (len(text) >= 12 and text in window)


def _bare(text: str) -> str:
    return "".join(text.split())


def _is_short(element: Element) -> bool:
    """Whether an element holds one short line and is no link or list."""
    if element.tag in ("a", "li", "option", "body", "html", "label"):
        return False
    text = "".join(_some_text(element))
    if next(cuts(text.strip()), None) is not None:
        return False
    return 2 <= len(text.strip()) <= _HEADLINE_LENGTH and not any(
        child.tag in ("p", "ul", "table", "a") for child in element.elements()
    )


def _some_text(element: Element) -> Iterator[str]:
    """The text of an element, as far as it takes to see that it is no headline."""
    length = 0
    for piece in element.pieces():
        yield piece.text
        length += len(piece.text.strip())
        if length > _HEADLINE_LENGTH:
            return


def _is_title(element: Element) -> bool:
    if element.tag == "h1":
        return True
    return element.tag in ("h2", "div", "p", "td", "span") and bool(_TITLE.search(element.names()))
