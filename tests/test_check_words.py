"""invoke check reads every part of a file that can hold words: blocks of data, comments, attributes, pictures' notes."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from chronicle.commands.check_site_privacy import readable

NAMED = "Deir Zafaran"


def png(note: str = "", *, packed: bool = False, wide: bool = False) -> bytes:
    """Return a picture with a note: plain or packed, in Latin letters or in UTF-8."""
    info = PngInfo()
    if note:
        (info.add_itxt if wide else info.add_text)("Title", note, zip=packed)
    out = io.BytesIO()
    Image.new("RGB", (40, 40), (200, 30, 30)).save(out, "png", pnginfo=info)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", f'<script type="application/ld+json">{{"name": "Raid on {NAMED}"}}</script>'.encode()),
        ("a.html", b'<SCRIPT type=application/json>{"name": "Deir\\u0020Zafaran"}</SCRIPT>'),
        ("a.html", f"<!-- {NAMED} -->".encode()),
        ("a.html", f"<!-- <p>{NAMED}</p> -->".encode()),
        ("a.html", f"<style>.a::before {{ content: '{NAMED}' }}</style>".encode()),
        ("a.html", f"<p title='{NAMED}'>x</p>".encode()),
        ("a.html", f'<p title = "{NAMED}">x</p>'.encode()),
        ("a.html", b"<p data-x=Deir%20Zafaran>x</p>"),
        ("a.html", b"<b>Deir</b> <i>Zafaran</i>"),
        ("a.svg", f"<svg><title>{NAMED}</title></svg>".encode()),
        ("a.png", png(f"Raid on {NAMED}")),
        ("a.png", png(f"Raid on {NAMED} " * 9, packed=True)),
        ("a.png", png(f"Raid on {NAMED}", wide=True)),
        ("a.png", png(f"Raid on {NAMED} " * 9, packed=True, wide=True)),
    ],
)
def test_every_part_that_holds_words_is_read(name: str, data: bytes) -> None:
    assert NAMED in readable(name, data)


def test_a_picture_has_no_other_words() -> None:
    assert readable("a.png", png()) == ""
