"""What the engine logs besides faults of CSS, said as our own findings.

In: how a message of the engine begins. Out: a finding with `{0}`, `{1}` … where the message's
arguments go, and what the message may be about, so that its place can be looked up. A test reads
the engine's messages from its source, and finds each of them here or in `stylesheets`.
"""

from __future__ import annotations

from msgspec import Struct

from ..diagnostics import Diagnostic, Text, error, warning


class Said(Struct, frozen=True):
    """What one message means.

    `css` are functions and keywords of a sheet that it may be about, in properties whose names
    begin with `of`; `attribute` is an attribute of the page that its first argument is the
    value of.
    """

    finding: Diagnostic
    css: tuple[str, ...] = ()
    of: str = ""
    attribute: str = ""


def said(message: str) -> Said | None:
    """What a message means; None when nobody has told us."""
    return next((it for start, it in _MESSAGES.items() if message.startswith(start)), None)


def _unsupported(*, zh: str, en: str, hint: Text) -> Diagnostic:
    return warning(
        "css-layout-unsupported",
        Text(zh=f"不支持{zh}，未用上", en=f"{en} is not supported, and is left out"),
        hint=hint,
    )


def _misplaced(name: str) -> Diagnostic:
    return warning(
        "css-content-misplaced",
        Text(
            zh=f"{name}({{0}}) 不在页边框里，什么也没有印",
            en=f"{name}({{0}}) stands outside the page margins, and prints nothing",
        ),
        hint=Text(
            zh="只能写在 @page 的页边框里，如 @page { @top-center { content: … } }",
            en="it belongs into a margin box: @page { @top-center { content: … } }",
        ),
    )


def _address(zh: str, en: str) -> Diagnostic:
    return error(
        "resource-unreadable",
        Text(zh=f"{zh}：{{0}}", en=f"{en}: {{0}}"),
        hint=Text(
            zh="写成相对路径，如 图/会场.jpg",
            en="write a relative path, like pictures/hall.jpg",
        ),
    )


def _face(zh: str, en: str) -> Diagnostic:
    return warning(
        "face-incomplete",
        Text(zh=f"字体“{{0}}”{zh}", en=f"the face “{{0}}” {en}"),
        hint=Text(
            zh="在成品里看看用它的字；换一款没有点阵和可变轴的 TrueType 或 OpenType 字体",
            en="look at its text on the page; use a TrueType or OpenType face without bitmaps "
            "and without axes",
        ),
    )


_TABLES = error(
    "page-cells-lost",
    Text(
        zh="表格有一行的格子比列多，{0} 格没有印出来",
        en="a row of a table has more cells than there are columns: {0} are not printed",
    ),
    hint=Text(
        zh="查模板里的 colspan 和 rowspan：每行加起来要一样多",
        en="see to colspan and rowspan in the template: each row adds up to the same",
    ),
)
_ANCHOR = warning(
    "page-anchor-missing",
    Text(zh="链接指向的地方不在页面上：{0}", en="what a link points to is not there: {0}"),
    hint=Text(
        zh="给要指的元素加上这个 id，或去掉链接",
        en="give the element this id, or take the link away",
    ),
)
_ANCHOR_TWICE = warning(
    "page-anchor-twice",
    Text(
        zh="id {0} 用了两次，链接只到第一处", en="the id {0} is there twice; links go to the first"
    ),
    hint=Text(zh="每个 id 只用一次", en="use each id once"),
)
_DATE = warning(
    "page-metadata",
    Text(
        zh="<meta name={0}> 里的日期写得不对：{1}",
        en="the date in <meta name={0}> is not one: {1}",
    ),
    hint=Text(zh="写成 2026-11-23", en="write 2026-11-23"),
)
_LANGUAGE = warning(
    "page-language-missing",
    Text(zh="页面没有写明语言", en="the page does not say its language"),
    hint=Text(
        zh='模板里写 <html lang="{{ language }}">',
        en='write <html lang="{{ language }}"> in the template',
    ),
)
_ALTERNATIVE = warning(
    "page-alternative-missing",
    Text(zh="图片没有替代文字：{0}", en="the picture has no alternative text: {0}"),
    hint=Text(
        zh='给 <img> 加上 alt="…"，说出图上有什么；看不见图的读者靠它',
        en='give the <img> an alt="…" that says what is to be seen, for readers who cannot see it',
    ),
)
_ATTACHMENT = error(
    "page-attachment",
    Text(zh="附件装不进来：{0}", en="the attachment cannot be put in: {0}"),
    hint=Text(
        zh='<link rel="attachment"> 的 href 要指向模板文件夹里的文件',
        en='the href of <link rel="attachment"> names a file in the folder of the template',
    ),
)
_UNIT = warning(
    "css-value-invalid",
    Text(
        zh="单位 {0} 在这里还不知道页面多大，按 A4 算了",
        en="the unit {0} is used where the page is not known yet; A4 was taken",
    ),
    hint=Text(zh="改用 mm 或 pt", en="use mm or pt"),
)
_CONTENT = warning(
    "css-value-invalid",
    Text(zh="content 里的“{0}”算不出来，没有印", en="“{0}” in content is not known: not printed"),
    hint=Text(
        zh="用文字、counter()、attr()、string()、url()",
        en="use text, counter(), attr(), string() or url()",
    ),
)
_ATTRIBUTE = warning(
    "css-value-invalid",
    Text(
        zh="content 里的 attr() 只取文字，不能取 {0}",
        en="attr() in content takes text, and no {0}",
    ),
    hint=Text(zh="只写属性名：attr(id)", en="write the attribute alone: attr(id)"),
)
_FONT_FACE = error(
    "face-unreadable",
    Text(
        zh="样式表声明的字体 {0} 装不进来",
        en="the face {0} declared by the stylesheet cannot be loaded",
    ),
    hint=Text(
        zh="字体文件要在模板文件夹里，用相对路径写在 src: url(…) 里；"
        "或放进 fonts/，在 fonts.toml 里写明用途",
        en="the file lies in the folder of the template and stands in src: url(…) by its relative "
        "path; or put it into fonts/, and its role into fonts.toml",
    ),
)
_SVG = error(
    "picture-unreadable",
    Text(zh="SVG 图画不出来：{0}", en="the SVG picture fails: {0}"),
    hint=Text(
        zh="文件可能损坏，或用了不支持的功能；另存为 PNG 再试",
        en="the file may be damaged or ask for too much; save it as PNG",
    ),
)
_SVG_STYLE = warning(
    "picture-style",
    Text(
        zh="SVG 图里的样式有一条用不上：{0}",
        en="a style rule inside an SVG picture is left out: {0}",
    ),
    hint=Text(
        zh="看看成品里的图；样式改写成元素的属性，或另存为 PNG",
        en="look at the picture; write styles as attributes of the elements, or save it as PNG",
    ),
)
_TONES = warning(
    "picture-colours",
    Text(zh="图片的颜色方式 {0} 不认识，按 RGB 排了", en="the colours {0} of a picture: RGB taken"),
    hint=Text(zh="另存为 RGB 或灰度的 PNG", en="save it as a PNG in RGB or grey"),
)
_SHEET_KIND = error(
    "resource-unreadable",
    Text(
        zh="不是 CSS 样式表：{1}（{0}）",
        en="this is no CSS stylesheet: {1} ({0})",
    ),
    hint=Text(zh="<link> 的 type 写 text/css", en="the <link> has the type text/css"),
)
_CLOSING = warning(
    "resource-unreadable",
    Text(zh="文件没有正常关闭：{0}", en="a file was not closed as it should: {0}"),
    hint=Text(zh="看看成品是否完整，再做一次", en="see whether the result is whole; build again"),
)
_SUBSETTER = warning(
    "font-subset",
    Text(
        zh="这台机器没有 HarfBuzz 的子集功能，字体“{0}”改由 fontTools 裁剪，"
        "文件与别的机器做的会有不同",
        en="HarfBuzz here cannot cut out subsets; fontTools did it for “{0}”, and the file may "
        "differ from those of other machines",
    ),
    hint=Text(
        zh="装上 libharfbuzz-subset0；eco-print doctor 列出缺什么",
        en="install libharfbuzz-subset0; eco-print doctor lists what is missing",
    ),
)

_MESSAGES: dict[str, Said] = {
    "Subgrids are": Said(
        _unsupported(
            zh=" subgrid（子网格）",
            en="subgrid",
            hint=Text(zh="写出每一列的宽度", en="write the width of every column"),
        ),
        ("subgrid",),
    ),
    "Inline grids": Said(
        _unsupported(
            zh="行内的网格 inline-grid",
            en="inline-grid",
            hint=Text(zh="用 display: grid", en="use grid"),
        ),
        ("inline-grid",),
    ),
    '"auto-fit" and': Said(
        _unsupported(
            zh=" repeat() 里的 auto-fit 和 auto-fill",
            en="auto-fit or auto-fill in repeat()",
            hint=Text(zh="写出几列，如 repeat(3, 1fr)", en="write how many, as in repeat(3, 1fr)"),
        ),
        ("auto-fit", "auto-fill"),
    ),
    "Baseline alignment": Said(
        _unsupported(
            zh="网格里的 align-content: baseline",
            en="align-content: baseline in a grid",
            hint=Text(zh="用 start、center 或 end", en="use start, center or end"),
        ),
        ("baseline",),
        "align-content",
    ),
    '"string(%s)"': Said(_misplaced("string"), ("string",)),
    '"element(%s)"': Said(_misplaced("element"), ("element",)),
    "Only strings are": Said(_ATTRIBUTE, ("attr",), "content"),
    "Unable to compute": Said(_CONTENT),
    "%s unit resolved": Said(_UNIT),
    "Content discarded": Said(_ANCHOR, attribute="href"),
    "No anchor": Said(_ANCHOR, attribute="href"),
    "Anchor defined": Said(_ANCHOR_TWICE, attribute="id"),
    "This row has": Said(_TABLES),
    "Invalid date in": Said(_DATE),
    'Missing required "lang"': Said(_LANGUAGE),
    "Image ": Said(_ALTERNATIVE, attribute="src"),
    "Missing href": Said(_ATTACHMENT),
    "Failed to load attachment": Said(_ATTACHMENT),
    "Font-face": Said(_FONT_FACE),
    "Failed to render SVG": Said(_SVG),
    "Failed to load inline SVG": Said(_SVG),
    "Failed to apply CSS rule in SVG": Said(_SVG_STYLE),
    "Unknown image mode": Said(_TONES),
    "Relative URI": Said(_address("不知道相对于哪里的地址", "relative to nothing that is known")),
    "Malformed ": Said(_address("地址写得不对", "this is no address")),
    "Unsupported stylesheet type": Said(_SHEET_KIND),
    "Error when closing": Said(_CLOSING),
    "Using fontTools": Said(_SUBSETTER),
    "Please install HarfBuzz": Said(_face("的彩色字形画不出来", "has coloured glyphs: not drawn")),
    "Too many glyphs": Said(
        _face("缺的字太多，从成品里复制文字会出错", "lacks too much: copied text will be wrong")
    ),
    "Unable to subset": Said(_face("裁剪不了，整款装进了文件", "cannot be cut: it is in whole")),
    "Unable to instantiate": Said(
        _face(
            "的可变轴定不下来，用了默认的粗细", "has axes that cannot be set: its default is used"
        )
    ),
    "Unable to save emoji": Said(_face("的彩色字形存不下来", "has glyphs that cannot be kept")),
    "Unknown bitmap": Said(_face("有字形（{1}）画不出来", "has a glyph ({1}) that fails")),
    "Unsupported bitmap": Said(
        _face("的点阵格式（{1}）不支持", "has bitmaps of a kind ({1}) that fail")
    ),
    "Unknown subglyph": Said(_face("有字形（{1}）画不出来", "has a glyph ({1}) that fails")),
    "Unsupported subglyph": Said(_face("有字形（{1}）画不出来", "has a glyph ({1}) that fails")),
}
