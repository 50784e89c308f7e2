"""Bytes in and out: streamed, bounded, never executable, cached for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest

from contracts.documents import DocumentNotFound, DocumentView, PartView, ReadView, UploadClosed, UploadView
from gateway.bus.memory import Received
from gateway.errors import StoreUnavailable
from tests.gateway.house import STORE, House, a_house, a_key, answering, eventually, refusing, sha256
from tests.gateway.samples import a_view

DOCUMENT = str(uuid4())
UPLOAD = str(uuid4())
SCAN = bytes(range(256)) * 40
PART = 4096
OBJECT = f"{STORE}/documents/blob?X-Amz-Signature=secret"
CONTENT = f"/api/v1/documents/{DOCUMENT}/versions/1/content"


def to_read(**fields: Any) -> dict[str, Any]:
    given = {
        "url": OBJECT,
        "media_type": "application/pdf",
        "size": len(SCAN),
        "etag": f'"{sha256(SCAN)}"',
        "disposition": "inline; filename=\"scan.pdf\"; filename*=UTF-8''scan.pdf",
    }
    return a_view(ReadView, **(given | fields))


@pytest.fixture
def reading(house: House) -> House:
    house.store.objects[OBJECT] = SCAN
    house.on("documents.open_document", answering(to_read()))
    return house


@pytest.fixture
def uploading(house: House) -> House:
    return with_uploads(house, parts=3)


def with_uploads(house: House, parts: int, size: int = len(SCAN)) -> House:
    async def presign(received: Received) -> dict[str, Any]:
        number = received.request["number"]
        last = size - (parts - 1) * PART
        return a_view(
            PartView, url=f"{STORE}/part-{number}", headers={"x-part": "1"}, size=PART if number < parts else last
        )

    house.on("documents.begin_upload", answering(a_view(UploadView, upload_id=UPLOAD, part_size=PART, parts=parts)))
    house.on("documents.presign_part", presign)
    house.on("documents.complete_upload", answering(a_view(DocumentView, id=DOCUMENT)))
    return house


def test_a_document_is_read_with_headers_that_keep_it_harmless(reading: House) -> None:
    answer = reading.client().get(CONTENT)

    assert (answer.status_code, answer.content) == (200, SCAN)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("inline")
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert answer.headers["etag"] == f'"{sha256(SCAN)}"'


def test_no_copy_of_a_whole_file_stays_in_a_browser(reading: House) -> None:
    reading.on("files.open_file_compilation", answering(to_read(disposition="attachment; filename=whole.pdf")))

    answer = reading.client().get(f"/api/v1/files/{uuid4()}/compilations/{uuid4()}/content")

    assert (answer.status_code, answer.content) == (200, SCAN)
    assert answer.headers["cache-control"] == "no-store"


def test_nothing_of_the_store_is_shown(reading: House) -> None:
    answer = reading.client().get(CONTENT)

    assert "x-amz-secret" not in answer.headers
    assert STORE not in str(answer.headers)
    # The reader has every byte before the server lets go of the store.
    assert eventually(lambda: all(download.closed for download in reading.store.downloads))


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/xhtml+xml", "application/octet-stream"])
def test_what_could_run_script_is_only_ever_downloaded(reading: House, kind: str) -> None:
    reading.on("documents.open_document", answering(to_read(media_type=kind)))

    answer = reading.client().get(CONTENT, params={"disposition": "inline"})

    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == kind


def test_a_part_of_a_document_is_read(reading: House) -> None:
    answer = reading.client().get(CONTENT, headers={"range": "bytes=100-199"})

    assert (answer.status_code, answer.content) == (206, SCAN[100:200])
    assert answer.headers["content-range"] == f"bytes 100-199/{len(SCAN)}"
    assert answer.headers["content-length"] == "100"


def test_a_part_beyond_the_end_is_416(reading: House) -> None:
    answer = reading.client().get(CONTENT, headers={"range": "bytes=999999-"})

    assert (answer.status_code, answer.json()["code"]) == (416, "request.range_not_satisfiable")
    assert answer.headers["content-range"] == f"bytes */{len(SCAN)}"


@pytest.mark.parametrize("wanted", ["bytes=0-1,5-6", "pages=1-2", "bytes=a-b", "bytes=-"])
def test_a_range_that_the_store_does_not_understand_means_the_whole(reading: House, wanted: str) -> None:
    answer = reading.client().get(CONTENT, headers={"range": wanted})

    assert (answer.status_code, answer.content) == (200, SCAN)
    assert "range" not in reading.store.asked[-1]


def test_a_part_of_another_state_means_the_whole(reading: House) -> None:
    answer = reading.client().get(CONTENT, headers={"range": "bytes=1-2", "if-range": '"another"'})

    assert (answer.status_code, len(answer.content)) == (200, len(SCAN))


def test_what_the_browser_has_is_not_sent_again_but_the_right_to_read_is_asked(reading: House) -> None:
    answer = reading.client().get(CONTENT, headers={"if-none-match": f'"{sha256(SCAN)}"'})
    reading.on("documents.open_document", refusing(DocumentNotFound()))
    later = reading.client().get(CONTENT, headers={"if-none-match": f'"{sha256(SCAN)}"'})

    assert (answer.status_code, answer.content) == (304, b"")
    assert later.status_code == 404
    assert not reading.store.asked


def test_head_tells_the_size_without_asking_the_store(reading: House) -> None:
    answer = reading.client().head(CONTENT)

    assert (answer.status_code, answer.headers["content-length"]) == (200, str(len(SCAN)))
    assert not reading.store.asked


def test_a_store_that_is_away_is_503(reading: House) -> None:
    reading.store.failure = StoreUnavailable(part="store")

    answer = reading.client().get(CONTENT)

    assert (answer.status_code, answer.json()["code"]) == (503, "platform.store_unavailable")


def test_a_page_is_asked_by_number_and_size(reading: House) -> None:
    reading.on("documents.open_page", answering(to_read(media_type="image/png")))

    answer = reading.client().get(f"/api/v1/documents/{DOCUMENT}/versions/2/pages/3/thumb")

    assert answer.content == SCAN
    assert reading.last("documents.open_page").request == {
        "document_id": DOCUMENT,
        "version": 2,
        "page": 3,
        "size": "thumb",
    }


def test_the_text_of_a_page_is_not_taken_for_a_size(reading: House) -> None:
    answer = reading.client().get(f"/api/v1/documents/{DOCUMENT}/versions/2/pages/3/text")

    assert answer.status_code == 200
    assert reading.last("documents.get_page_text").request["page"] == 3


def test_a_whole_file_goes_into_the_store_part_by_part(uploading: House) -> None:
    key = a_key()

    answer = uploading.client().post(
        "/api/v1/documents?file_name=आवेदन.pdf&title=Application",
        content=SCAN,
        headers=key | {"content-type": "application/pdf"},
    )

    assert (answer.status_code, answer.headers["location"]) == (201, f"/api/v1/documents/{DOCUMENT}")
    stored = [uploading.store.objects[f"{STORE}/part-{number}"] for number in (1, 2, 3)]
    assert b"".join(stored) == SCAN
    assert [len(part) for part in stored] == [PART, PART, len(SCAN) - 2 * PART]
    begin = uploading.last("documents.begin_upload")
    assert begin.request == {
        "file_name": "आवेदन.pdf",
        "title": "Application",
        "file_size": len(SCAN),
        "declared_type": "application/pdf",
    }
    assert begin.headers["patravali-command-id"] == key["idempotency-key"]


def test_the_same_file_with_the_same_key_again_gives_the_same_document(uploading: House) -> None:
    key = a_key()
    url = "/api/v1/documents?file_name=a.pdf"
    first = uploading.client().post(url, content=SCAN, headers=key)
    ids = [each.headers["patravali-command-id"] for each in uploading.bus.received if "complete" in each.key]
    uploading.on("documents.presign_part", refusing(UploadClosed(status="completed")))

    again = uploading.client().post(url, content=SCAN, headers=key)

    assert (again.status_code, again.json()) == (201, first.json())
    later = [each.headers["patravali-command-id"] for each in uploading.bus.received if "complete" in each.key]
    assert later == ids * 2
    assert ids == [str(uuid5(UUID(key["idempotency-key"]), "complete"))]


def test_a_file_without_a_length_is_refused(uploading: House) -> None:
    def pieces() -> Iterator[bytes]:
        yield SCAN

    answer = uploading.client().post("/api/v1/documents?file_name=a.pdf", content=pieces(), headers=a_key())

    assert (answer.status_code, answer.json()["code"]) == (411, "request.length_needed")


def test_a_file_without_bytes_is_refused(uploading: House) -> None:
    answer = uploading.client().post("/api/v1/documents?file_name=a.pdf", content=b"", headers=a_key())

    assert (answer.status_code, answer.json()["code"]) == (400, "document.empty")


def test_a_file_beyond_the_limit_is_refused_before_its_bytes() -> None:
    with a_house(upload_limit=2048) as house:
        answer = house.client().post("/api/v1/documents?file_name=a.pdf", content=SCAN, headers=a_key())

    assert (answer.status_code, answer.json()["code"]) == (413, "request.too_large")
    assert not house.bus.received[1:]


@pytest.mark.parametrize("name", ["", "a/b.pdf", "..\\x.pdf", "a\nb", "x\u202efdp.exe"])
def test_a_file_name_that_is_a_path_or_shows_another_is_refused(uploading: House, name: str) -> None:
    answer = uploading.client().post("/api/v1/documents", params={"file_name": name}, content=b"x", headers=a_key())

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "file_name")


def test_a_part_is_streamed_to_its_place(uploading: House) -> None:
    answer = uploading.client().put(f"/api/v1/uploads/{UPLOAD}/parts/1", content=SCAN[:PART])

    assert answer.status_code == 204
    assert uploading.store.objects[f"{STORE}/part-1"] == SCAN[:PART]


def test_a_part_of_another_length_is_refused(uploading: House) -> None:
    answer = uploading.client().put(f"/api/v1/uploads/{UPLOAD}/parts/1", content=SCAN[:100])

    assert (answer.status_code, answer.json()["fields"]) == (400, {"expected": PART, "got": 100})
    assert not uploading.store.objects


def test_memory_stays_flat_however_large_the_file(house: House) -> None:
    size = 64 * 2**20
    with_uploads(house, parts=1, size=size)
    sent = (b"\x00" * 2**20 for _ in range(64))

    answer = house.client().post(
        "/api/v1/documents?file_name=a.bin", content=sent, headers=a_key() | {"content-length": str(size)}
    )

    assert answer.status_code == 201
    assert house.store.largest_chunk <= 256 * 1024
