"""One preview: builds in order, pictures of their pages, and what every open browser is told.

A change starts a build. The pages somebody looks at are painted and pictured first and shown at
once; the others follow, a few at a time, and give way to the next change. A build that fails
changes nothing but the message.
"""

from __future__ import annotations

import asyncio
import time
import traceback
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from typing import Any

from ..config import Limits
from ..diagnostics import Diagnostic, EcoPrintError, has_errors
from ..isolation import bug
from .browsers import Browsers
from .build import Mark, Outcome, Shot, Wanted
from .painted import Build
from .watching import Watch
from .wire import findings_data
from .worker import Worker, WorkerEndedError

#: Pages painted at a time behind the visible ones.
_CHUNK = 4
#: Pictures kept; one is some 200 kB.
_PICTURES = 160


class Session:
    """Everything behind one preview's web page."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._setter, self._camera = Worker("setter"), Worker("camera")
        self._watch = Watch(wanted)
        self._limits = Limits()
        self._due = asyncio.Event()
        self._count = 0
        self._builds: dict[str, Build] = {}  # now, before, pinned
        self._pictures: dict[tuple[str, int], bytes] = {}
        # A page has one digest at every resolution: that of the first picture of it.
        self._same: dict[str, str] = {}
        self._browsers = Browsers()
        self._report: dict[str, Any] = {"type": "waiting"}
        self._forgetting: set[asyncio.Task[None]] = set()

    # What runs behind.

    async def run(self) -> None:
        """Watch, build and picture until cancelled."""
        tasks = [asyncio.create_task(each) for each in (self._watching(), self._building())]
        self._due.set()
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            self._watch.stop()
            with suppress(asyncio.CancelledError):
                await asyncio.gather(*tasks, return_exceptions=True)
            await asyncio.gather(self._setter.stop(), self._camera.stop())

    async def _watching(self) -> None:
        async for changed in self._watch.batches():
            if self._watch.concerns_faces(changed):
                await self._setter.stop()
            self._due.set()
            self._tell({"type": "building"})

    async def _building(self) -> None:
        while True:
            await self._due.wait()
            self._due.clear()
            try:
                if (build := await self._build()) is not None:
                    await self._rest(build)
            except EcoPrintError as failure:
                self._failed(failure.findings)
            except Exception:
                self._failed(bug(traceback.format_exc()).findings)

    async def _build(self) -> Build | None:
        """Set the report and show the visible pages; None when it failed."""
        self._count += 1
        number, began = self._count, time.time()
        pages, dpi = self._browsers.pages, self._browsers.dpi
        outcome = await self._set(number, pages)
        self._limits = outcome.limits
        self._watch.mind(outcome.watched, failed=not outcome.sheets)
        if not outcome.sheets:
            self._failed(outcome.findings)
            return None
        build = Build(number, outcome.sheets)
        await self._picture(build, outcome.sketched, outcome.sketch, dpi, background=False)
        self._put("now", build)
        took = {**outcome.times, "all": time.time() - began}
        took["pictures"] = took["all"] - sum(outcome.times.values())
        self._built(build, outcome, took, began)
        return build

    async def _set(self, number: int, pages: tuple[int, ...]) -> Outcome:
        asked = ("set", number, self._wanted, pages)
        outcome: Outcome = await self._ask(self._setter, *asked)
        if outcome.stale:
            await self._setter.stop()
            outcome = await self._ask(self._setter, *asked)
        return outcome

    async def _ask(self, worker: Worker, name: str, *arguments: Any) -> Any:
        """What a worker answers; a fresh one is asked when somebody ended it meanwhile."""
        try:
            return await worker.call(name, *arguments, limits=self._limits)
        except WorkerEndedError:
            return await worker.call(name, *arguments, limits=self._limits)

    async def _rest(self, build: Build) -> None:
        """Paint and picture the other pages, until the next change."""
        while not self._due.is_set() and (waiting := build.waiting(self._browsers.pages)):
            pages = tuple(sorted(waiting[:_CHUNK]))
            pdf = await self._ask(self._setter, "paint", build.number, pages)
            if pdf is None:
                self._due.set()  # a fresh worker knows nothing of these pages
                return
            await self._picture(build, pages, pdf, self._browsers.dpi, background=True)
            self._tell({"type": "pages", "build": build.number, "digests": build.digests})
        if not self._due.is_set():
            await self._place_findings(build)

    async def _picture(
        self, build: Build, pages: tuple[int, ...], pdf: bytes, dpi: int, *, background: bool
    ) -> None:
        key = f"{build.number}:{pages[0]}-{pages[-1]}"
        await self._ask(self._camera, "load", key, pdf)
        for index, page in enumerate(pages):
            if background and self._due.is_set():
                return  # what is due now comes first
            build.painted[page] = (key, index)
            shot = await self._shot(build, page, dpi)
            if shot is None:
                return
            build.digests[page] = known = self._same.get(shot.digest, shot.digest)
            self._keep((known, dpi), shot.data)

    async def _place_findings(self, build: Build) -> None:
        findings: tuple[Diagnostic, ...] = self._report["_findings"]
        if findings:
            placed = await self._ask(self._setter, "places", build.number, findings)
            self._report["findings"] = findings_data(placed)
            self._tell(
                {"type": "findings", "build": build.number, "findings": self._report["findings"]}
            )

    # What is told.

    def _built(self, build: Build, outcome: Outcome, parts: dict[str, float], began: float) -> None:
        self._report = {
            "type": "built",
            "build": build.number,
            "sheets": [[s.width, s.height, *s.painted] for s in build.sheets],
            "digests": build.digests,
            "findings": findings_data(outcome.findings),
            "failed": has_errors(outcome.findings),
            "before": self._builds["before"].number if "before" in self._builds else None,
            "pinned": self._builds["pinned"].number if "pinned" in self._builds else None,
            "milliseconds": {name: round(1000 * took, 1) for name, took in parts.items()},
            "began": round(1000 * began, 1),
            "_findings": outcome.findings,
        }
        self._tell(self._report)

    def _failed(self, findings: tuple[Diagnostic, ...]) -> None:
        failed = {"type": "failed", "findings": findings_data(findings)}
        self._report = {**self._report, "failure": failed["findings"]}
        self._tell(failed)

    def _tell(self, event: dict[str, Any]) -> None:
        self._browsers.tell(_public(event))

    def events(self, client: str) -> AsyncIterator[dict[str, Any]]:
        """What happens, for one browser: first how things stand."""
        return self._browsers.events(client, lambda: _public(self._report))

    def close(self) -> None:
        """Let every browser's stream of events end."""
        self._browsers.close()

    # What is asked.

    def look(self, client: str, pages: tuple[int, ...], dpi: int) -> None:
        """A browser shows these pages at this resolution."""
        self._browsers.look(client, pages, dpi)

    async def picture(self, digest: str, dpi: int) -> bytes | None:
        """The PNG of a page that some build has; None when none has it any more."""
        if (known := self._pictures.get((digest, dpi))) is not None:
            return known
        for build in list(self._builds.values()):
            for page, seen in list(build.digests.items()):
                if seen == digest and (shot := await self._shot(build, page, dpi)) is not None:
                    self._same[shot.digest] = digest
                    self._keep((digest, dpi), shot.data)
                    return shot.data
        return None

    async def _shot(self, build: Build, page: int, dpi: int) -> Shot | None:
        """A picture of a page; painted once more when the camera is a fresh one."""
        for _ in range(2):
            key, index = build.painted[page]
            shot: Shot | None
            shot = await self._ask(self._camera, "shoot", key, index, dpi)
            if shot is not None:
                return shot
            pdf = await self._ask(self._setter, "paint", build.number, (page,))
            if pdf is None:
                if build is self._builds.get("now"):
                    self._due.set()  # a fresh worker knows nothing of these pages
                break
            build.painted[page] = key, _ = f"{build.number}:{page}", 0
            await self._ask(self._camera, "load", key, pdf)
        return None

    async def map(self, number: int, page: int) -> dict[str, Any] | None:
        """What stands where on a page of the build that is shown."""
        build = self._builds.get("now")
        if build is None or build.number != number or page > len(build.sheets):
            return None
        if page not in build.maps:
            found = await self._ask(self._setter, "page", number, page)
            if found is None:
                self._due.set()  # a fresh worker knows nothing of these pages
                return None
            build.maps[page] = found
        return build.maps[page]

    async def explain(self, number: int, page: int, box: int) -> dict[str, Any] | None:
        """Why a box looks as it does."""
        found: dict[str, Any] | None = await self._ask(self._setter, "explain", number, page, box)
        return found

    def pin(self) -> int | None:
        """Keep the build that is shown, to compare later ones with it."""
        if (build := self._builds.get("now")) is not None:
            self._put("pinned", build)
            self._report["pinned"] = build.number
            return build.number
        return None

    async def compare(self, other: str, page: int) -> dict[str, Any] | None:
        """What changed on a page since the build before, or the pinned one."""
        now, then = self._builds.get("now"), self._builds.get(other)
        if now is None or then is None or page not in now.painted:
            return None
        if page not in then.painted:
            return {"digest": None, "marks": []}
        marks: tuple[Mark, ...] | None = None
        if now.digests[page] != then.digests[page]:
            marks = await self._ask(
                self._camera, "compare", *now.painted[page], *then.painted[page]
            )
        return {
            "digest": then.digests[page],
            "sheet": [then.sheets[page - 1].width, then.sheets[page - 1].height],
            "marks": [[m.x, m.y, m.width, m.height] for m in marks or ()],
        }

    # What is kept.

    def _put(self, name: str, build: Build) -> None:
        """Keep a build under a name; PDFs that no build needs any more are let go."""
        old = set(self._keys())
        if name == "now" and (shown := self._builds.get("now")) is not None and shown.whole:
            self._builds["before"] = shown
        self._builds[name] = build
        gone = old - set(self._keys())
        if gone:
            self._forget(tuple(gone))

    def _keys(self) -> Iterable[str]:
        return (key for build in self._builds.values() for key in build.keys)

    def _forget(self, keys: tuple[str, ...]) -> None:
        async def forget() -> None:
            with suppress(EcoPrintError):
                await self._ask(self._camera, "forget", keys)

        task = asyncio.create_task(forget())
        self._forgetting.add(task)
        task.add_done_callback(self._forgetting.discard)

    def _keep(self, key: tuple[str, int], data: bytes) -> None:
        self._pictures.pop(key, None)
        self._pictures[key] = data
        _trim(self._pictures)
        _trim(self._same)


def _trim(kept: dict[Any, Any]) -> None:
    """Let go of what was kept longest."""
    while len(kept) > _PICTURES:
        del kept[next(iter(kept))]


def _public(event: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if not name.startswith("_")}
