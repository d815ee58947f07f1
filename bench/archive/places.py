"""The same archive in other places: a folder, memory, an S3 server of this machine (moto's)."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eco_print.archive import Means, Query, open_archive, parse, verify

from .library import issue, questions
from .timing import median, times

_ISSUES = 300


def compare(folder: Path) -> None:
    """Add, search, list and verify in each place."""
    print("place    adds/s  search ms  list ms  verify ms (the bag)")
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")  # where catalogues of URLs lie
    _measure("folder", str(folder / "place"))
    _measure("file://", (folder / "share").as_uri())
    _measure("memory", "memory://bench")
    with _s3() as address:
        _measure("s3", address)


def _measure(name: str, location: str) -> None:
    with open_archive(location, create=True) as archive:
        deposits = [issue(number) for number in range(_ISSUES)]
        adding = times(archive.add, deposits)
        archive.index.refresh()
        searching = times(lambda typed: archive.find(Query(parse(typed))), questions(60))
        listing = times(lambda at: archive.find(Query(sort="date", offset=at)), range(0, 300, 10))
        checking = times(lambda bag: verify(archive, bag, Means()), archive.names()[:30])
    print(
        f"{name:7}  {1e3 / median(adding):6.0f}  {median(searching):9.2f}  "
        f"{median(listing):7.2f}  {median(checking):9.1f}",
        flush=True,
    )


@contextmanager
def _s3() -> Iterator[str]:
    """A bucket on a server of this machine."""
    import fsspec
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    os.environ |= {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "bench",
        "AWS_SECRET_ACCESS_KEY": "bench",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    try:
        fsspec.filesystem("s3").mkdir("bucket")
        yield "s3://bucket/archive"
    finally:
        server.stop()
