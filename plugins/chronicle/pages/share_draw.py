"""Draws share pictures with Pillow: a piece of the base map, the place as a dot or an area, and a band of words.

The ground of a base map is drawn once and pieces are cut out of it: a picture then costs some milliseconds. The only
font is the one that Pillow carries, which knows Latin letters without accents: of a name with accents the letters are
drawn without them, and a name in another script is left out. Nothing is loaded from elsewhere.
"""

from __future__ import annotations

import io
import json
import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from .map_parts import BaseMap

SIZE = (800, 420)
"""Pixels: Open Graph's shape, and no more than a phone shows, for a large chronicle has thousands of them."""
BAND = 156
"""Pixels of the words' band at the foot."""
FINE = 130.0
COARSE = 10.0
"""Pixels a degree of latitude, of a region's base map and of the world's."""
COARSE_FROM = 10_000
"""Square degrees from which on a base map is one of the world."""
FILLED = 0.85
"""Of a picture's room that several places take up."""
MOST_ZOOM = 7
"""Of the zoom from which on the map itself names a town; smaller ones would crowd the picture."""
PAPER, INK, MUTED, ACCENT, SOFT = (251, 250, 247), (28, 27, 25), (91, 86, 77), (163, 32, 29), (246, 227, 220)
WATER, LAND, BORDER, ADMIN = (207, 221, 230), (244, 241, 234), (164, 154, 138), (211, 202, 187)
_PALETTE = (PAPER, INK, MUTED, ACCENT, SOFT, WATER, LAND, BORDER, ADMIN)
_SHADES = 6
"""Between two colours that meet, so that edges and letters are smooth."""
_METRES = 111_195.0
"""Of one degree of latitude (IUGG's mean radius)."""
_LETTERS = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("·")
"""What is sure to be in Pillow's font (Aileron, cut down)."""
_UNFOLDED = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "’": "'", "–": "-"})
"""Letters that Unicode does not take apart, and strokes that stand for one another."""
_UNFOLDED[ord("ß")] = "ss"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a picture."""

    latitude: float
    longitude: float
    radius: int = 0
    """Metres of doubt; 0 for a point."""
    marked: bool = True
    """False for a country: the picture shows it, and no circle that could be taken for a border."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the band says, the largest first; lines that the font cannot write are left out."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A base map drawn once."""

    image: Image.Image
    base: BaseMap
    wide: float
    """Pixels a degree of longitude."""
    high: float

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return the pixel of a position."""
        return (longitude - self.base.west) * self.wide, (self.base.north - latitude) * self.high


def drawable(text: str) -> str:
    """Return the text as the font can write it; empty where letters would be missing."""
    plain = unicodedata.normalize("NFKD", text.translate(_UNFOLDED))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return plain if plain.strip() and _LETTERS.issuperset(plain) else ""


def fitting(base: BaseMap, spots: Sequence[Spot]) -> float:
    """Return the pixels a degree of latitude at which the spots fit a picture; a single place has a fixed scale."""
    most = COARSE if base.extent >= COARSE_FROM else FINE
    if len(spots) < 2:
        return most
    latitudes, longitudes = _middle(s.latitude for s in spots), _middle(s.longitude for s in spots)
    shrunk = math.cos(math.radians((base.south + base.north) / 2))
    room = (SIZE[1] - BAND, SIZE[0])
    fits = min(room[0] / (latitudes[1] - latitudes[0]), room[1] / (longitudes[1] - longitudes[0]) / shrunk) * FILLED
    covers = max(room[0] / (base.north - base.south), room[1] / (base.east - base.west) / shrunk)
    return min(most, max(fits, covers))


def _middle(values: Iterable[float]) -> tuple[float, float]:
    """Return the ends of the middle nine tenths: one far town must not make all others small."""
    ordered = sorted(values)
    cut = len(ordered) // 20
    first, last = ordered[cut], ordered[len(ordered) - 1 - cut]
    return (first, last) if last - first > 0.1 else (first - 0.1, last + 0.1)


def draw_sheet(base: BaseMap, folder: Path, high: float) -> Sheet:
    """Draw a base map's land, water and borders, twice as large and then smaller, so that edges are smooth.

    `high` is its scale in pixels a degree of latitude.
    """
    wide = high * math.cos(math.radians((base.south + base.north) / 2))
    times = 1 if base.extent >= COARSE_FROM else 2
    size = (round((base.east - base.west) * wide), round((base.north - base.south) * high))
    image = Image.new("RGB", (size[0] * times, size[1] * times), WATER)
    pen = ImageDraw.Draw(image)
    large = Sheet(image, base, wide * times, high * times)
    ground = json.loads((folder / base.file).read_text(encoding="utf-8"))
    scale = ground["scale"]
    for layer, polygons in ground["areas"]:
        for rings in polygons:
            for number, ring in enumerate(rings):  # the first is the outline, the others are holes
                solid = (layer == "land") is (number == 0)
                pen.polygon(_pixels(large, ring, scale), fill=LAND if solid else WATER)
    for layer, lines in ground["lines"]:
        for line in lines:
            pen.line(_pixels(large, line, scale), fill=BORDER if layer == "border" else ADMIN, width=2 * times)
    drawn = Sheet(image.reduce(times) if times > 1 else image, base, wide, high)
    if times > 1:
        _write_names(drawn, ground["names"], scale, MOST_ZOOM if high > FINE / 2 else MOST_ZOOM - 1)
    return drawn


def _pixels(sheet: Sheet, steps: Sequence[int], scale: int) -> list[tuple[float, float]]:
    """Return the pixels of a line, whose positions are given as steps from one to the next (commands/basemap.py)."""
    pairs = zip(accumulate(steps[0::2]), accumulate(steps[1::2]), strict=True)
    return [sheet.at(latitude / scale, longitude / scale) for longitude, latitude in pairs]


def _write_names(sheet: Sheet, names: Iterable[Sequence[Any]], scale: int, most: int) -> None:
    """Write the names of larger towns, the largest first, where they do not run into one another."""
    pen = ImageDraw.Draw(sheet.image)
    font = ImageFont.load_default(16)
    taken: list[tuple[float, float, float, float]] = []
    for layer, zoom, east, north, name, *_ in sorted(names, key=lambda row: row[1]):
        shown, longitude, latitude = drawable(name), east / scale, north / scale
        if layer != "town" or not shown or zoom > most or not sheet.base.holds(latitude, longitude):
            continue
        x, y = sheet.at(latitude, longitude)
        box = pen.textbbox((x + 6, y), shown, font=font, anchor="lm")
        if not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            taken.append(box)
            pen.ellipse((x - 2, y - 2, x + 2, y + 2), fill=MUTED)
            pen.text((x + 6, y), shown, font=font, fill=MUTED, anchor="lm")


def draw_picture(sheet: Sheet | None, spots: Sequence[Spot], words: Words) -> bytes:
    """Return a share picture as PNG: the same bytes for the same values (of one version of Pillow)."""
    image = Image.new("RGB", SIZE, WATER if sheet else PAPER)
    if sheet is not None and spots:
        _draw_spots(image, sheet, spots)
    _draw_words(image, words)
    drawn = image.quantize(palette=_palette(), dither=Image.Dither.NONE)
    kept = io.BytesIO()
    drawn.save(kept, "PNG", optimize=False, compress_level=6)
    return kept.getvalue()


def _draw_spots(image: Image.Image, sheet: Sheet, spots: Sequence[Spot]) -> None:
    room = (SIZE[0], SIZE[1] - BAND)
    marks = [sheet.at(spot.latitude, spot.longitude) for spot in spots]
    middle = [sum(_middle(mark[axis] for mark in marks)) / 2 for axis in (0, 1)]
    # A piece of the sheet around the marks, pushed back inside where it would hang over an edge.
    left, top = (
        round(min(max(middle[axis] - room[axis] / 2, 0), max(0, sheet.image.size[axis] - room[axis])))
        for axis in (0, 1)
    )
    image.paste(sheet.image.crop((left, top, left + room[0], top + room[1])), (0, 0))
    pen = ImageDraw.Draw(image)
    few = len(spots) == 1
    for spot, (x, y) in zip(spots, marks, strict=True):
        x, y = x - left, y - top
        if not spot.marked:
            continue
        if spot.radius:
            across = max(18.0, spot.radius / _METRES * sheet.high)
            pen.ellipse((x - across, y - across, x + across, y + across), outline=ACCENT, width=3)
        else:
            size = 9 if few else 4
            pen.ellipse((x - size, y - size, x + size, y + size), fill=ACCENT, outline=PAPER, width=1)


def _draw_words(image: Image.Image, words: Words) -> None:
    pen = ImageDraw.Draw(image)
    top = SIZE[1] - BAND
    pen.rectangle((0, top, *SIZE), fill=PAPER)
    pen.rectangle((0, top, SIZE[0], top + 3), fill=ACCENT)
    y = top + 18
    for text, size, colour in ((words.title, 40, INK), *((line, 21, MUTED) for line in words.lines)):
        shown = drawable(text)
        if shown:
            font = ImageFont.load_default(size)
            pen.text((32, y), _fitted(shown, font), font=font, fill=colour)
            y += round(size * 1.3)


def _fitted(text: str, font: Any) -> str:
    """Return the text, cut where it would pass the picture's edge."""
    room = SIZE[0] - 64
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(f"{text}...") > room:
        text = text[:-1]
    return f"{text.rstrip()}..."


def _palette() -> Image.Image:
    """Return the colours of a picture: our own, and shades between paper or land and what stands on them."""
    colours = list(_PALETTE)
    pairs = [(PAPER, INK), (PAPER, MUTED), (LAND, BORDER), (LAND, ADMIN), (LAND, WATER), (LAND, MUTED), (PAPER, ACCENT)]
    for one, other in (*pairs, (LAND, ACCENT)):
        for step in range(1, _SHADES):
            part = step / _SHADES
            colours.append(tuple(round(a + (b - a) * part) for a, b in zip(one, other, strict=True)))  # type: ignore[arg-type]
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in colours for value in colour])
    return palette
