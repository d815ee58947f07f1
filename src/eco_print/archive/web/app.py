"""The application: which address shows what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...diagnostics import EcoPrintError
from ..archive import Archive
from ..serial import serialise
from .images import PageImages
from .issue import issue_view, product_path
from .pages import Pages
from .search import search_view

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
#: A page's picture in the list of covers, and as it is read.
WIDTHS = {"cover": 240, "page": 1000}
_MONTH = "public, max-age=2592000, immutable"


def create_app(archive: Archive, hosts: Iterable[str] = ("*",)) -> Starlette:
    """The application over an archive. `hosts` are the names it answers to."""
    site = _Site(archive)
    routes = [
        Route("/", site.search),
        Route("/style.css", site.style),
        Route("/favicon.ico", site.no_icon),
        Route("/issue/{name}", site.issue),
        Route("/issue/{name}/page/{number:int}", site.page),
        Route("/issue/{name}/{kind}/{number:int}.png", site.image),
        Route("/issue/{name}/bag.zip", site.bag),
        Route("/issue/{name}/file/{path:path}", site.file),
    ]
    return Starlette(
        routes=routes,
        middleware=[
            # Another site's name that leads here must not read the archive.
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(BaseHTTPMiddleware, dispatch=_with_headers),
        ],
        exception_handlers={EcoPrintError: site.failure, HTTPException: site.missing},
    )


async def _with_headers(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    response = await call_next(request)
    response.headers.update(_HEADERS)
    return response


class _Site:
    """The pages. Each function answers one address; they run in threads of their own."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._pages = Pages()
        self._images = PageImages()

    def search(self, request: Request) -> Response:
        view = search_view(self._archive, request.query_params)
        return self._pages.response(request, "search.html", **view)

    def style(self, _request: Request) -> Response:
        return Response(self._pages.style, media_type="text/css")

    def no_icon(self, _request: Request) -> Response:
        return Response(status_code=204)

    def issue(self, request: Request) -> Response:
        view = issue_view(self._archive, request.path_params["name"])
        return self._pages.response(request, "issue.html", **view)

    def page(self, request: Request) -> Response:
        view = issue_view(self._archive, request.path_params["name"])
        number = request.path_params["number"]
        if not 1 <= number <= view["pages"]:
            raise HTTPException(404)
        return self._pages.response(request, "page.html", number=number, **view)

    def image(self, request: Request) -> Response:
        kind, number = request.path_params["kind"], request.path_params["number"]
        name = self._archive.entry(request.path_params["name"]).record.name
        bag = self._archive.bag(name)
        path = product_path(bag)
        if kind not in WIDTHS or path is None:
            raise HTTPException(404)
        picture = self._images.png(name, partial(bag.read, path), number, WIDTHS[kind])
        if picture is None:
            raise HTTPException(404)
        return Response(picture, media_type="image/png", headers={"Cache-Control": _MONTH})

    def bag(self, request: Request) -> Response:
        name = self._archive.entry(request.path_params["name"]).record.name
        bag = self._archive.bag(name)
        data = serialise(name, {path: bag.read(path) for path in bag.paths()})
        return _download(data, f"{name}.zip", "application/zip")

    def file(self, request: Request) -> Response:
        bag = self._archive.bag(self._archive.entry(request.path_params["name"]).record.name)
        path = request.path_params["path"]
        if path not in bag.paths():
            raise HTTPException(404)
        name = path.rpartition("/")[2]
        kind = "application/pdf" if name.endswith(".pdf") else "application/octet-stream"
        return _download(bag.read(path), name, kind)

    async def failure(self, request: Request, reason: Exception) -> Response:
        """What went wrong, in the words of the finding."""
        findings = reason.findings if isinstance(reason, EcoPrintError) else ()
        unknown = any(finding.code.startswith("entry-") for finding in findings)
        status = 404 if unknown else 500
        return self._pages.response(request, "failure.html", status=status, findings=findings)

    async def missing(self, request: Request, reason: Exception) -> Response:
        status = reason.status_code if isinstance(reason, HTTPException) else 404
        return self._pages.response(request, "failure.html", status=status, findings=())


def _download(data: bytes, name: str, kind: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    headers: dict[str, Any] = {"Content-Disposition": disposition}
    return Response(data, media_type=kind, headers=headers)
