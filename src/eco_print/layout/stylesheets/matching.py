"""Which rules apply to an element or a page, and which declaration decides.

In: the sheets of a document in cascade order, and the engine's document tree. The matching is
cssselect2's, which is the engine's own; the cascade is CSS Cascading 4, 6.1, without layers:
importance, then specificity, then order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from types import SimpleNamespace
from typing import Any

import cssselect2
import tinycss2
from msgspec import Struct

from .model import Declaration, Rule, Sheet
from .selectors import compiled

_NO_INK = re.compile(r"(?<=[\s(])none(?=[^()]*\))", re.IGNORECASE)


class Match(Struct, frozen=True):
    """A rule that applies, and how much its selector weighs."""

    sheet: Sheet
    rule: Rule
    specificity: tuple[int, ...]


class Decision(Struct, frozen=True):
    """The declaration that gives an element a property."""

    sheet: Sheet
    rule: Rule
    declaration: Declaration


class Cascade:
    """The rules of a document's sheets, asked element by element."""

    def __init__(self, root: Any, sheets: Sequence[Sheet]) -> None:
        self._root = root
        self._sheets = tuple(sheets)

    @cached_property
    def _wrappers(self) -> dict[Any, Any]:
        return {wrapper.etree_element: wrapper for wrapper in self._root.iter_subtree()}

    @cached_property
    def _inline(self) -> dict[Any, Match]:
        return {
            sheet.element: Match(sheet, rule, (1, 0, 0, 0))
            for sheet in self._sheets
            if sheet.element is not None
            for rule in sheet.rules
        }

    @cached_property
    def _matcher(self) -> Any:
        matcher = cssselect2.Matcher()
        for sheet in self._sheets:
            for rule in sheet.rules:
                for selector in compiled(rule) if rule.kind == "style" else ():
                    matcher.add_selector(selector, (sheet, rule))
        return matcher

    def element(self, element: Any, pseudo: str | None = None) -> tuple[Match, ...]:
        """The rules for an element or its pseudo-element, the weightiest last."""
        wrapper = self._wrappers.get(element)
        if wrapper is None:
            return ()
        found: dict[Rule, Match] = {}
        for specificity, _, kind, (sheet, rule) in self._matcher.match(wrapper):
            if kind == pseudo:
                found.pop(rule, None)  # of several selectors of a list the weightiest counts
                found[rule] = Match(sheet, rule, tuple(specificity))
        own = (self._inline[element],) if pseudo is None and element in self._inline else ()
        return (*found.values(), *own)

    def around(self, element: Any, *, own: bool = False) -> Iterator[Any]:
        """The elements around an element, from the nearest; itself first when `own`."""
        wrapper = self._wrappers.get(element)
        if wrapper is None:
            return
        if own:
            yield element
        # The library gives them from the root down.
        yield from (ancestor.etree_element for ancestor in reversed(wrapper.ancestors))

    def page(self, page_type: Any, margin: str = "") -> tuple[Match, ...]:
        """The @page rules for a page, or those for one of its margin boxes."""
        return tuple(sorted(self._page_rules(page_type, margin), key=lambda m: m.specificity))

    def _page_rules(self, page_type: Any, margin: str) -> Iterator[Match]:
        from weasyprint.css import PageSelectorType, StyleFor, parse_page_selectors

        kind = "margin" if margin else "page"
        for sheet in self._sheets:
            for rule in sheet.rules:
                if rule.kind != kind or rule.margin != margin:
                    continue
                for data in parse_page_selectors(SimpleNamespace(prelude=rule.parts[0])) or ():
                    specificity = data.pop("specificity")
                    if StyleFor._page_type_match(PageSelectorType(**data), page_type):
                        yield Match(sheet, rule, tuple(specificity))
                        break


def decided(matches: Iterable[Match]) -> dict[str, Decision]:
    """The declaration that wins for each property in full (`margin-top`, not `margin`)."""
    normal: dict[str, Decision] = {}
    important: dict[str, Decision] = {}
    for match in matches:
        for item in match.rule.declarations:
            layer = important if item.important else normal
            for name in longhands(item):
                layer[name] = Decision(match.sheet, match.rule, item)
    return {**normal, **important}


def longhands(item: Declaration) -> tuple[str, ...]:
    """The properties that a declaration sets; none when the engine refuses it."""
    value = item.text.rpartition("!")[0] if item.important else item.text
    return _longhands(item.name, value)


@lru_cache(maxsize=4096)
def _longhands(name: str, value: str) -> tuple[str, ...]:
    from weasyprint.css.tokens import InvalidValues, remove_whitespace
    from weasyprint.css.validation.expanders import EXPANDERS
    from weasyprint.css.validation.properties import validate_non_shorthand

    known = _NO_INK.sub("0", value)  # the parser of colours knows no `none` among inks
    tokens = remove_whitespace(tinycss2.parse_component_value_list(known))
    try:
        expanded = list(EXPANDERS.get(name, validate_non_shorthand)(tokens, name, "file:///"))
    except InvalidValues:
        return ()
    return tuple(dict.fromkeys(long_name.replace("_", "-") for long_name, _ in expanded))
