"""What the engine imports and, with our faces, never uses.

WeasyPrint imports fontTools' subsetter and instancer for machines without HarfBuzz's subsetter
and for variable faces, its decoder of WOFF2, and, by way of HTTP, TLS. With HarfBuzz (which
`doctor` asks for), static faces in the open (which the font set demands) and the resource gate
none of them runs, but loading them is a tenth of the processor time of a build. While the engine
is imported they are stood in for; a stand-in loads the module when it is used.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

#: The modules, and the functions of them that are imported by name.
DEFERRED = {
    "fontTools.subset": (),
    "fontTools.ttLib.woff2": (),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
    "ssl": (),
}


@contextmanager
def deferred_imports() -> Iterator[None]:
    """Inside this `with`, importing a module of `DEFERRED` gives its stand-in."""
    stand_ins = {
        name: _StandIn(name, functions)
        for name, functions in DEFERRED.items()
        if name not in sys.modules
    }
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


class _StandIn(ModuleType):
    """Looks like a module; the module itself is loaded when an attribute is asked for."""

    def __init__(self, name: str, functions: tuple[str, ...]) -> None:
        super().__init__(name)
        self.__dict__.update((each, _later(name, each)) for each in functions)

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):  # the import system looks around; it asks for no function
            raise AttributeError(attribute)
        return getattr(_real(self.__name__), attribute)


def _later(module: str, function: str) -> Callable[..., Any]:
    def call(*arguments: Any, **options: Any) -> Any:
        return getattr(_real(module), function)(*arguments, **options)

    return call


def _real(name: str) -> ModuleType:
    if isinstance(sys.modules.get(name), _StandIn):
        del sys.modules[name]
    return importlib.import_module(name)
