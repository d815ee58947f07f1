"""The life of a worker process: `python -m eco_print.preview.child SERVICE`.

Calls come in on standard input, one after another; answers go out on standard output. A worker
keeps what is costly to make between calls. It ends when its parent is gone.
"""

from __future__ import annotations

import gc
import importlib
import os
import select
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

from ..config import Limits
from ..diagnostics import EcoPrintError
from ..isolation import bug, limit_process, out_of_memory, too_deep
from .frames import packed, read_value

#: Seconds without a call after which nobody is waiting, and garbage is collected.
_QUIET = 0.4

#: Each service's module and class.
SERVICES = {"setter": "Setter", "camera": "Camera"}


def main(service: str) -> None:
    """Serve until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    calls = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print must not get between the answers
    module = importlib.import_module(f".{service}", __package__)
    served: Any = getattr(module, SERVICES[service])()
    gc.set_threshold(200_000, 50, 100)  # a third of the time of a build went into collecting
    while True:
        if not select.select([calls], [], [], _QUIET)[0]:
            gc.collect()
        try:
            name, arguments, limits = read_value(calls)
        except EOFError:
            return
        answer = _answer(getattr(served, name), arguments, limits)
        answers.write(packed(answer))
        answers.flush()


def _answer(call: Callable[..., Any], arguments: tuple[Any, ...], limits: Limits) -> Any:
    """What a call gives, or the error that ended it."""
    try:
        limit_process(limits, again=True)
        return call(*arguments)
    except EcoPrintError as failure:
        return failure
    except MemoryError:
        return out_of_memory(limits)
    except RecursionError:
        return too_deep()
    except Exception:
        return bug(traceback.format_exc())


if __name__ == "__main__":
    main(sys.argv[1])
