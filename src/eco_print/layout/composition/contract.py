"""What the seam relies on in the engine, written down, and checked.

`check()` runs whenever composition is installed: the version must be in the range, and every
name must be there. `differences()` is the whole contract, for a test: it also compares
signatures, and digests of the source of what the seam replaces or stands in for, and says in
words what a new WeasyPrint has moved. After looking at each difference, `python -m
eco_print.layout.composition.contract` prints the table anew.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

import weasyprint

from ...diagnostics import EcoPrintError, ExitCode, Text, error

VERSIONS: Final = ((70, 0), (70, 1))  # from, and below

# Replaced by the seam, handing on its lines, or trusted by it: their source may not change unseen.
REPLACED: Final = {
    "layout.inline:get_next_linebox": "67af458c2545e74f",
    "layout.inline:split_inline_box": "3a0cb7ca7e34c7ef",
    "layout.inline:justify_line": "f83b21ff8793ba6b",
    "layout.inline:text_align": "e953d41b87ccfc30",
    "layout.inline:iter_line_boxes": "04aec48abfcad809",
    "layout.inline:remove_last_whitespace": "53f0c79c9fbbda50",
    "layout.inline:_adjust_line_height": "822443b08f53654f",
    "layout.inline:_out_of_flow_layout": "6bbd74324daf555d",
    "layout.column:columns_layout": "7a05cce3272fc581",
    "layout.preferred:inline_line_widths": "6c24f789e3ce5bb7",
    "layout.page:make_page": "656f183328e8b1b5",
    "layout.page:set_page_type_computed_styles": "4e68b396b35c4a06",
    "layout.page:make_margin_boxes": "4a2d2e301eb3bc47",
    "layout.page:_standardize_page_based_counters": "6c3791760c3fbe13",
    "draw.text:draw_text": "ebaf96239c6ca363",
    "draw.text:draw_first_line": "1bb8eae6d88e71b1",
    "css.validation:preprocess_declarations": "4db5fa5a1b14194b",
    "css.validation.expanders:generic_expander": "3e2a0b8bdd429751",
}

# Called by the seam: their parameters.
CALLED: Final = {
    "layout.inline:atomic_box": (
        "(context, box, position_x, skip_stack, containing_block, absolute_boxes, fixed_boxes)"
    ),
    "layout.inline:inline_block_width": "(box, context, containing_block)",
    "layout.inline:avoid_collisions": "(context, box, containing_block, outer=True)",
    "layout.absolute:absolute_layout": (
        "(context, placeholder, containing_block, fixed_boxes, bottom_space, skip_stack)"
    ),
    "layout.percent:resolve_percentages": "(box, containing_block)",
    "layout.block:block_level_layout": (
        "(context, box, bottom_space, skip_stack, containing_block, page_is_empty=True, "
        "absolute_boxes=None, fixed_boxes=None, adjoining_margins=None, first_letter_style=None, "
        "first_line_style=None, discard=False, max_lines=None)"
    ),
    "layout.block:block_box_layout": (
        "(context, box, bottom_space, skip_stack, containing_block, page_is_empty, "
        "absolute_boxes, fixed_boxes, adjoining_margins, first_letter_style, first_line_style, "
        "discard, max_lines)"
    ),
    "layout.block:block_level_width": "(box, containing_block, with_min_max=True)",
    "layout.block:collapse_margin": "(adjoining_margins)",
    "layout.block:remove_placeholders": "(context, box_list, absolute_boxes, fixed_boxes)",
    "layout.block:block_level_page_break": "(sibling_before, sibling_after)",
    "layout.block:avoid_page_break": "(page_break, context)",
    "layout.percent:percentage": "(value, computed, refer_to)",
    "layout.preferred:min_content_width": "(context, box, outer=True)",
    "layout.preferred:max_content_width": "(context, box, outer=True)",
    "text.line_break:Layout.__init__": "(self, style, justification_spacing=0, max_width=None)",
    "text.line_break:Layout.set_text": "(self, text, justify=False)",
    "text.line_break:Layout.get_first_line": "(self)",
    "text.line_break:create_layout": "(text, style, context, max_width, justification_spacing)",
    "text.line_break:strut": "(style)",
    "text.line_break:_font_style_cache_key": "(style, include_size=False)",
    "text.fonts:get_pango_font_hb_face": "(pango_font)",
    "pdf.stream:Stream.add_font": "(self, pango_font)",
    "pdf.stream:Stream.set_font_size": "(self, font, size)",
    "pdf.fonts:Font.get_unused_glyph_id": "(self, codepoint)",
    "css.computed_values:length": "(style, name, value, font_size=None, pixels_only=False)",
    "css.tokens:get_length": "(token, negative=True, percentage=False)",
    "formatting_structure.boxes:TextBox.copy_with_text": "(self, text)",
    "formatting_structure.boxes:InlineLevelBox.remove_decoration": "(self, start, end)",
    "draw.color:get_color": "(style, key)",
    "__init__:HTML._ua_stylesheets": "(self, forms=False)",
}

# Tables the seam writes to, and globals that must be looked up when they are called.
NAMES: Final = (
    "css.properties:INITIAL_VALUES", "css.properties:INHERITED", "css.properties:KNOWN_PROPERTIES",
    "css.properties:TABLE_WRAPPER_BOX_PROPERTIES", "css:preprocess_declarations",
    "css.validation.properties:PROPERTIES", "css.validation.expanders:EXPANDERS",
    "css.computed_values:COMPUTER_FUNCTIONS", "layout.block:iter_line_boxes",
    "layout.block:columns_layout", "layout.page:block_level_layout", "draw:draw_text",
    "formatting_structure.boxes:LineBox", "formatting_structure.boxes:PageBox",
    "formatting_structure.boxes:AtomicInlineLevelBox", "formatting_structure.boxes:InlineBox",
    "text.ffi:harfbuzz", "text.ffi:pango", "text.ffi:gobject",
)  # fmt: skip


class EngineChangedError(EcoPrintError):
    """The installed WeasyPrint is not one that composition was made for."""


def check() -> None:
    """Whether this engine can be composed with.

    Raises:
        EngineChangedError: naming the version, or the names that are gone.
    """
    version = tuple(int(part) for part in weasyprint.__version__.split(".")[:2] if part.isdigit())
    gone = [name for name in (*REPLACED, *CALLED, *NAMES) if _find(name) is None]
    if not VERSIONS[0] <= version < VERSIONS[1]:
        gone.insert(0, f"WeasyPrint {weasyprint.__version__}")
    if gone:
        raise EngineChangedError(ExitCode.MISSING, _finding(gone))


def differences() -> Iterator[str]:
    """What is not as it was when the seam was last looked at, one sentence each."""
    for name, digest in REPLACED.items():
        found = _find(name)
        if found is None:
            yield f"{name} is gone; the seam replaces it or is called by it"
        elif _digest(found) != digest:
            yield f"{name} reads otherwise ({_digest(found)}, was {digest}): compare its source"
    for name, signature in CALLED.items():
        found = _find(name)
        if found is None:
            yield f"{name} is gone; the seam calls it"
        elif str(inspect.signature(found)) != signature:
            yield f"{name} takes {inspect.signature(found)}, was {signature}"
    for name in NAMES:
        if _find(name) is None:
            yield f"{name} is gone; the seam writes to it or replaces it"


def _find(name: str) -> Any:
    """The original behind a name: composition, if it is installed, is looked through."""
    module_name, _, path = name.partition(":")
    module_name = "weasyprint" if module_name == "__init__" else f"weasyprint.{module_name}"
    found: Any = import_module(module_name)
    for part in path.split("."):
        found = getattr(found, part, None)
    return getattr(found, "replaces", found)


def _digest(function: Any) -> str:
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:16]


def _finding(gone: list[str]) -> Any:
    names = "、".join(gone)
    return error(
        "engine-changed",
        Text(
            zh=f"排版引擎与中文排版模块不配：{names}",
            en=f"the engine is not the one that Chinese composition was made for: {names}",
        ),
        hint=Text(
            zh="请安装 WeasyPrint 70.0，或用 --composition engine 关闭中文排版",
            en="install WeasyPrint 70.0, or set with the engine alone: --composition engine",
        ),
    )


def _print_table() -> None:
    for name in REPLACED:
        print(f'    "{name}": "{_digest(_find(name))}",')
    for name in CALLED:
        print(f'    "{name}": "{inspect.signature(_find(name))}",')


if __name__ == "__main__":
    _print_table()
