"""`eco-print archive serve`: the archive in a web page, read-only."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from collections.abc import Iterator

import click

from ...archive import Archive
from ...diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error, warning
from ...wording import reason
from ..language import say
from ..show import show_findings
from .place import abreast, archive_option, format_option, opened
from .showing import write_json


@click.command(
    "serve",
    help=say(
        "在浏览器里检索、翻看、下载；只读。地址写到标准输出，Ctrl-C 结束。",
        "Search, leaf through and download in a browser; read-only. The address goes to "
        "standard output; Ctrl-C ends it.",
    ),
)
@click.option("--host", default="127.0.0.1", help=say("地址，默认只限本机", "address; here only"))
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=0,
    help=say("端口；不写就自己找", "port; found when not given"),
)
@archive_option
@format_option
def command(host: str, port: int, location: str | None, form: str) -> int:
    """Serve until interrupted."""
    with opened(location) as archive, _bound(host, port) as listening:
        abreast(archive)
        if not _is_loopback(host):
            show_findings([_open_to_all(host)])
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listening.getsockname()[1]}/"
        if form == "json":
            write_json({"version": 1, "address": address})
        else:
            click.echo(address)
        click.echo(say("按 Ctrl-C 结束", "Ctrl-C ends it"), err=True)
        with contextlib.suppress(KeyboardInterrupt):
            _serve(archive, host, listening)
    return 0


def _serve(archive: Archive, host: str, listening: socket.socket) -> None:
    try:
        import uvicorn

        from ...archive.web import create_app
    except ImportError as reason:
        raise EcoPrintError(ExitCode.MISSING, _lacking(reason.name or "starlette")) from reason
    hosts = ["localhost", "127.0.0.1", "[", host] if _is_loopback(host) else ["*"]
    app = create_app(archive, hosts)
    settings = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(settings).run(sockets=[listening])


@contextlib.contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
            listening.listen(100)  # who comes before the server runs waits, and is not refused
        except OSError as reason:
            raise EcoPrintError(ExitCode.FILE_ACCESS, _unbound(host, port, reason)) from reason
        yield listening


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _open_to_all(host: str) -> Diagnostic:
    return warning(
        "serve-open",
        Text(
            zh=f"{host} 不限于本机：网络上的人都能查阅这个档案库",
            en=f"{host} is not this machine alone: anybody on the network can read this archive",
        ),
    )


def _unbound(host: str, port: int, problem: OSError) -> Diagnostic:
    why = reason(problem)
    return error(
        "serve-address",
        Text(zh=f"用不了这个地址：{host}:{port}", en=f"cannot serve at {host}:{port}"),
        hint=Text(
            zh=f"原因：{why.zh}；不写 --port 就自己找", en=f"reason: {why.en}; leave out --port"
        ),
    )


def _lacking(package: str) -> Diagnostic:
    return error(
        "serve-package",
        Text(zh=f"网页要先装一个包：{package}", en=f"the page needs a package: {package}"),
        hint=Text(zh="pip install 'eco-print[archive]'", en="pip install 'eco-print[archive]'"),
    )
