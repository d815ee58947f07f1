"""The body: paragraphs, headings by level, lists, tables, pictures, quotations.

In: the blocks between title and credits. Out: the blocks of the document model. A heading is a
short line with a label (一、 （一） 1. （1）) and no final mark, a line that is bold as a whole, or
what its format calls a heading; a numbered sentence is a paragraph. Numbered short lines that
follow each other without text between are a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ... import report
from ...report import Figure, Heading, ListBlock, ListItem, Paragraph, Quotation, Table
from ...source import Span
from ..manuscript import Block, Grid, Item, Items, Line, Original, Picture, Quote
from ..patterns import lazy
from ..strips import Strip
from .labels import label_of
from .runs import is_strong, runs, span, unstyled
from .tables import marked_header

_LONGEST_HEADING = 40
_SENTENCE_END = lazy("[。；，、;,…][”’）」』]*$")
_CAPTION = lazy(
    r"^(?:图|表|圖|附表|附图)\s*[\d一二三四五六七八九十]{0,3}[\s：:.、　]|^[▲△▼◀]|[摄攝]$"
    r"|^(?:[上下左右]?[图圖](?:片)?[为為是]|[上下左右][图圖][：:])"
)
_TABLE_CAPTION = lazy(r"^(?:附?表)\s*[\d一二三四五六七八九十]{0,3}[\s：:　]?")
_LONGEST_CAPTION = 60


class _Context(Struct, frozen=True):
    """What the body as a whole says: the highest heading of its format."""

    original: Original
    top: int
    labelled: bool


def body(blocks: Sequence[Block], original: Original) -> tuple[report.Block, ...]:
    """The blocks of the report's body."""
    texts = [block for block in blocks if isinstance(block, Line)]
    levels = [block.level for block in texts if block.role == "heading"]
    labelled = any((label := label_of(text.strip.text)) and label.level == 1 for text in texts)
    context = _Context(original, min(levels, default=1), labelled)
    return tuple(_blocks(blocks, context))


def _blocks(blocks: Sequence[Block], context: _Context) -> Iterator[report.Block]:
    at = 0
    while at < len(blocks):
        block = blocks[at]
        end = at + 1
        if isinstance(block, Line):
            end = _list_end(blocks, at)
            if end - at >= 2:
                yield _labelled_list(blocks[at:end], context)
            elif at + 1 < len(blocks) and _is_table_caption(block, blocks[at + 1]):
                end = at + 2
                yield _table(blocks[at + 1], block.strip, context)
            else:
                end = at + 1
                yield _text(block, context)
        elif isinstance(block, Picture):
            caption = _caption_after(blocks, at)
            end = at + (2 if caption.text else 1)
            yield _figure(block, caption, context)
        else:
            yield _other(block, context)
        at = end


def _other(block: Block, context: _Context) -> report.Block:
    match block:
        case Grid():
            return _table(block, Strip(), context)
        case Items():
            return _list(block, context)
        case Quote():
            place = _extent(block, context.original)
            return Quotation(tuple(_blocks(block.blocks, context)), place)
        case Picture():
            return _figure(block, Strip(), context)
        case Line():
            return _text(block, context)


# ---- paragraphs and headings -------------------------------------------------------------


def _text(block: Line, context: _Context) -> Heading | Paragraph:
    level = _heading_level(block, context)
    strip = unstyled(block.strip) if level else block.strip
    place = span(strip, context.original)
    made = runs(strip, context.original)
    return Heading(level, made, place) if level else Paragraph(made, place)


def _heading_level(block: Line, context: _Context) -> int:
    """1 to 4 for a heading, 0 for a paragraph."""
    text = block.strip.text
    label = label_of(text)
    if block.role == "heading":
        return label.level if label and label.level else min(4, block.level - context.top + 1)
    short = len(text) <= _LONGEST_HEADING and not _SENTENCE_END.search(text)
    if not short:
        return 0
    if label and label.level:
        return label.level if not re.search("[：:]", text[label.length : -1]) else 0
    if is_strong(block.strip) and not re.search("[：:。]", text):
        return 2 if context.labelled else 1
    return 0


# ---- lists -------------------------------------------------------------------------------


def _list_end(blocks: Sequence[Block], start: int) -> int:
    """The index after the labelled short lines that begin at `start` and follow each other."""
    level = _item_level(blocks[start])
    end = start
    while level is not None and end < len(blocks) and _item_level(blocks[end]) == level:
        end += 1
    if start < end < len(blocks) and _closes_list(blocks[end - 1], blocks[end]):
        end += 1
    return end if end - start >= (3 if level in (1, 2) else 2) else start


def _closes_list(before: Block, block: Block) -> bool:
    """The last item ends with a full stop where the others end with semicolons."""
    if not (isinstance(before, Line) and isinstance(block, Line)):
        return False
    labels = label_of(before.strip.text), label_of(block.strip.text)
    same = labels[0] and labels[1] and labels[0].level == labels[1].level
    return bool(same) and before.strip.text[-1:] in "；;，"


def _item_level(block: Block) -> int | None:
    if not isinstance(block, Line) or block.role == "heading" or is_strong(block.strip):
        return None
    label = label_of(block.strip.text)
    if label is None or (label.level and len(block.strip.text) > _LONGEST_HEADING):
        return None
    ended = re.search("。[”’）]*$", block.strip.text)
    return None if label.level and ended else label.level


def _labelled_list(blocks: Sequence[Block], context: _Context) -> ListBlock:
    items: list[ListItem] = []
    ordered = False
    for block in blocks:
        if not isinstance(block, Line):
            continue
        label = label_of(block.strip.text)
        length, text = (label.length, label.text) if label else (0, "")
        ordered = ordered or bool(label and (label.level or text >= "①"))
        strip = block.strip.cut(length)
        made = runs(strip, context.original)
        items.append(ListItem(made, span(block.strip, context.original), text))
    return ListBlock(tuple(items), items[0].span.to(items[-1].span), ordered)


def _list(block: Items, context: _Context) -> ListBlock:
    items = tuple(_item(item, context) for item in block.items)
    place = items[0].span.to(items[-1].span) if items else context.original.span(0, 0)
    return ListBlock(items, place, block.ordered)


def _item(item: Item, context: _Context) -> ListItem:
    children = tuple(_blocks(item.children, context))
    made = runs(item.strip, context.original)
    return ListItem(made, span(item.strip, context.original), item.label, children)


# ---- tables, pictures, quotations --------------------------------------------------------


def _is_table_caption(block: Line, following: Block) -> bool:
    text = block.strip.text
    if not isinstance(following, Grid) or following.caption.text:
        return False
    short = len(text) <= _LONGEST_CAPTION and not _SENTENCE_END.search(text)
    return short and (block.role == "caption" or bool(_TABLE_CAPTION.match(text)))


def _table(block: Block, caption: Strip, context: _Context) -> Table:
    if not isinstance(block, Grid):
        raise TypeError(block)
    original = context.original
    grid = marked_header(block)
    rows = tuple(
        tuple(
            report.Cell(
                runs(unstyled(cell.strip) if cell.header else cell.strip, original),
                span(cell.strip, original)
                if cell.strip.text
                else original.span(grid.start, grid.start),
                cell.header,
                cell.columns,
                cell.rows,
            )
            for cell in row
        )
        for row in grid.rows
    )
    named = caption if caption.text else grid.caption
    return Table(rows, original.span(grid.start, grid.end), runs(unstyled(named), original))


def _caption_after(blocks: Sequence[Block], at: int) -> Strip:
    """The line after a picture, when it is its caption."""
    picture = blocks[at]
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if not isinstance(picture, Picture) or not isinstance(following, Line):
        return Strip()
    if picture.caption.text and picture.caption.text != picture.alternative:
        return Strip()
    text = following.strip.text
    said = following.role == "caption" or bool(_CAPTION.search(text))
    return following.strip if said and len(text) <= _LONGEST_CAPTION else Strip()


def _figure(picture: Picture, caption: Strip, context: _Context) -> Figure:
    named = caption if caption.text else picture.caption
    original = context.original
    return Figure(
        original.span(picture.start, picture.end),
        picture.alternative,
        runs(unstyled(named), original),
        picture.asset,
        picture.target,
        picture.width,
        picture.decorative,
    )


def _extent(quote: Quote, original: Original) -> Span:
    strips = [block.strip for block in quote.blocks if isinstance(block, Line)]
    if not strips:
        return original.span(0, 0)
    return span(strips[0], original).to(span(strips[-1], original))
