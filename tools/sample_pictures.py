"""Draw the pictures of the newspaper's sample: mist over hills, a lake shore, a valley at dusk.

    python tools/sample_pictures.py

They are made of chance and nothing else, so that nobody's photograph is in the repository; the
same seed gives the same picture.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

FOLDER = Path(__file__).resolve().parents[1] / "templates" / "newspaper" / "pictures"
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Scene:
    """Ridges from far to near between two colours, under a sky between two others."""

    name: str
    size: tuple[int, int]
    seed: int
    sky: tuple[Colour, Colour]
    hills: tuple[Colour, Colour]
    sun: tuple[float, float, float, Colour] | None = None
    water: float = 1.0  # from this height down the scene is mirrored
    reeds: int = 0


SCENES = (
    Scene(
        *("lake", (1600, 640), 11, ((108, 160, 200), (250, 236, 214))),
        hills=((186, 202, 210), (24, 62, 60)),
        sun=(0.72, 0.13, 0.05, (255, 248, 226)),
        water=0.62,
    ),
    Scene(
        *("wetland", (900, 600), 5, ((150, 190, 214), (244, 240, 226))),
        hills=((196, 208, 204), (78, 112, 88)),
        water=0.5,
        reeds=260,
    ),
    Scene(
        *("valley", (900, 600), 29, ((92, 84, 128), (252, 196, 138))),
        hills=((214, 160, 142), (34, 30, 52)),
        sun=(0.3, 0.42, 0.06, (255, 236, 190)),
    ),
)


def blend(one: Colour, other: Colour, share: float) -> Colour:
    r, g, b = (round(a + (c - a) * share) for a, c in zip(one, other, strict=True))
    return r, g, b


def ridge(chance: random.Random, width: int, roughness: float) -> list[float]:
    """Heights from -1 to 1 along a line, by displacing midpoints."""
    heights, spread = [chance.uniform(-1, 1), chance.uniform(-1, 1)], 1.0
    while len(heights) < width:
        middles = [
            (a + b) / 2 + chance.uniform(-spread, spread) for a, b in itertools.pairwise(heights)
        ]
        heights = [h for pair in zip(heights, middles, strict=False) for h in pair] + heights[-1:]
        spread *= roughness
    top = max(map(abs, heights))
    return [height / top for height in heights[:width]]


def faded(size: tuple[int, int], top: Colour, foot: Colour) -> Image.Image:
    shade = Image.linear_gradient("L").resize(size)
    return Image.composite(Image.new("RGB", size, foot), Image.new("RGB", size, top), shade)


def hill(size: tuple[int, int], line: Sequence[float], colour: Colour, mist: Colour) -> Image.Image:
    """A ridge as a layer: its colour at the crest, mist in the valley."""
    width, height = size
    mask = Image.new("L", size)
    points = [(0, height), *enumerate(line), (width, height)]
    ImageDraw.Draw(mask).polygon(points, fill=255)
    crest, depth = min(line), height * 0.42
    layer = Image.new("RGB", size, mist)
    part = faded((width, round(depth)), colour, blend(colour, mist, 0.75))
    layer.paste(part, (0, round(crest)))
    layer.putalpha(mask.filter(ImageFilter.GaussianBlur(0.8)))
    return layer


def draw(scene: Scene) -> Image.Image:
    chance = random.Random(scene.seed)
    width, height = scene.size
    horizon = height * min(scene.water, 0.98)
    picture = faded(scene.size, *scene.sky)
    if scene.sun:
        picture = with_sun(picture, *scene.sun)
    layers = 6
    for number in range(layers):
        depth = number / (layers - 1)
        middle = horizon * (0.5 + 0.42 * depth)
        reach = horizon * (0.2 - 0.1 * depth)
        line = [middle - reach * h for h in ridge(chance, width, 0.46 + 0.1 * depth)]
        layer = hill(
            scene.size,
            line,
            blend(*scene.hills, depth),
            blend(scene.sky[1], scene.hills[0], depth / 2),
        )
        picture.paste(layer, mask=layer.getchannel("A"))
    if scene.water < 1:
        picture = with_water(picture, round(horizon), chance)
    if scene.reeds:
        with_reeds(picture, scene.reeds, chance)
    return grained(picture, chance)


def with_sun(
    picture: Image.Image, x: float, y: float, radius: float, colour: Colour
) -> Image.Image:
    width, height = picture.size
    for factor, strength in ((6, 70), (3, 70), (1, 235)):
        reach = radius * height * factor
        mask = Image.new("L", picture.size)
        centre = (x * width, y * height)
        box = [centre[0] - reach, centre[1] - reach, centre[0] + reach, centre[1] + reach]
        ImageDraw.Draw(mask).ellipse(box, fill=strength)
        mask = mask.filter(ImageFilter.GaussianBlur(reach / 3 if factor > 1 else 1))
        picture.paste(Image.new("RGB", picture.size, colour), mask=mask)
    return picture


def with_water(picture: Image.Image, horizon: int, chance: random.Random) -> Image.Image:
    """What is above the horizon, mirrored below it, darker and in ripples."""
    width, height = picture.size
    above = picture.crop((0, max(0, 2 * horizon - height), width, horizon))
    mirrored = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).filter(
        ImageFilter.GaussianBlur(1.6)
    )
    mirrored = ImageChops.multiply(mirrored, Image.new("RGB", mirrored.size, (214, 224, 228)))
    picture.paste(mirrored, (0, horizon))
    for row in range(horizon, height):
        shift = round(chance.gauss(0, 1) * (1 + 7 * (row - horizon) / (height - horizon)))
        strip = picture.crop((0, row, width, row + 1))
        picture.paste(ImageChops.offset(strip, shift, 0), (0, row))
    ImageDraw.Draw(picture).line([(0, horizon), (width, horizon)], fill=(206, 216, 214))
    return picture


def with_reeds(picture: Image.Image, number: int, chance: random.Random) -> None:
    pen = ImageDraw.Draw(picture)
    width, height = picture.size
    for _ in range(number):
        x, tall = chance.uniform(-20, width), height * chance.uniform(0.1, 0.36)
        lean = chance.gauss(12, 14)
        colour = blend((66, 84, 46), (150, 140, 78), chance.random())
        foot, tip = (x, height + 4), (x + lean, height - tall)
        pen.line([foot, (x + lean * 0.3, height - tall * 0.6), tip], fill=colour, width=2)
        if chance.random() < 0.3:
            pen.ellipse([tip[0] - 3, tip[1] - 18, tip[0] + 3, tip[1] + 6], fill=(104, 78, 50))


def grained(picture: Image.Image, chance: random.Random) -> Image.Image:
    """A little grain, as film has: flat gradients print in bands."""
    width, height = picture.size
    noise = Image.frombytes(
        "L", (width // 2, height // 2), chance.randbytes(width // 2 * (height // 2))
    )
    noise = noise.resize(picture.size, Image.Resampling.BICUBIC).convert("RGB")
    return Image.blend(picture, noise, 0.035)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for each in SCENES:
        draw(each).save(FOLDER / f"{each.name}.jpg", quality=62, optimize=True)
