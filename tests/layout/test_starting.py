"""What is kept of the engine between runs changes nothing that it does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from eco_print.fonts import fontconfig, load_fonts

PAGE = """<!doctype html><html lang="zh"><title>会</title>
<style>h1::before { content: open-quote }</style><h1>会议<q>议</q></h1>
<p align=center>正文<a href="https://example.org/">址</a><abbr title=x>x</abbr>
<sup>1</sup><ol type=i><li>一<ul><li>二</ul></ol><table border=1><caption>表<tr><th>甲<td>乙</table>
<form><input value=值><select><option>选</select><button>钮</button></form>
<details open><summary>要</summary>细</details><hr><pre>码</pre><blockquote>引</blockquote>"""

SET = """
import sys, hashlib
from weasyprint import HTML
document = HTML(string=sys.argv[1]).render(presentational_hints=True, pdf_forms=True)
print(hashlib.sha256(document.write_pdf(pdf_identifier=b"", pdf_forms=True)).hexdigest())
"""
START = """
from eco_print.fonts import load_fonts
from eco_print.layout import start_engine
start_engine(load_fonts())
"""


def digest(program: str, cache: Path) -> str:
    """The page as the engine sets it in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program, PAGE],
        env={
            **os.environ,
            "FONTCONFIG_FILE": str(fontconfig.write(load_fonts())),
            "XDG_CACHE_HOME": str(cache),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page as the engine sets it when nobody starts it but itself."""
    return digest(SET, tmp_path_factory.mktemp("unused"))


def test_what_is_kept_is_what_the_engine_would_read(alone: str, tmp_path: Path) -> None:
    assert digest(START + SET, tmp_path) == alone, "nothing was kept yet"
    assert digest(START + SET, tmp_path) == alone, "all was kept"


@pytest.mark.parametrize("damage", [b"", b"\0\0\0\0", b"\0\0\0\0\x80\x05N."])
def test_a_damaged_cache_is_made_again(alone: str, tmp_path: Path, damage: bytes) -> None:
    digest(START + SET, tmp_path)
    kept = sorted((tmp_path / "eco-print" / "engine").iterdir())
    sound = [file.read_bytes() for file in kept]
    assert len(sound) == 2
    for file in kept:
        file.write_bytes(damage)
    assert digest(START + SET, tmp_path) == alone
    assert [file.read_bytes() for file in kept] == sound
