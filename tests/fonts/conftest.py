from __future__ import annotations

from pathlib import Path

import pytest

from eco_print import cache
from eco_print.fonts import FontSet, load_fonts


@pytest.fixture(scope="session")
def shipped_fonts() -> FontSet:
    return load_fonts()


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own, empty at first."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    cache.cache_folder.cache_clear()
    yield folder
    cache.cache_folder.cache_clear()
