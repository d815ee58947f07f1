"""Values through a pipe: eight bytes of length, then the pickled value.

Both ends are this program on this machine; nothing else can write to the pipe.
"""

from __future__ import annotations

import pickle
from typing import Any, BinaryIO

#: The bytes that say how long a value is.
HEADER = 8


def packed(value: Any) -> bytes:
    """A value as it goes through the pipe."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(HEADER, "big") + data


def length(header: bytes) -> int:
    """How many bytes follow a header."""
    return int.from_bytes(header, "big")


def read_value(stream: BinaryIO) -> Any:
    """The next value. Raises EOFError when the other end is gone."""
    header = stream.read(HEADER)
    if len(header) < HEADER:
        raise EOFError
    size = length(header)
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return unpacked(data)


def unpacked(data: bytes) -> Any:
    """The value that bytes after a header stand for."""
    return pickle.loads(data)
