"""Pictures for the report: pages as pdfium shows them, plates and the ink map as rendered.

Pictures are small and leave here as data URIs, so that the report is one file.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Collection, Mapping

import pypdfium2
from PIL import Image, ImageMath, ImageOps

from ._exec.ghostscript import PagePlates
from .ink import summed
from .model import PageFact, in_order

_PAGE_PIXELS, _QUIET_PIXELS = 1100, 640
_PLATE_PIXELS = 420
_STEPS = (
    (0, (255, 255, 255)),
    (100, (205, 226, 238)),
    (200, (120, 176, 208)),
    (300, (60, 110, 160)),
)
_OVER = (190, 20, 30)


def pages(data: bytes, facts: tuple[PageFact, ...], marked: Collection[int]) -> Mapping[int, str]:
    """A picture of the whole MediaBox of every page, by number; a page that fails has none.

    Pages that are `marked` are looked at closely, the others have smaller pictures.
    """
    found: dict[int, str] = {}
    document = pypdfium2.PdfDocument(data)
    try:
        for fact in facts:
            pixels = _PAGE_PIXELS if fact.number in marked else _QUIET_PIXELS
            picture = _page(document, fact, pixels)
            if picture is not None:
                found[fact.number] = _uri(picture, "JPEG", quality=82)
    finally:
        document.close()
    return found


def _page(document: pypdfium2.PdfDocument, fact: PageFact, pixels: int) -> Image.Image | None:
    try:
        page = document[fact.number - 1]
        page.set_cropbox(*fact.boxes.media)
        scale = pixels / max(*page.get_size(), 1.0)
        picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
    except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
        return None
    return picture


def plates(rendered: PagePlates) -> Mapping[str, str]:
    """Each plate as it would be exposed: ink is dark."""
    return {
        plate: _uri(_small(ImageOps.invert(rendered.plates[plate])), "PNG", bits=4)
        for plate in in_order(rendered.plates)
        if rendered.plates[plate].getbbox() is not None
    }


def ink_map(rendered: PagePlates, limit: float) -> str:
    """The total ink by colour: darker blue is more, red is over the limit (in per cent)."""
    total = summed(list(rendered.plates.values()))
    quarter = ImageMath.lambda_eval(
        lambda args: args["convert"](args["min"](args["total"] / 4, 255), "L"), total=total
    )
    return _uri(_coloured(_small(quarter), limit), "PNG")


def ink_scale(limit: float) -> tuple[tuple[str, str], ...]:
    """What the colours of the ink map mean: (what, colour as CSS has it), up to the limit."""
    steps = [f"{step} %" for step, _ in _STEPS if step < limit]
    colours = [_colour(step, limit) for step, _ in _STEPS if step < limit]
    named = [*zip(steps, colours, strict=True), (f"> {limit:g} %", _OVER)]
    return tuple((what, "#{:02x}{:02x}{:02x}".format(*colour)) for what, colour in named)


def _coloured(picture: Image.Image, limit: float) -> Image.Image:
    """255 stands for 400 %."""
    palette: list[int] = []
    for value in range(256):
        palette.extend(_colour(value / 255 * 400, limit))
    picture = picture.copy()
    picture.putpalette(palette)
    return picture


def _colour(percent: float, limit: float) -> tuple[int, int, int]:
    if percent > limit + 2:
        return _OVER
    low = max(step for step in _STEPS if step[0] <= percent)
    high = min((step for step in _STEPS if step[0] > percent), default=_STEPS[-1])
    share = (percent - low[0]) / (high[0] - low[0]) if high[0] > low[0] else 0.0
    red, green, blue = (
        round(start + (end - start) * share) for start, end in zip(low[1], high[1], strict=True)
    )
    return red, green, blue


def _small(picture: Image.Image) -> Image.Image:
    share = _PLATE_PIXELS / max(picture.size)
    if share >= 1:
        return picture
    size = tuple(max(round(length * share), 1) for length in picture.size)
    return picture.resize((size[0], size[1]), Image.Resampling.BOX)


def _uri(picture: Image.Image, kind: str, **options: int) -> str:
    out = io.BytesIO()
    if kind == "PNG" and "bits" in options:
        picture = picture.quantize(16)
    picture.save(out, kind, optimize=True, **options)
    packed = base64.b64encode(out.getvalue()).decode("ascii")
    return f"data:image/{kind.lower()};base64,{packed}"
