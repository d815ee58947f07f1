"""Whatever stands in a Chinese paragraph, nothing of it is lost and nothing breaks."""

import re
from collections.abc import Iterable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .pages import chars, pdf_of

WORDS = st.sampled_from(
    ["会议", "强调，", "“要”", "（市）", "——", "……", "2025年", "PM2.5", "！", "A", "、",
     "internationally", "1,234.5", "https://docs.example.org/zh-cn/a_b.html?c=d", "±0.5", "é",
     "7.4:40.3:47.9", "国\u00a0国", "𠀀", "（", "”", "retrieval-augmented",
     "《办法》", "：", "℃", "·", "12%", "国"]
)  # fmt: skip
WRAPS = [
    "<strong>{}</strong>", "<em>{}</em>", "<span class=pad>{}</span>", "<a href='#x'>{}</a>",
    "<span class=nowrap>{}</span>", "<sup>{}</sup>", "<span class=small>{}</span>",
    "<span class=block>{}</span>", "<span class=rel>{}<i class=abs></i></span>",
    "<span lang=en>{}</span>", "{}<br>", "{} ", "<u>{}</u>", "<span class=clone>{}</span>",
    "&#8203;{}", "<span class=wide>{}</span>",
]  # fmt: skip
OUT_OF_FLOW = ["<span class=float>{}</span>", "<span class=note>{}</span>"]
CSS = """
.pad { padding: 0 5pt; border: 1pt solid; margin: 0 -2pt } .nowrap { white-space: nowrap }
.small { font-size: 60% } .block { display: inline-block; width: 3em }
.float { float: left; width: 5em } .note { float: footnote } .rel { position: relative }
.abs { position: absolute; top: 0; left: 0; width: 1pt; height: 1pt }
.clone { box-decoration-break: clone; padding: 3pt } .wide { letter-spacing: 2pt }
p { text-indent: 2em; hyphens: auto } em { text-emphasis: dot }
::footnote-call { content: "①" } ::footnote-marker { content: "" }
"""


def inline(wraps: list[str]) -> st.SearchStrategy[str]:
    """The content of a paragraph: words, nested in any elements."""
    return st.recursive(
        st.lists(WORDS, max_size=12).map("".join),
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(wraps), inner).map(lambda made: made[0].format(made[1])),
            st.lists(inner, max_size=4).map("".join),
        ),
        max_leaves=12,
    )


def assert_all_there(paragraphs: list[str], css: str, ems: int) -> None:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    written = re.sub("<[^>]*>|&#8203;| ", "", body)
    assert _letters(char.char for char in chars(pdf_of(body, css, ems))) == _letters(written)


@given(st.lists(inline(WRAPS), min_size=1, max_size=4), st.integers(3, 30))
@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
def test_any_content_at_any_measure_is_all_there(paragraphs: list[str], ems: int) -> None:
    assert_all_there(paragraphs, CSS, ems)


@given(st.lists(inline(WRAPS + OUT_OF_FLOW), min_size=1, max_size=4), st.integers(3, 30))
@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
def test_floats_and_notes_are_all_there(paragraphs: list[str], ems: int) -> None:
    """On one page: over its end the engine itself loses floats and split first letters."""
    css = f"@page {{ size: {100 + 20 * ems}pt 20000pt }} p::first-letter {{ color: red }}"
    assert_all_there(paragraphs, CSS + css, ems)


def _letters(found: Iterable[str]) -> list[str]:
    """The characters of a document; hyphens may be added, and note calls."""
    pairs = "".join(found).encode("utf-16", "surrogatepass")  # PDFium gives half characters
    return sorted(char for char in pairs.decode("utf-16") if char not in "-‐\u00ad①\u00a0 ")
