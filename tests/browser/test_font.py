"""The font that is shipped draws every text of an Indian office as the whole font does."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.people import WEB

OWN = WEB / "src" / "fonts" / "noto-sans-devanagari.woff2"
WHOLE = WEB / "node_modules/@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-400-normal.woff2"
MOST = 41_000
"""Bytes."""
WORD = re.compile("[\u0900-\u097f\u200c\u200d]+")
DRAWN_OTHERWISE = """async ([own, whole, words]) => {
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
  for (const [name, data] of [['own', own], ['whole', whole]]) {
    document.fonts.add(await new FontFace(name, bytes(data)).load());
  }
  const paint = new OffscreenCanvas(1, 1).getContext('2d');
  const measured = (name, word) => {
    paint.font = `64px ${name}`;
    const size = paint.measureText(word);
    const edges = ['Left', 'Right', 'Ascent', 'Descent'].map((edge) => size[`actualBoundingBox${edge}`]);
    return [size.width, ...edges].join();
  };
  return words.filter((word) => measured('own', word) !== measured('whole', word));
}"""


def test_no_conjunct_is_lost(chromium: Browser) -> None:
    """Every pair of consonants with each sign that changes it, and every word that the client itself says."""
    page = chromium.new_page()

    lost = page.evaluate(DRAWN_OTHERWISE, [_bytes(OWN), _bytes(WHOLE), sorted({*_conjuncts(), *_own_words()})])
    left_out = page.evaluate(DRAWN_OTHERWISE, [_bytes(OWN), _bytes(WHOLE), ["\ua8f3"]])
    page.close()

    assert lost == []
    assert left_out == ["\ua8f3"], "the comparison tells a sign that the font lacks"
    assert OWN.stat().st_size < MOST


def _bytes(font: Path) -> str:
    return base64.b64encode(font.read_bytes()).decode()


def _conjuncts() -> list[str]:
    consonants = [*map(chr, range(0x0915, 0x093A)), *map(chr, range(0x0958, 0x0960))]
    signs = ["", "\u093f", "\u0940", "\u0941", "\u0943", "\u0947\u0902", "\u094d\u0930", "\u094d\u092f"]
    pairs = [f"{one}\u094d{other}{sign}" for one in consonants for other in consonants for sign in signs]
    return [*pairs, *(f"\u0930\u094d{one}{sign}" for one in consonants for sign in signs)]


def _own_words() -> set[str]:
    texts = [json.loads(path.read_text(encoding="utf-8")) for path in (WEB / "src").rglob("hi.json")]
    return {word for text in texts for word in WORD.findall(" ".join(map(str, text.values())))}
