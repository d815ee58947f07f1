"""Running a preview until it is interrupted."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn

from ..diagnostics import EcoPrintError, ExitCode, Text, error
from .build import Wanted
from .server import Site
from .session import Session

HOST = "127.0.0.1"
#: Tried first, so that the address is the same from day to day but for its token.
PORT = 8327


def serve(
    wanted: Wanted, language: str, announce: Callable[[str], None], port: int | None = None
) -> None:
    """Serve a preview; `announce` is told its address once it can be opened.

    Raises:
        EcoPrintError: `serve-address` when `port` is given and cannot be had.
    """
    place = listening(port)
    session = Session(wanted)
    site = Site(session, wanted.report.name, language)
    config = uvicorn.Config(
        site.app, log_level="error", access_log=False, timeout_graceful_shutdown=2, ws="none"
    )
    server = _Server(config, session)
    address = f"http://{HOST}:{place.getsockname()[1]}/{site.token}/"

    async def run() -> None:
        serving = asyncio.create_task(server.serve(sockets=[place]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.01)
        if server.started:
            announce(address)
        await serving

    asyncio.run(run())


class _Server(uvicorn.Server):
    """A server whose streams of events end when it is told to stop."""

    def __init__(self, config: uvicorn.Config, session: Session) -> None:
        super().__init__(config)
        self._session = session

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, and let nobody wait for events that will not come."""
        self._session.close()
        super().handle_exit(sig, frame)


def listening(port: int | None) -> socket.socket:
    """A listening place: the port wanted, or the usual one, or any.

    A port is one's own only from `listen` on: until then, another may bind it as well.

    Raises:
        EcoPrintError: `serve-address` when `port` is given and cannot be had.
    """
    for candidate in (port,) if port is not None else (PORT, 0):
        place = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            place.bind((HOST, candidate))
            place.listen()
        except OSError:
            place.close()
        else:
            return place
    raise EcoPrintError(
        ExitCode.FILE_ACCESS,
        error(
            "serve-address",
            Text(zh=f"用不了这个地址：{HOST}:{port}", en=f"cannot serve at {HOST}:{port}"),
            hint=Text(
                zh="换一个端口，或不写 --port 让程序自己找",
                en="give another, or leave --port out and let the program find one",
            ),
        ),
    )
