"""Custom properties: used and never defined, defined in a circle, or wrong once put in.

The engine puts values in element by element, when a style is first asked for: a colour only when
it is painted, a rule that applies to nothing never. Here every `var()` is followed through what
the sheets define; where a name has several values, one that fits is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice, product
from typing import Any

import tinycss2

from ...diagnostics import Diagnostic, Text, warning
from ...source import Span
from .model import Declaration, Sheet, walk
from .names import supported
from .suggestions import accepted, meant, near

#: As many combinations of values are tried; more have no one who could read the finding.
_MOST = 24
_EMPTY = ("whitespace", "comment")


class Variables:
    """What the sheets of a document define, and what follows for a declaration that uses it."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._sheets = sheets

    @cached_property
    def _defined(self) -> dict[str, list[Declaration]]:
        found: dict[str, list[Declaration]] = {}
        for sheet in self._sheets:
            for _, item in sheet.declarations:
                if item.custom:
                    found.setdefault(item.name, []).append(item)
        return found

    def check(self, sheet: Sheet, item: Declaration) -> Iterator[Diagnostic]:
        """What is wrong with the custom properties that a declaration uses."""
        used = list(_uses(item.tokens))
        if not used:
            return
        missing = [(name, token) for name, token, fallback in used
                   if fallback is None and name not in self._defined]  # fmt: skip
        for name, token in missing:
            yield self._undefined(sheet, name, token)
        if item.custom:
            if circle := self._circle(item.name, item):
                yield _circular(sheet, item, circle)
        elif not missing and (wrong := self.comes_to(item)) is not None:
            yield _wrong(sheet, item, wrong)

    def comes_to(self, item: Declaration) -> str | None:
        """The value that a declaration comes to when it is refused, whatever is put in."""
        if item.name not in supported():
            return None
        values = list(islice(self._values(item.tokens, " ", ()), _MOST))
        if not values or any(accepted(item.name, value) for value in values):
            return None
        return values[0]

    def explains(self, item: Declaration) -> bool:
        """Whether a finding of `check` says already why a declaration came to nothing."""
        names = {name for name, _, _ in _uses(item.tokens)}
        undefined = any(fallback is None and name not in self._defined
                        for name, _, fallback in self._all_uses(item))  # fmt: skip
        return undefined or any(self._circle(name, i) for name in names | {item.name}
                                for i in self._defined.get(name, ())
                                ) or self.comes_to(item) is not None  # fmt: skip

    def _all_uses(self, item: Declaration) -> Iterator[tuple[str, Any, tuple[Any, ...] | None]]:
        seen: set[str] = set()
        waiting = [item]
        while waiting:
            for use in _uses(waiting.pop().tokens):
                yield use
                if use[0] not in seen:
                    seen.add(use[0])
                    waiting += self._defined.get(use[0], ())

    def _circle(self, name: str, item: Declaration) -> tuple[str, ...]:
        """The names by which a custom property comes back to itself."""
        waiting: list[tuple[tuple[str, ...], Declaration]] = [((name,), item)]
        seen: set[str] = set()
        while waiting:
            way, at = waiting.pop()
            for used, _, _ in _uses(at.tokens):
                if used == name:
                    return (*way, name)
                if used not in seen:
                    seen.add(used)
                    waiting += [((*way, used), each) for each in self._defined.get(used, ())]
        return ()

    def _values(self, tokens: Iterable[Any], joint: str, inside: tuple[str, ...]) -> Iterator[str]:
        """The texts that tokens can come to; none when a name has no value or is circular."""
        parts = [list(islice(self._value(token, inside), _MOST)) for token in tokens]
        for combined in product(*parts):
            yield joint.join(combined)

    def _value(self, token: Any, inside: tuple[str, ...]) -> Iterator[str]:
        if token.type != "function":
            yield token.serialize()
        elif token.lower_name != "var":
            for arguments in self._values(token.arguments, "", inside):
                yield f"{token.name}({arguments})"
        else:
            name, _, fallback = next(_uses((token,)), ("", None, None))
            if name in inside:
                return
            if name in self._defined:
                for item in self._defined[name]:
                    yield from self._values(item.tokens, " ", (*inside, name))
            elif fallback is not None:
                yield from self._values(fallback, "", inside)

    def _undefined(self, sheet: Sheet, name: str, token: Any) -> Diagnostic:
        hint = meant(near(name, sorted(self._defined))) or Text(
            zh=f"在样式表开头的 :root 里写上 {name}: …;",
            en=f"define it in :root at the top of the sheet: {name}: …;",
        )
        return warning(
            "css-variable-undefined",
            Text(zh=f"没有定义过 {name}", en=f"{name} is defined nowhere"),
            source=sheet.source,
            span=Span.at(token.source_line, token.source_column, len(name)),
            hint=hint,
        )

    def homes(self, item: Declaration) -> Text | None:
        """Where the custom properties of a declaration are defined: perhaps not for its element."""
        for name, _, _ in _uses(item.tokens):
            where = [
                rule.prelude
                for sheet in self._sheets
                for rule in sheet.rules
                if any(each.name == name for each in rule.declarations)
            ]
            if where and ":root" not in where and "html" not in where:
                return Text(
                    zh=f"{name} 只在 {where[0]} 里有定义；要处处可用，写进 :root",
                    en=f"{name} is defined for {where[0]} only; in :root it serves everywhere",
                )
        return None


def _uses(tokens: Iterable[Any]) -> Iterator[tuple[str, Any, tuple[Any, ...] | None]]:
    """Every `var()`: the name, its token, and the fallback as far as there is one."""
    for token in walk(tokens):
        if token.type == "function" and token.lower_name == "var":
            rest = [each for each in token.arguments if each.type != "comment"]
            while rest and rest[0].type in _EMPTY:
                rest.pop(0)
            if not rest or rest[0].type != "ident":
                continue
            comma = next((i for i, each in enumerate(rest) if each == ","), None)
            fallback = None if comma is None else tuple(rest[comma + 1 :])
            yield rest[0].value, rest[0], fallback


def _circular(sheet: Sheet, item: Declaration, circle: tuple[str, ...]) -> Diagnostic:
    way = " → ".join(circle)
    return warning(
        "css-variable-circular",
        Text(
            zh=f"{item.name} 绕回了自己：{way}，因此没有值",
            en=f"{item.name} comes back to itself, {way}, and so has no value",
        ),
        source=sheet.source,
        span=item.value_span,
        hint=Text(zh="给其中一个写上确定的值", en="give one of them a value of its own"),
    )


def _wrong(sheet: Sheet, item: Declaration, value: str) -> Diagnostic:
    shown = tinycss2.serialize(tinycss2.parse_component_value_list(value)).strip()
    if not shown:
        return warning(
            "css-value-invalid",
            Text(zh=f"{item.name} 没有值", en=f"{item.name} has no value"),
            source=sheet.source,
            span=item.value_span,
            hint=Text(
                zh="var() 里逗号后面是空的，代入后什么也没有",
                en="nothing follows the comma in var(), and so nothing is put in",
            ),
        )
    return warning(
        "css-value-invalid",
        Text(
            zh=f"{item.name} 不能是“{item.text}”（代入后是“{shown}”）",
            en=f"{item.name} cannot be “{item.text}” (which comes to “{shown}”)",
        ),
        source=sheet.source,
        span=item.value_span,
    )
