"""The preview's web server: loopback only, under an address that nobody can guess.

Reports may be confidential, and other users of the machine reach its loopback too: every path
begins with a random token. Pages are told by server-sent events; everything else is asked for.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ..diagnostics import EcoPrintError
from .session import Session
from .wire import findings_data

STATIC = Path(__file__).with_name("static")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_LANGUAGES = ("zh", "en")
#: Seconds after which an idle stream of events says that it still lives.
_PULSE = 20
_RESOLUTIONS = range(24, 601)
_MOST_PAGES = 12


class Site:
    """The web page of one session. `language` is used when a browser wants neither of ours."""

    def __init__(self, session: Session, title: str, language: str) -> None:
        self.token = secrets.token_urlsafe(12)
        self._session = session
        self._title = title
        self._language = language

    @property
    def app(self) -> Starlette:
        """The application: run it, and the session runs."""
        routes = [
            Route("/", self._page),
            Route("/events/{client}", self._events),
            Route("/look/{client}", self._look, methods=["POST"]),
            Route("/picture/{digest}-{dpi:int}.png", self._picture),
            Route("/map/{build:int}/{page:int}", self._map),
            Route("/explain/{build:int}/{page:int}/{box:int}", self._explain),
            Route("/pin", self._pin, methods=["POST"]),
            Route("/compare/{other}/{page:int}", self._compare),
            Mount("/static", StaticFiles(directory=STATIC)),
        ]
        return Starlette(
            routes=[Mount(f"/{self.token}", routes=routes)],
            middleware=[
                Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"]),
                Middleware(_Headers),
            ],
            exception_handlers={EcoPrintError: _failure},  # type: ignore[dict-item]
            lifespan=self._lifespan,
        )

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        running = asyncio.create_task(self._session.run())
        try:
            yield
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    async def _page(self, request: Request) -> Response:
        language = chosen_language(
            request.query_params.get("lang") or request.cookies.get("lang"),
            request.headers.get("accept-language", ""),
            self._language,
        )
        page = (STATIC / "index.html").read_text(encoding="utf-8")
        tag = "zh-Hans" if language == "zh" else "en"
        return HTMLResponse(page.replace("{language}", tag).replace("{title}", _plain(self._title)))

    async def _events(self, request: Request) -> Response:
        stream = self._session.events(request.path_params["client"])
        return StreamingResponse(_written(stream), media_type="text/event-stream")

    async def _look(self, request: Request) -> Response:
        try:
            said = json.loads(await request.body())
            pages = tuple(int(page) for page in said["pages"])[:_MOST_PAGES]
            dpi = int(said["dpi"])
        except (ValueError, KeyError, TypeError):
            return Response(status_code=400)
        if dpi not in _RESOLUTIONS or any(page < 1 for page in pages):
            return Response(status_code=400)
        self._session.look(request.path_params["client"], pages, dpi)
        return Response(status_code=204)

    async def _picture(self, request: Request) -> Response:
        dpi = request.path_params["dpi"]
        if dpi not in _RESOLUTIONS:
            return Response(status_code=400)
        data = await self._session.picture(request.path_params["digest"], dpi)
        if data is None:
            return _GONE
        # A digest names what is seen: it never becomes another picture.
        forever = {"Cache-Control": "private, max-age=31536000, immutable"}
        return Response(data, media_type="image/png", headers=forever)

    async def _map(self, request: Request) -> Response:
        asked = request.path_params
        return await _found(lambda: self._session.map(asked["build"], asked["page"]))

    async def _explain(self, request: Request) -> Response:
        asked = request.path_params
        return await _found(
            lambda: self._session.explain(asked["build"], asked["page"], asked["box"])
        )

    async def _pin(self, _request: Request) -> Response:
        return JSONResponse({"pinned": self._session.pin()})

    async def _compare(self, request: Request) -> Response:
        asked = request.path_params
        return await _found(lambda: self._session.compare(asked["other"], asked["page"]))


#: The answer to what is asked of a build that is no longer there. It is no error: while a page
#: asks, the next build may take the place of this one.
_GONE = Response(status_code=204)


async def _found(ask: Callable[[], Awaitable[dict[str, Any] | None]]) -> Response:
    data = await ask()
    return _GONE if data is None else JSONResponse(data)


async def _written(stream: AsyncIterator[dict[str, Any]]) -> AsyncIterator[str]:
    """Events as the stream's text (HTML, 9.2.5), with a sign of life now and then."""
    following: asyncio.Future[dict[str, Any]] | None = None
    try:
        while True:
            following = following or asyncio.ensure_future(anext(stream))
            done, _ = await asyncio.wait({following}, timeout=_PULSE)
            if not done:
                yield ": \n\n"
                continue
            try:
                event = following.result()
            except StopAsyncIteration:
                return
            following = None
            yield f"data: {json.dumps(event, ensure_ascii=False, separators=(',', ':'))}\n\n"
    finally:
        if following is not None:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
        await stream.aclose()  # type: ignore[attr-defined]


async def _failure(_request: Request, failure: EcoPrintError) -> Response:
    return JSONResponse({"findings": findings_data(failure.findings)}, status_code=503)


class _Headers:
    """Adds what keeps the page to itself."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def sending(message: Any) -> None:
            if message["type"] == "http.response.start":
                known = {name.lower() for name, _ in message["headers"]}
                added = {**_HEADERS, "Cache-Control": "no-store"}
                message["headers"] = [
                    *message["headers"],
                    *(
                        (name.lower().encode(), value.encode())
                        for name, value in added.items()
                        if name.lower().encode() not in known
                    ),
                ]
            await send(message)

        await self._app(scope, receive, sending if scope["type"] == "http" else send)


def chosen_language(wished: str | None, accepted: str, otherwise: str) -> str:
    """`zh` or `en`: as wished, or the one that a browser ranks first (RFC 9110, 12.5.4)."""
    if wished in _LANGUAGES:
        return str(wished)
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate(accepted.split(",")):
        tag, _, parameter = part.strip().partition(";")
        language = tag.strip().lower().partition("-")[0]
        try:
            weight = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            weight = 0.0
        if language in _LANGUAGES and weight > 0:
            ranked.append((-weight, place, language))
    return min(ranked)[2] if ranked else otherwise


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
