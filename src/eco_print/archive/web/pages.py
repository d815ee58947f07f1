"""Filling the pages: one language at a time, everything escaped."""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from .words import WORDS


class Pages:
    """The templates in `pages/`, and the stylesheet."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader(__package__, "pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    @cached_property
    def style(self) -> bytes:
        """The stylesheet."""
        return (files(__package__) / "pages" / "style.css").read_bytes()

    def response(
        self, request: Request, template: str, *, status: int = 200, **values: Any
    ) -> Response:
        """A page in the language that the address or the browser asks for."""
        asked = request.query_params.get("lang", "")
        language = asked if asked in {"zh", "en"} else _preferred(request)
        words = {name: text.in_language(language) for name, text in WORDS.items()}

        def link(path: str) -> str:
            return f"{path}?{urlencode({'lang': asked})}" if asked else path

        other = "en" if language == "zh" else "zh"
        switch = {**dict(request.query_params), "lang": other}
        html = self._environment.get_template(template).render(
            **values,
            status=status,
            language=language,
            w=words,
            link=link,
            other=f"{request.url.path}?{urlencode(switch)}",
        )
        headers = {"Content-Language": language, "Vary": "Accept-Language"}
        return HTMLResponse(html, status, headers)


def _preferred(request: Request) -> str:
    """zh or en, whichever the browser names first."""
    for part in request.headers.get("accept-language", "").lower().split(","):
        tag = part.split(";")[0].strip()
        if tag.startswith(("zh", "en")):
            return tag[:2]
    return "zh"
