"""Addresses in the text: what is one becomes a link, where it is; nothing printed changes."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pypdfium2
import pytest

from .test_tagging import laid_out, nodes


@cache
def painted(body: str) -> bytes:
    return laid_out(body).paint()[0]


def targets(body: str) -> list[str]:
    """Where the links of a document lead, in order."""
    with pikepdf.open(io.BytesIO(painted(body))) as pdf:
        found = [str(link.A.URI) for page in pdf.pages for link in page.obj.get("/Annots", [])]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("资料可在https://a.gov.cn/t?id=1&amp;l=zh下载", ["https://a.gov.cn/t?id=1&l=zh"]),
        ("（详见http://www.a.gov.cn/xf.html）。", ["http://www.a.gov.cn/xf.html"]),
        ("(http://a.cn/x_(1)), 再看http://a.cn/y.", ["http://a.cn/x_(1)", "http://a.cn/y"]),
        ("登录WWW.A.CN，或www.b.cn/c/。", ["http://WWW.A.CN", "http://www.b.cn/c/"]),
        ("邮箱：fxb@example.gov.cn。", ["mailto:fxb@example.gov.cn"]),
        ("邮箱fxb_1.x@mail.a.cn或拨打024-7265", ["mailto:fxb_1.x@mail.a.cn"]),
        ("<b>粗</b>见http://a.cn/<i>斜</i>和http://b.cn/！", ["http://a.cn/", "http://b.cn/"]),
        ('<a href="http://c.cn/">http://a.cn/</a>', ["http://c.cn/"]),
        ("文件train_2024.v2.docx，a@b，第3@4号，@新华社，http://，www.。", []),
        ("<!-- http://a.cn/ -->文<code>fire-check --all</code>", []),
    ],
)
def test_addresses_are_links_and_nothing_else_is(text, found):
    assert targets(f"<p>{text}</p>") == found


def test_the_text_stays_as_it_is():
    body = "<p>甲http://a.cn/x，<b>乙</b>b@c.cn<i>丙</i>丁www.d.cn。</p>"
    text = pypdfium2.PdfDocument(painted(body))[0].get_textpage().get_text_bounded()
    assert "".join(text.split()) == "甲http://a.cn/x，乙b@c.cn丙丁www.d.cn。"


def test_an_address_is_a_link_with_a_name_in_its_paragraph():
    with pikepdf.open(io.BytesIO(painted("<p>邮箱：fxb@example.gov.cn。</p>"))) as pdf:
        (link,) = nodes(pdf, "Link")
        assert str(link.P.S) == "/P"
        (annotation,) = pdf.pages[0].obj.Annots
        assert str(annotation.Contents) == "mailto:fxb@example.gov.cn"


def test_an_endless_address_takes_no_time():
    assert targets(f"<p>https://a.cn/{')' * 200_000}</p>") == ["https://a.cn/"]
