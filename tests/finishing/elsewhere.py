"""Run as a program: the command line on another day, with a clock that was put forward.

python elsewhere.py SECONDS ARGUMENT...
"""

from __future__ import annotations

import datetime
import sys
import time


def put_forward(seconds: float) -> None:
    """Let everything that Python asks for the time say another one."""
    for name in ("time", "time_ns"):
        factor = 1e9 if name.endswith("ns") else 1
        original = getattr(time, name)
        setattr(time, name, lambda o=original, f=factor: type(o())(o() + seconds * f))
    for name in ("localtime", "gmtime"):
        original = getattr(time, name)
        setattr(time, name, lambda at=None, o=original: o(time.time() if at is None else at))

    class Later(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
            return cls.fromtimestamp(time.time(), tz)

        @classmethod
        def utcnow(cls) -> datetime.datetime:
            return cls.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)

    datetime.datetime = Later  # type: ignore[misc]


if __name__ == "__main__":
    put_forward(float(sys.argv.pop(1)))
    from eco_print.cli import main

    sys.exit(main())
