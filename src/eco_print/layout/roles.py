"""What an HTML element is in a tagged PDF (ISO 32000-1, 14.8.4).

Elements that mean nothing by themselves are transparent: their content belongs to the element
around them. What may hold text directly is told apart from what only groups.
"""

from __future__ import annotations

#: Roles by the name of the HTML element.
ROLES = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **dict.fromkeys(("header", "footer", "aside", "nav", "div", "figure", "address"), "Div"),
    **dict.fromkeys(("section",), "Sect"),
    **dict.fromkeys(("ul", "ol", "dl"), "L"),
    "article": "Art",
    "blockquote": "BlockQuote",
    "p": "P",
    "pre": "P",
    "a": "Link",
    "code": "Code",
    "q": "Quote",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
    "img": "Figure",
    "svg": "Figure",
    "{http://www.w3.org/2000/svg}svg": "Figure",
}

#: Roles that group other elements; text inside them goes into a paragraph.
_SECTIONS = {"Document", "Div", "Sect", "Art", "Part", "BlockQuote"}
GROUPING = frozenset(_SECTIONS | {"L", "LI", "Table", "THead", "TBody", "TFoot", "TR"})

#: What the numbering of a list is called (ISO 32000-1, table 347), by its CSS type.
NUMBERING = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "decimal-leading-zero": "Decimal",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "lower-latin": "LowerAlpha",
    "upper-latin": "UpperAlpha",
}

SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}
