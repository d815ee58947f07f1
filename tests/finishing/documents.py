"""The documents that finishing is tested on: one with everything, and what others need."""

from __future__ import annotations

from functools import cache

from PIL import Image

from eco_print.config import PressSettings
from eco_print.finishing import InkBook
from eco_print.layout import Layout
from eco_print.profile import Profile

from .pages import Document, Made, colourful, encoded, finished, in_inks

SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40">
<title>示意</title>
<circle cx="20" cy="20" r="15" fill="black" stroke="#0f0" stroke-width="3"/>
<text x="45" y="25" font-size="12" font-family="黑体">图内</text></svg>""".encode()


@cache
def pictures() -> dict[str, bytes]:
    """A picture of every kind that reports bring."""
    plain = colourful()
    grey = plain.convert("L")
    clear = plain.convert("RGBA")
    clear.putalpha(grey)
    return {
        "photo.jpg": encoded(plain, "JPEG", quality=90),
        "plain.png": encoded(plain, "PNG"),
        "grey.png": encoded(grey, "PNG"),
        "clear.png": encoded(clear, "PNG"),
        "neutral.png": encoded(Image.merge("RGB", (grey, grey, grey)), "PNG"),
        "lines.png": encoded(grey.convert("1"), "PNG"),
        "inks.jpg": encoded(in_inks(plain), "JPEG", quality=90),
        "drawing.svg": SVG,
    }


EVERYTHING = Document(
    title="综合样张 <1> & “引号”",
    pictures=pictures(),
    css="""
@page {
  size: A5; margin: 15mm; bleed: 3mm; background: linear-gradient(#fff, #ffe);
  @bottom-center { content: counter(page); font: 10pt 西文 }
  @top-right { content: "页眉"; font: 9pt 宋体 }
}
h1 { color: device-cmyk(0 0.95 0.9 0); font: 20pt 小标宋 }
.band { background: device-cmyk(0 1 1 0); color: #fff; padding: 4mm }
.band b { color: #000 }
.grad {
  height: 10mm;
  background: linear-gradient(90deg, device-cmyk(0 .2 1 0), device-cmyk(1 .5 0 0))
}
.fade { height: 10mm; background: linear-gradient(90deg, #c00, rgba(0, 0, 120, 0)) }
.ghost { opacity: .5; background: #9bd }
.lab { color: lab(50 40 60) }
.shadow { box-shadow: 1mm 1mm 1mm device-cmyk(0 0 0 .5); width: 50mm; padding: 2mm }
table { border-collapse: collapse; width: 100% }
td, th { border: .5pt solid #000; padding: 1mm }
.note { float: footnote }
img { width: 20mm }
.columns { columns: 2 }
ol.inside { list-style: decimal inside }
ul.outside { list-style: disc outside; margin-left: 8mm }
ul.labelled { list-style: none }
""",
    body="""
<h1>综合样张</h1>
<h3>越级的标题</h3>
<p>正文<strong>重点</strong>，<u>下划线</u>，<span class="lab">Lab 色</span>，
<a href="https://example.org/a">外部链接跨行跨行跨行跨行跨行跨行跨行跨行跨行跨行跨行跨行</a>，
<a href="#t">内部链接</a><span class="note">脚注内容</span>。
<span lang="en">English words</span>。</p>
<div class="band">白字<b>黑字</b></div>
<div class="grad"></div><div class="fade"></div>
<div class="ghost">半透明文字</div><div class="shadow">阴影</div>
<figure><img src="photo.jpg" alt="彩色照片"><figcaption>图 1</figcaption></figure>
<p><img src="plain.png" alt="PNG"><img src="grey.png" alt="灰度"><img src="clear.png" alt="透明">
<img src="neutral.png" alt="无色"><img src="inks.jpg" alt="四色"><img src="lines.png" alt="线条">
<img src="drawing.svg" alt=""></p>
<ol class="inside"><li>一<ul class="outside"><li>甲</li><li>乙<p>段</p></li></ul></li>
<li>二</li></ol>
<ul class="labelled"><li><span class="label">（一）</span>有标签</li></ul>
<dl><dt>名</dt><dd>释义</dd><dt>名二</dt><dd>释义二</dd></dl>
<blockquote><p>引文</p></blockquote>
<div class="columns"><p>分栏"""
    + "文字" * 60
    + """</p></div>
<table id="t"><caption>表题</caption><thead><tr><th>项</th><th>数</th></tr></thead><tbody>"""
    + "".join(f"<tr><th>行{row}</th><td>{row}</td></tr>" for row in range(40))
    + """<tr><td colspan="2"></td></tr></tbody></table>
<div>直接在 div 里的<b>文字</b>还有</div>
<p>"""
    + "很长的段落要跨页。" * 90
    + "</p>",
)


@cache
def _set() -> tuple[Layout, InkBook]:
    return EVERYTHING.lay_out(PressSettings())


@cache
def everything() -> Made:
    """The document with everything, in all three profiles."""
    return finished(*_set(), press=PressSettings())


@cache
def everything_as(conformance: str) -> bytes:
    """Its archive file in one part and level of PDF/A."""
    archive = Profile.ARCHIVE
    made = finished(*_set(), archive, press=PressSettings(), conformance=conformance)
    return made.data(archive)
