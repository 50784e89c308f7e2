"""Bytes that are not taken in: each is named, quarantined, and refused again for the same reason."""

import pikepdf
import pytest

from contracts.documents import (
    DocumentBroken,
    DocumentEncrypted,
    HashMismatch,
    TypeAmbiguous,
    TypeRefused,
)
from services.documents.domain.blob import object_key
from services.documents.handlers.transfer import OnePass, fingerprint
from services.documents.press.inspection import inspect_pdf
from tests.documents.builders import a_looping_tiff, a_pdf, a_tiff, an_image
from tests.documents.conftest import Desk, a_person
from tests.external import DATA

LOCKED = pikepdf.Encryption(user="खोलो".encode().hex(), owner="owner", R=6)
RESTRICTED = pikepdf.Encryption(user="", owner="owner", R=4, allow=pikepdf.Permissions(print_highres=False))
ZIP_END = b"PK\x05\x06" + bytes(18)


def truncated(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


REFUSED = {
    "html-named-pdf": (b"<!DOCTYPE html><script>alert(1)</script>" * 9, TypeRefused),
    "text-named-pdf": ("सादा पाठ".encode() * 20, TypeRefused),
    "program": (b"\x7fELF" + bytes(2000), TypeRefused),
    "zip": (b"PK\x03\x04" + bytes(2000) + ZIP_END, TypeRefused),
    "pdf-header-late": (b"GIF89a" + bytes(20) + a_pdf(), TypeRefused),
    "pdf-and-html": (b"%PDF-1.7\n<html><script>alert(1)</script>\n" + a_pdf(), TypeAmbiguous),
    "pdf-and-zip": (a_pdf() + ZIP_END, TypeAmbiguous),
    "jpeg-and-pdf": (an_image("JPEG")[:20] + b"%PDF-1.7" + an_image("JPEG"), TypeAmbiguous),
    "encrypted": (a_pdf(encryption=LOCKED), DocumentEncrypted),
    "restricted": (a_pdf(encryption=RESTRICTED), DocumentEncrypted),
    "truncated": (truncated(a_pdf(pages=30, text="page")), DocumentBroken),
    "header-only": (b"%PDF-1.7\n%%EOF\n", DocumentBroken),
    "no-pages": (a_pdf(pages=0), DocumentBroken),
    "truncated-png": (truncated(an_image("PNG")), DocumentBroken),
    "truncated-jpeg": (truncated(an_image("JPEG")), DocumentBroken),
    "truncated-tiff": (truncated(a_tiff()), DocumentBroken),
    "png-header-only": (an_image("PNG")[:40], DocumentBroken),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bytes_that_are_refused_are_quarantined(desk: Desk, name: str):
    content, error = REFUSED[name]
    person = a_person()
    upload = desk.begin(person, content, "पत्र.pdf", declared_type="application/pdf")
    desk.put_parts(person, upload, content)

    with pytest.raises(error) as first:
        desk.complete(person, upload)
    with pytest.raises(error) as again:
        desk.complete(person, upload)

    assert again.value.fields == first.value.fields
    assert desk.rows("SELECT owner, code FROM quarantine WHERE upload_id = :id", id=upload.upload_id) == [
        (person.key, error.code)
    ]
    assert desk.rows("SELECT 1 FROM documents WHERE owner = :owner", owner=person.key) == []
    assert desk.store.size(object_key(upload.upload_id)) == len(content)


TAKEN = {
    "pdf": (a_pdf(), "application/pdf"),
    "pdf-after-white-space": (b"\r\n" + a_pdf(), "application/pdf"),
    "png": (an_image("PNG"), "image/png"),
    "jpeg": (an_image("JPEG"), "image/jpeg"),
    "tiff": (a_tiff(), "image/tiff"),
    "looping-tiff": (a_looping_tiff(), "image/tiff"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_the_type_is_told_by_the_bytes(desk: Desk, name: str):
    content, media_type = TAKEN[name]

    document = desk.upload(a_person(), content, "नाम.html", declared_type="text/html")

    assert document.versions[0].media_type == media_type


def test_an_encrypted_pdf_says_whether_a_password_is_needed(desk: Desk):
    with pytest.raises(DocumentEncrypted) as locked:
        desk.upload(a_person(), a_pdf(encryption=LOCKED))
    with pytest.raises(DocumentEncrypted) as restricted:
        desk.upload(a_person(), a_pdf(encryption=RESTRICTED))

    assert locked.value.fields == {"password_needed": True}
    assert restricted.value.fields == {"password_needed": False}


@pytest.mark.parametrize("size", [1, 3, 7, 8, 4096])
def test_encryption_is_noticed_however_the_bytes_are_cut(size: int):
    locked, plain = a_pdf(encryption=LOCKED), a_pdf()
    seen, other = OnePass(), OnePass()

    for at in range(0, len(locked), size):
        seen.take(locked[at : at + size])
    for at in range(0, len(plain), size):
        other.take(plain[at : at + size])

    assert seen.fingerprint().names_encryption
    assert not other.fingerprint().names_encryption


def test_a_wrong_hash_is_quarantined(desk: Desk):
    person, content = a_person(), a_pdf()
    upload = desk.begin(person, content, sha256="1" * 64)
    desk.put_parts(person, upload, content)

    with pytest.raises(HashMismatch):
        desk.complete(person, upload)

    assert desk.rows("SELECT status FROM uploads WHERE id = :id", id=upload.upload_id) == [("quarantined",)]


@pytest.mark.external_data
@pytest.mark.parametrize("folder", ["pyhanko", "pypdf_pikepdf/pypdf", "qpdf/qtest"])
def test_encrypted_pdfs_of_others_are_told_from_open_ones(desk: Desk, folder: str):
    for path in sorted((DATA / "pdf_edge" / folder).glob("*.pdf")):
        says_so = fingerprint(path).names_encryption
        try:
            inspect_pdf(path, names_encryption=says_so)
            verdict = "open"
        except DocumentEncrypted:
            verdict = "encrypted"
        except DocumentBroken:
            verdict = "broken"

        assert not (verdict == "encrypted" and not says_so), path
        assert not (verdict == "open" and says_so), path
