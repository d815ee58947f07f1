"""Content streams, written for plates.

In: the operators the painter wrote, in whatever colours. Out: the same marks in process inks
(and a spot ink where one is asked for), black text overprinting, nothing tagged.

- Every colour operator becomes one of DeviceCMYK (ISO 32000-1, 8.6.8), or of the spot's space.
- Around text whose ink is K 100 alone, and only there, overprinting is on with mode 1 (8.6.7):
  what lies under the letters is not knocked out, and no misregister shows. White text, tinted
  text and areas knock out.
- Marks of structure go; a press file has no structure tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

from .colour.separation import BLACK
from .inks import Palette, Spot, Values, decimal, is_red

OVERPRINT, KNOCKOUT = "/EcoOverprint", "/EcoKnockout"
_SHOW_TEXT = frozenset(("Tj", "TJ", "'", '"'))
_PAINT = frozenset(
    ("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI", "INLINE IMAGE")
)
_SPACES = {"cs": False, "CS": True}  # the operator, and whether it is for strokes
_COLOURS = {"g": False, "G": True, "rg": False, "RG": True, "k": False, "K": True}
_IN_SPACE = {"sc": False, "scn": False, "SC": True, "SCN": True}
_FILLED_TEXT = frozenset((0, 4))


@dataclass(frozen=True, slots=True)
class _State:
    """What of the graphics state decides how a mark is written."""

    fill: Values | None = None  # None is unknown: inherited, or a pattern
    fill_space: Any = None
    stroke_space: Any = None
    opaque: bool = True
    text_mode: int = 0
    overprint: bool = False


@dataclass(frozen=True, slots=True)
class PlateStream:
    """A stream for plates, and the resources it asks for by name."""

    data: bytes
    used: frozenset[str]


def write_for_plates(
    stream: Any, resources: Dictionary, palette: Palette, spot: Spot | None, *, is_page: bool
) -> PlateStream:
    """A content stream in the palette's colours. What it needs is added to the resources."""
    rewriting = _Rewriting(palette, spot, resources)
    if is_page:
        rewriting.begin_page()
    data = rewriting.run(pikepdf.parse_content_stream(stream))
    return PlateStream(data, frozenset(rewriting.used))


class _Rewriting:
    """One stream on its way."""

    def __init__(self, palette: Palette, spot: Spot | None, resources: Dictionary) -> None:
        self.used: set[str] = set()
        self._palette = palette
        self._spot = spot
        self._resources = resources
        self._states = [_State()]
        self._kept_marks: list[bool] = []
        self._out: list[Any] = []

    def begin_page(self) -> None:
        """Start with black, which is what a page starts with, as an ink."""
        for stroke in (False, True):
            self._emit(self._palette.grey(0.0), stroke=stroke)

    def run(self, instructions: Iterable[Any]) -> bytes:
        for instruction in instructions:
            operator = str(instruction.operator)
            handle = _HANDLERS.get(operator, _Rewriting._pass)
            handle(self, operator, instruction)
        return pikepdf.unparse_content_stream(self._out)

    @property
    def _state(self) -> _State:
        return self._states[-1]

    def _set(self, **changes: Any) -> None:
        self._states[-1] = replace(self._state, **changes)

    def _pass(self, _operator: str, instruction: Any) -> None:
        self._out.append(instruction)

    def _save(self, _operator: str, instruction: Any) -> None:
        self._states.append(self._state)
        self._out.append(instruction)

    def _restore(self, _operator: str, instruction: Any) -> None:
        if len(self._states) > 1:
            self._states.pop()
        self._out.append(instruction)

    def _colour(self, operator: str, instruction: Any) -> None:
        values = tuple(map(float, instruction.operands))
        self._emit(self._inks(values), stroke=_COLOURS[operator])

    def _inks(self, values: Values) -> Values:
        """Inks for a colour of a device space, told by its number of channels."""
        if len(values) == 1:
            return self._palette.grey(values[0])
        if len(values) == 3:
            return self._palette.rgb(values)
        return self._palette.cmyk(values)  # type: ignore[arg-type]

    def _space(self, operator: str, instruction: Any) -> None:
        stroke = _SPACES[operator]
        space = self._named_space(instruction.operands[0])
        self._set(**{"stroke_space" if stroke else "fill_space": space})
        if space == Name.Pattern:
            self._out.append(instruction)
            self._set(**({} if stroke else {"fill": None}))
        else:
            self._emit(self._palette.grey(0.0), stroke=stroke)

    def _named_space(self, name: Name) -> Any:
        return self._resources.get("/ColorSpace", Dictionary()).get(str(name), name)

    def _in_space(self, operator: str, instruction: Any) -> None:
        stroke = _IN_SPACE[operator]
        space = self._state.stroke_space if stroke else self._state.fill_space
        if space == Name.Pattern:
            self.used.add(str(instruction.operands[-1]))
            self._out.append(instruction)
            return
        values = tuple(map(float, instruction.operands))
        if isinstance(space, Array) and space[0] == Name.Lab:
            self._emit(self._palette.lab(values), stroke=stroke)  # type: ignore[arg-type]
        else:
            self._emit(self._inks(values), stroke=stroke)

    def _emit(self, inks: Values, *, stroke: bool) -> None:
        """Write a colour, in the spot ink where it stands for it."""
        if self._spot is not None and is_red(inks):
            self.used.add("/EcoSpot")
            self._resources_of("/ColorSpace")["/EcoSpot"] = self._spot.space(inks)
            self._out.append(([Name("/EcoSpot")], Operator("CS" if stroke else "cs")))
            self._out.append(([1], Operator("SCN" if stroke else "scn")))
        else:
            fill, line = ("k", "K") if len(inks) == 4 else ("g", "G")
            self._out.append((list(map(decimal, inks)), Operator(line if stroke else fill)))
        if not stroke:
            self._set(fill=inks)

    def _graphics_state(self, _operator: str, instruction: Any) -> None:
        name = str(instruction.operands[0])
        self.used.add(name)
        state = self._resources.get("/ExtGState", Dictionary()).get(name, Dictionary())
        if "/ca" in state or "/BM" in state or "/SMask" in state:
            plain = state.get("/BM", Name.Normal) == Name.Normal and "/SMask" not in state
            self._set(opaque=plain and float(state.get("/ca", 1)) == 1)
        self._out.append(instruction)

    def _text_mode(self, _operator: str, instruction: Any) -> None:
        self._set(text_mode=int(instruction.operands[0]))
        self._out.append(instruction)

    def _show(self, _operator: str, instruction: Any) -> None:
        state = self._state
        black = state.fill == BLACK and state.opaque and state.text_mode in _FILLED_TEXT
        self._overprint(black)
        self._out.append(instruction)

    def _paint(self, operator: str, instruction: Any) -> None:
        if operator in ("Do", "sh"):
            self.used.add(str(instruction.operands[0]))
        self._overprint(False)
        self._out.append(instruction)

    def _overprint(self, wanted: bool) -> None:
        if self._state.overprint == wanted:
            return
        states = self._resources_of("/ExtGState")
        if wanted:
            states[OVERPRINT] = Dictionary(Type=Name.ExtGState, op=True, OP=True, OPM=1)
        else:
            states[KNOCKOUT] = Dictionary(Type=Name.ExtGState, op=False, OP=False, OPM=0)
        name = OVERPRINT if wanted else KNOCKOUT
        self.used.add(name)
        self._out.append(([Name(name)], Operator("gs")))
        self._set(overprint=wanted)

    def _resources_of(self, kind: str) -> Any:
        if kind not in self._resources:
            self._resources[kind] = Dictionary()
        return self._resources[kind]

    def _begin_mark(self, _operator: str, instruction: Any) -> None:
        kept = str(instruction.operands[0]) == "/OC"
        self._kept_marks.append(kept)
        if kept:
            self._out.append(instruction)

    def _end_mark(self, _operator: str, instruction: Any) -> None:
        if self._kept_marks and self._kept_marks.pop():
            self._out.append(instruction)

    def _drop(self, _operator: str, _instruction: Any) -> None:
        """Leave a mark out."""


_Handler = Callable[["_Rewriting", str, Any], None]
_HANDLERS: dict[str, _Handler] = {
    "q": _Rewriting._save,
    "Q": _Rewriting._restore,
    "gs": _Rewriting._graphics_state,
    "Tr": _Rewriting._text_mode,
    "BMC": _Rewriting._begin_mark,
    "BDC": _Rewriting._begin_mark,
    "EMC": _Rewriting._end_mark,
    "MP": _Rewriting._drop,
    "DP": _Rewriting._drop,
    **dict.fromkeys(_COLOURS, _Rewriting._colour),
    **dict.fromkeys(_SPACES, _Rewriting._space),
    **dict.fromkeys(_IN_SPACE, _Rewriting._in_space),
    **dict.fromkeys(_SHOW_TEXT, _Rewriting._show),
    **dict.fromkeys(_PAINT, _Rewriting._paint),
}
