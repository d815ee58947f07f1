"""Everything that is painted on the pages of a document, separated for the plates.

In: the master's pages with their resources: forms, patterns, gradients, pictures, soft masks.
Out: the same in the inks of one press. Each object is converted once, however often it is used.
"""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from .colour.separation import Separation
from .inks import MaskPalette, Palette, Spot, decimal
from .pictures import is_picture, picture_for_mask, separate_picture
from .plates import write_for_plates


class Separator:
    """Separates the pages of one document."""

    def __init__(self, separation: Separation, spot: Spot | None) -> None:
        self._separation = separation
        self._spot = spot
        self._done: set[tuple[int, int]] = set()
        self._transparent: dict[tuple[int, int], bool] = {}
        self._resources: list[Dictionary] = []

    def separate(self, page: pikepdf.Page) -> bytes:
        """The content of a page for plates; what it uses is separated with it."""
        resources: Any = page.obj.Resources
        self._separate_resources(resources, self._separation)
        written = write_for_plates(page, resources, self._separation, self._spot, is_page=True)
        if self._mixes(resources, written.used):
            page.obj.Group = transparency_group()
        return written.data

    def finish(self) -> None:
        """Take out what pages no longer use: every colour space but the spot's."""
        for resources in self._resources:
            spaces = resources.get("/ColorSpace", Dictionary())
            kept = {name: space for name, space in spaces.items() if name == "/EcoSpot"}
            resources["/ColorSpace"] = Dictionary(kept)

    def _separate_resources(self, resources: Dictionary, palette: Palette) -> None:
        if not self._first(resources):
            return
        # Masks first: the painter lists their groups among the forms too.
        for item in _entries(resources, "/ExtGState"):
            mask = item.get("/SMask")
            if isinstance(mask, Dictionary):
                self._separate_content(mask.G, resources, MaskPalette())
        for item in _entries(resources, "/XObject"):
            self._separate_object(item, resources, palette)
        for item in _entries(resources, "/Pattern"):
            if isinstance(item, pikepdf.Stream):
                self._separate_content(item, resources, palette)
            elif "/Shading" in item:
                self._separate_shading(item.Shading, palette)
        for item in _entries(resources, "/Shading"):
            self._separate_shading(item, palette)
        self._resources.append(resources)

    def _separate_object(self, item: Any, resources: Dictionary, palette: Palette) -> None:
        if not is_picture(item):
            self._separate_content(item, resources, palette)
        elif self._first(item):
            if isinstance(palette, MaskPalette):
                picture_for_mask(item)
            else:
                separate_picture(item, self._separation)

    def _separate_content(self, form: Any, around: Dictionary, palette: Palette) -> None:
        """A form or a tiling pattern, and what it uses."""
        if not self._first(form):
            return
        resources = form.get("/Resources", around)
        self._separate_resources(resources, palette)
        spot = None if isinstance(palette, MaskPalette) else self._spot
        written = write_for_plates(form, resources, palette, spot, is_page=False)
        form.write(written.data)
        for key in ("/StructParents", "/StructParent"):
            if key in form:
                del form[key]
        if "/Group" in form:
            form.Group = transparency_group(_space_of(palette))
        self._transparent[form.objgen] = self._mixes(resources, written.used)

    def _separate_shading(self, shading: Any, palette: Palette) -> None:
        """A gradient: its colours separated, the steps between them made in ink."""
        if not self._first(shading) or not isinstance(palette, Separation):
            return
        if shading.ColorSpace not in (Name.DeviceRGB, Name.DeviceGray):
            return
        for function in _simple_functions(shading.Function):
            for key in ("/C0", "/C1"):
                function[key] = Array([*map(decimal, _separated(function[key], palette))])
        shading.ColorSpace = Name.DeviceCMYK

    def _mixes(self, resources: Dictionary, used: frozenset[str]) -> bool:
        """Whether content mixes with what lies below it: any of what it uses is transparent."""
        for kind in ("/ExtGState", "/XObject", "/Pattern"):
            for name, item in resources.get(kind, Dictionary()).items():
                if name in used and self._is_transparent(item):
                    return True
        return False

    def _is_transparent(self, item: Any) -> bool:
        if not isinstance(item, pikepdf.Stream):
            opaque = all(float(item.get(key, 1)) == 1 for key in ("/ca", "/CA"))
            plain = item.get("/BM", Name.Normal) == Name.Normal
            return not opaque or not plain or isinstance(item.get("/SMask"), Dictionary)
        if is_picture(item):
            return "/SMask" in item
        return "/Group" in item or self._transparent.get(item.objgen, False)

    def _first(self, item: Any) -> bool:
        """Whether an object is met for the first time; direct ones always are."""
        if not item.is_indirect:
            return True
        if item.objgen in self._done:
            return False
        self._done.add(item.objgen)
        return True


def transparency_group(space: Name = Name.DeviceCMYK) -> Dictionary:
    """A group that mixes colours in inks, or lightness for a mask (ISO 32000-1, 11.6.6)."""
    return Dictionary(Type=Name.Group, S=Name.Transparency, CS=space, I=True)


def _space_of(palette: Palette) -> Name:
    return Name.DeviceGray if isinstance(palette, MaskPalette) else Name.DeviceCMYK


def _entries(resources: Dictionary, kind: str) -> list[Any]:
    return [item for _, item in sorted(resources.get(kind, Dictionary()).items())]


def _simple_functions(function: Any) -> list[Any]:
    """The functions of two colours that a gradient is put together of."""
    if function.FunctionType == 3:
        return [each for part in function.Functions for each in _simple_functions(part)]
    return [function] if function.FunctionType == 2 else []


def _separated(values: Any, palette: Palette) -> tuple[float, ...]:
    channels = tuple(float(value) for value in values)
    if len(channels) == 1:
        return palette.grey(channels[0])
    return palette.rgb(channels)  # type: ignore[arg-type]
