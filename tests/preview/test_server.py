"""The preview's web server: for this machine, for this browser, and for nobody else."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from eco_print.diagnostics import EcoPrintError
from eco_print.preview.serve import HOST, listening
from eco_print.preview.server import chosen_language

from preview.desk import make_desk, running  # isort: skip


@dataclass(frozen=True)
class Answer:
    code: int
    headers: dict[str, str]
    body: bytes


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(make_desk(tmp_path_factory.mktemp("desk"))) as address:
        yield address


def ask(url: str, body: bytes | None = None, **headers: str) -> Answer:
    request = urllib.request.Request(url, data=body, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            found = {name.lower(): value for name, value in answer.headers.items()}
            return Answer(answer.status, found, answer.read())
    except urllib.error.HTTPError as refused:
        return Answer(refused.code, {}, refused.read())


def test_it_listens_on_loopback_only(address: str) -> None:
    assert urlsplit(address).hostname == HOST == "127.0.0.1"


def test_nothing_is_served_without_the_token(address: str) -> None:
    parts = urlsplit(address)
    origin = f"{parts.scheme}://{parts.netloc}"
    for path in ("/", "/static/app.js", "/events/x", "/x" * 9 + "/"):
        assert ask(origin + path).code == 404
    assert len(parts.path.strip("/")) >= 16


def test_another_host_name_is_refused(address: str) -> None:
    assert ask(address, Host="evil.example").code == 400


def test_the_page_may_load_nothing_from_elsewhere(address: str) -> None:
    headers = ask(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "unsafe" not in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["static/../server.py", "static/%2e%2e/server.py", "static//etc"])
def test_only_the_pages_own_files_are_handed_out(address: str, path: str) -> None:
    assert ask(address + path).code == 404


@pytest.mark.parametrize(
    "path", ["map/999/1", "explain/999/1/1", "compare/pinned/1", "picture/0000-96.png"]
)
def test_what_is_gone_is_no_error(address: str, path: str) -> None:
    assert ask(address + path).code == 204


@pytest.mark.parametrize(
    "said",
    [b"", b"[]", b'{"pages": "x", "dpi": 96}', b'{"pages": [0], "dpi": 96}', b'{"pages": [1]}',
     b'{"pages": [1], "dpi": 99999}', b"\xff"],
)  # fmt: skip
def test_nonsense_is_refused(address: str, said: bytes) -> None:
    assert ask(address + "look/x", said).code == 400


def test_a_resolution_beyond_reason_is_refused(address: str) -> None:
    assert ask(address + "picture/0000-99999.png").code == 400


def test_events_say_first_how_things_stand(address: str) -> None:
    with urllib.request.urlopen(address + "events/test", timeout=60) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        first = stream.readline()
    event = json.loads(first.removeprefix(b"data: "))
    assert event["type"] in ("waiting", "built")
    assert not [name for name in event if name.startswith("_")]


@pytest.mark.parametrize(
    ("wished", "accepted", "chosen"),
    [
        (None, "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        (None, "en-GB,en;q=0.9,zh;q=0.8", "en"),
        (None, "fr,zh;q=0.3,en;q=0.4", "en"),
        (None, "zh;q=0,en;q=0.1", "en"),
        (None, "fr, *;q=0.5", "zh"),
        (None, "", "zh"),
        (None, "en;q=nonsense", "zh"),
        ("en", "zh-CN", "en"),
        ("tlh", "en", "en"),
    ],
)
def test_the_language_is_what_the_browser_ranks_first(
    wished: str | None, accepted: str, chosen: str
) -> None:
    assert chosen_language(wished, accepted, "zh") == chosen


def test_two_previews_have_two_addresses() -> None:
    with listening(None) as one, listening(None) as other:
        assert one.getsockname() != other.getsockname()
        with pytest.raises(EcoPrintError, match="serve-address"):
            listening(one.getsockname()[1])
