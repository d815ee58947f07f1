"""A report as JSON: the whole document model, each piece with its kind and its place.

The source's own bytes are kept beside it, so that pictures are told by their digests only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from msgspec import Struct

from ..diagnostics import Diagnostic, as_data
from ..files import legible
from ..report import Asset, Report
from ..source import Source, Span

#: What is kept elsewhere in the bag, or is of this machine.
_LEFT_OUT = frozenset({"original", "path", "lines"})


def report_json(report: Report) -> bytes:
    """The report as it lies in a bag's `data/report.json`."""
    data = {"version": 1, **_plain(report)}
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, Struct) or is_dataclass(value):
        return _piece(value)
    return value.value if isinstance(value, Enum) else value


def _piece(value: Any) -> Any:
    match value:
        case Span():
            return [value.line, value.column, value.end_line, value.end_column]
        case Diagnostic():
            return as_data(value)
        case Asset():
            digest = hashlib.sha256(value.data).hexdigest()
            kind, size = value.media_type, len(value.data)
            return {"name": value.name, "media_type": kind, "bytes": size, "sha256": digest}
        case Source():
            return {"name": legible(Path(value.name).name), "lines": len(value.lines)}
    kept = (name for name in type(value).__match_args__ if name not in _LEFT_OUT)
    pieces = {name: _plain(getattr(value, name)) for name in kept}
    return {"type": type(value).__name__.lower(), **pieces}
