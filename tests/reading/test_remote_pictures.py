"""Pictures on the web: the bulletin is made without them, and nothing is lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from eco_print import Config, EcoPrintError, build
from eco_print.profile import Profile
from support import pdf_text

PAGE = """<!DOCTYPE html><html><head><title>某市召开会议</title></head><body><article>
<h1>某市召开会议</h1>
<p>10月8日，某市召开会议。会议要求各单位抓好落实，确保全年目标任务圆满完成。</p>
<figure><img src="{address}" alt="会场"><figcaption>会议现场。张三摄</figcaption></figure>
<p>会议强调，要突出重点，压实责任，扎实推进各项工作，务求取得实效。</p>
</article></body></html>
"""


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.cn/1.jpg",
        "HTTP://example.cn/1.png",
        "//img.example.cn/1.jpg",
        "/up/1.jpg",
    ],
)
def test_a_page_is_built_without_its_pictures_on_the_web(tmp_path: Path, address: str) -> None:
    page = tmp_path / "r.html"
    page.write_text(PAGE.replace("{address}", address), encoding="utf-8")
    built = build(page, Config(profiles=(Profile.SCREEN, Profile.ARCHIVE)))
    (finding,) = [each for each in built.findings if each.code == "picture-remote"]
    assert address in finding.message.zh
    assert finding.span is not None
    assert finding.span.line == 4
    assert not built.withheld
    assert "会议现场。张三摄（图略）" in pdf_text(built.products[0].data)


@pytest.mark.parametrize(
    "markdown", ["![会场](https://example.cn/1.jpg)", "> ![](//example.cn/1.jpg)"]
)
def test_a_picture_without_a_caption_goes_and_is_named(tmp_path: Path, markdown: str) -> None:
    (tmp_path / "r.md").write_text(f"# 标题一行\n\n正文一段。\n\n{markdown}\n", encoding="utf-8")
    built = build(tmp_path / "r.md")
    (finding,) = [each for each in built.findings if each.code == "picture-remote"]
    assert finding.span is not None
    assert finding.span.line == 5


@pytest.mark.parametrize("address", ["/etc/x.png", "../x.png", "没有.png"])
def test_a_file_that_is_not_to_be_had_stays_an_error(tmp_path: Path, address: str) -> None:
    (tmp_path / "r.md").write_text(f"# 标题\n\n正文。\n\n![图]({address})\n", encoding="utf-8")
    with pytest.raises(EcoPrintError):
        build(tmp_path / "r.md")
