"""The browsers that show a preview: what each looks at, and what all of them are told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

_DPI = 96
#: Pages of all browsers together that are painted first.
_FIRST = 8

Event = dict[str, Any]


class Browsers:
    """Open browsers, by the names they give themselves."""

    def __init__(self) -> None:
        self._views: dict[str, tuple[tuple[int, ...], int]] = {}
        self._queues: dict[str, asyncio.Queue[Event | None]] = {}

    def tell(self, event: Event) -> None:
        """Tell every browser what happened."""
        for queue in self._queues.values():
            queue.put_nowait(event)

    async def events(self, client: str, first: Callable[[], Event]) -> AsyncIterator[Event]:
        """What happens from now on, for one browser; `first` says how things stand."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        self._queues[client] = queue
        try:
            yield first()
            while (event := await queue.get()) is not None:
                yield event
        finally:
            self._queues.pop(client, None)
            self._views.pop(client, None)

    def close(self) -> None:
        """Let every browser's stream of events end."""
        for queue in self._queues.values():
            queue.put_nowait(None)

    def look(self, client: str, pages: tuple[int, ...], dpi: int) -> None:
        """A browser shows these pages at this resolution."""
        self._views[client] = (pages, dpi)

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that somebody looks at, the first when nobody does."""
        shown = sorted({page for pages, _ in self._views.values() for page in pages})
        return tuple(shown)[:_FIRST] or (1,)

    @property
    def dpi(self) -> int:
        """The finest resolution that somebody looks at."""
        return max((dpi for _, dpi in self._views.values()), default=_DPI)
