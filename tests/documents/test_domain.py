"""Rules that need neither a database nor a store."""

import contextlib
import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.documents import PartUnknown, TypeAmbiguous, TypeRefused
from services.documents.domain.blob import blob_key, etag, picture_etag, picture_key
from services.documents.domain.media import HEAD, TAIL, Edges, safe_name, sniff
from services.documents.domain.parts import MEBIBYTE, MOST, part_count, part_size, size_of_part
from services.documents.domain.trust import is_believable, is_legacy_font, malformed_share
from services.documents.press.pages import clean

HINDI = (
    "उपर्युक्त विषयक प्रार्थना-पत्र का अवलोकन करने का कष्ट करें, जो श्री क्षेत्रपाल सिंह द्वारा कार्यालय में प्रस्तुत "
    "किया गया है। अतः आपको निर्देशित किया जाता है कि स्थलीय निरीक्षण कर 15 दिवस में आख्या उपलब्ध करायें। ई-ऑफ़िस, "
    "ऋषिकेश, दुःख, हूँ, ॐ।"
)
ENGLISH = (
    "The applicant is directed to appear before the Tehsildar with the relevant papers of the land in question. " * 2
)


def edges(content: bytes) -> Edges:
    return Edges(content[:HEAD], content[-TAIL:])


@given(st.integers(min_value=1, max_value=5 * 2**40))
def test_parts_cover_a_file_exactly(size: int):
    parts = part_count(size)

    assert 1 <= parts <= MOST
    assert (parts - 1) * part_size(size) + size_of_part(size, parts) == size
    assert 0 < size_of_part(size, parts) <= part_size(size)
    assert part_size(size) >= 5 * MEBIBYTE


@given(st.integers(min_value=1, max_value=2**40), st.integers(max_value=0) | st.integers(min_value=10_001))
def test_a_part_that_is_not_there_has_no_size(size: int, number: int):
    with pytest.raises(PartUnknown):
        size_of_part(size, number)


@given(st.binary(max_size=3000))
def test_whatever_comes_is_told_or_refused(content: bytes):
    with contextlib.suppress(TypeRefused, TypeAmbiguous):
        assert sniff(edges(content)) in ("application/pdf", "image/jpeg", "image/png", "image/tiff")


@given(st.binary(max_size=400), st.sampled_from([b"<html>", b"<!DOCTYPE HTML", b"< script >", b"<svg onload=x"]))
def test_markup_near_the_beginning_of_a_pdf_is_refused(filling: bytes, markup: bytes):
    with pytest.raises(TypeAmbiguous):
        sniff(edges(b"%PDF-1.7\n" + filling + markup + b"\n%%EOF"))


def test_xmp_and_drawing_words_are_no_markup():
    assert sniff(edges(b'%PDF-1.7\n<?xpacket begin=""?><x:xmpmeta><rdf:RDF><html5/> headline')) == "application/pdf"


@pytest.mark.parametrize(
    ("given_name", "media_type", "name"),
    [
        ("पत्र.pdf", "application/pdf", "पत्र.pdf"),
        ("scan.JPEG", "image/jpeg", "scan.JPEG"),
        ("fax.tiff", "image/tiff", "fax.tiff"),
        ("page.html", "application/pdf", "page.html.pdf"),
        ("run.exe", "image/png", "run.exe.png"),
        ("...", "application/pdf", "document.pdf"),
        ("x\u202efdp.exe", "application/pdf", "x_fdp.exe.pdf"),
        ('a"b<c>|d:e*f?g%h;i', "application/pdf", "a_b_c__d_e_f_g_h_i.pdf"),
    ],
)
def test_a_file_is_saved_under_a_name_that_fits_its_bytes(given_name: str, media_type: str, name: str):
    assert safe_name(given_name, media_type) == name


def test_keys_and_etags_name_the_bytes_and_nothing_else():
    sha256 = "ab" + "cd" + "0" * 60

    assert blob_key(sha256) == f"blobs/ab/cd/{sha256}"
    assert picture_key(sha256, 7, "full") == f"pages/ab/cd/{sha256}/v1/000007-full.webp"
    assert etag(sha256) == f'"{sha256}"'
    assert picture_etag(sha256, 7, "full") != picture_etag(sha256, 7, "thumb")


@pytest.mark.parametrize("text", [HINDI, ENGLISH, HINDI + ENGLISH, "12345 67.89", "A-11011/5(I)/2001-Est."])
def test_good_text_is_believed(text: str):
    assert is_believable(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "एकािÂमक रोग सव¥±ण कायªøम, महाराÕů सावªजिनक आरोµय िवभाग नवीन",
        "स्वास््य एवं परिवाि कल्याण ववभाग िाज्य सर्विलेंस इकाई नहीं वे",
        "ददददददद ददददद ददददददददद दददद ददद",
        "ftykf/kdkjh dk;kZy; nsgjknwu dh vksj ls Hkwfe lhekadu ds lEcU/k esa vk[;k miyC/k djk;s tkus gsrq funsZf'kr "
        * 2,
        "f t f t q f t ^ ft 1% W f t \uf0b7 T ^ f t R K q T a e i " * 5,
        "\ue012\ue013\ue014 \ue015\ue016 \ue017\ue018\ue019",
    ],
    ids=["nothing", "blank", "accents", "double-virama", "one-letter", "kruti-dev", "loose-letters", "private-use"],
)
def test_text_that_is_not_what_the_page_shows_is_not_believed(text: str):
    assert not is_believable(text)


def test_matras_torn_from_their_letters_are_noticed():
    words = HINDI.split()
    torn = [word[::-1] if random.Random(position).random() < 0.5 else word for position, word in enumerate(words)]

    assert malformed_share(HINDI) == 0
    assert malformed_share(" ".join(torn)) > 0.1


@pytest.mark.parametrize(("name", "legacy"), [("ABCDEF+KrutiDev010", True), ("DevLys 010", True), ("Mangal", False)])
def test_fonts_whose_codes_are_not_unicode_are_known(name: str, legacy: bool):
    assert is_legacy_font(name) == legacy


@given(st.text(max_size=200))
def test_cleaned_text_can_be_stored_and_searched(text: str):
    cleaned = clean(text)

    assert "\x00" not in cleaned
    assert "\r" not in cleaned
    assert cleaned == unicodedata.normalize("NFC", cleaned)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
