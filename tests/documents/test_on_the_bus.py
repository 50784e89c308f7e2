"""The service and its worker as they run: own processes, real broker, real store."""

import contextlib
import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from contracts.documents import (
    CompleteUpload,
    DocumentBroken,
    DocumentNotFound,
    GetPageText,
    OpenDocument,
    OpenGrant,
    OpenPage,
)
from contracts.errors import Forbidden, PatravaliError, Unauthenticated
from deploy.local.buckets import StoreAccess
from services.documents.domain.blob import object_key
from services.documents.store.s3 import S3Store
from tests.documents.builders import a_letter_request, a_pdf, an_image
from tests.documents.conftest import HTTP
from tests.documents.processes import (
    RELAY,
    SERVICE,
    WORKER,
    Platform,
    a_platform,
    announce,
    send_part,
    session_of,
    stored,
)
from tests.on_the_bus import Caller, Process, eventually
from tests.throwaway import ThrowAway, Vhost

pytestmark = pytest.mark.system

LARGE = int(os.environ.get("PATRAVALI_TEST_LARGE_MIB", "200")) * 2**20
# Buffers of one piece, the pools of threads and connections; far below the file.
FLAT = 48 * 2**20


@pytest.fixture
def platform(throw_away: ThrowAway, vhost: Vhost, store: StoreAccess, tmp_path: Path) -> Iterator[Platform]:
    with a_platform(throw_away, vhost, store, tmp_path) as running:
        yield running


def peak_memory(process: Process) -> int:
    """Bytes that the process has had resident at most (proc(5), VmHWM)."""
    status = Path(f"/proc/{process.popen.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) * 1024


def test_a_stored_document_gets_pages_and_text_by_itself(platform: Platform):
    for module in (SERVICE, WORKER, RELAY):
        platform.start(module)
    files = platform.caller("files")

    document = stored(files, a_pdf(pages=2, text="Demarcation"))

    eventually(lambda: "document_text_ready" in platform.events(document.id), seconds=60)
    assert platform.events(document.id) == ["document_stored", "document_pages_ready", "document_text_ready"]
    assert files.call(GetPageText(document_id=document.id, version=1, page=2)).text.strip() == "Demarcation 2"
    picture = files.call(OpenPage(document_id=document.id, version=1, page=1, size="thumb"))
    assert HTTP.request("GET", picture.url).data[8:12] == b"WEBP"


def test_people_come_by_the_gateway_and_read_under_a_grant(platform: Platform):
    platform.start(SERVICE)
    owner, reader = platform.caller("gateway", uuid4()), platform.caller("gateway", person := uuid4())
    document = stored(owner, a_pdf())
    reading = OpenDocument(document_id=document.id)

    refused = reader.refusal(reading)
    platform.caller("files").call(a_grant(person, session_of(reader), document.id))

    assert isinstance(refused, DocumentNotFound)
    assert reader.call(reading).size == document.versions[0].size
    assert isinstance(owner.refusal(reading), DocumentNotFound)
    assert isinstance(platform.caller("gateway").refusal(reading), Unauthenticated)


def a_grant(person_id: UUID, session_id: UUID, document_id: UUID) -> OpenGrant:
    return OpenGrant(
        person_id=person_id,
        session_id=session_id,
        document_ids=[document_id],
        reason="पत्रावली देखी जा रही है",
        expires_at=datetime.now(UTC) + timedelta(hours=1),
    )


def test_only_files_issues_grants(platform: Platform):
    platform.start(SERVICE)
    command = a_grant(uuid4(), uuid4(), uuid4())

    assert isinstance(platform.caller("gateway", uuid4()).refusal(command), Forbidden)
    assert isinstance(platform.caller("signatures").refusal(command), Forbidden)
    assert isinstance(platform.caller("files").refusal(command), DocumentNotFound)


def test_refused_bytes_are_refused_over_the_bus(platform: Platform):
    platform.start(SERVICE)

    with pytest.raises(DocumentBroken):
        stored(platform.caller(), b"%PDF-1.7\n%%EOF\n")


def test_a_letter_is_typeset_once_for_one_command(platform: Platform):
    platform.start(SERVICE)
    files, command_id = platform.caller("files"), uuid4()

    first = files.call(a_letter_request(), command_id=command_id)
    again = files.call(a_letter_request(), command_id=command_id)

    assert again == first
    assert platform.rows("SELECT count(*) FROM documents") == [(1,)]


def test_a_large_upload_leaves_memory_flat(platform: Platform):
    service = platform.start(SERVICE)
    files = platform.caller("files")
    stored(files, an_image())
    before = peak_memory(service)
    upload = announce(files, LARGE, "बड़ा.png")

    for number in range(1, upload.parts + 1):
        size = min(upload.part_size, LARGE - (number - 1) * upload.part_size)
        head = an_image() + uuid4().bytes if number == 1 else b""
        send_part(files, upload, number, head + bytes(size - len(head)))
    document = files.call(CompleteUpload(upload_id=upload.upload_id), timeout=60)

    assert document.versions[0].size == LARGE
    assert peak_memory(service) - before < FLAT


def test_a_worker_that_is_killed_finishes_when_it_comes_back(platform: Platform):
    platform.start(SERVICE)
    platform.start(RELAY)
    worker = platform.start(WORKER)
    document = stored(platform.caller(), a_pdf(pages=80, text="page", height=90))

    eventually(lambda: platform.rows("SELECT 1 FROM pages"), seconds=60)
    worker.kill()
    half_way = platform.rows("SELECT count(*) FROM pages")[0][0]
    platform.start(WORKER)

    eventually(lambda: "document_text_ready" in platform.events(document.id), seconds=90)
    assert half_way < 80
    assert platform.events(document.id) == ["document_stored", "document_pages_ready", "document_text_ready"]
    assert platform.rows("SELECT count(*) FROM pages WHERE failure IS NULL") == [(80,)]


def test_a_service_that_is_killed_while_completing_finishes_on_repetition(platform: Platform, store: StoreAccess):
    bucket = S3Store(store.url, store.access_key, store.secret_key, store.bucket)
    service = platform.start(SERVICE)
    files, command_id = platform.caller(), uuid4()
    content = an_image() + uuid4().bytes + bytes(64 * 2**20)
    upload = announce(files, len(content), "बड़ा.png")
    for number in range(1, upload.parts + 1):
        send_part(files, upload, number, content[(number - 1) * upload.part_size : number * upload.part_size])
    command = CompleteUpload(upload_id=upload.upload_id)

    with ThreadPoolExecutor(1) as pool:
        broken = pool.submit(_ignoring_refusals, platform.caller(), command, command_id)
        eventually(lambda: bucket.size(object_key(upload.upload_id)) is not None)
        service.kill()
        without_version = platform.rows("SELECT id FROM documents WHERE id NOT IN (SELECT document_id FROM versions)")
        platform.start(SERVICE)
        broken.result()
    document = files.call(command, command_id=command_id, timeout=60)

    assert without_version == []
    assert document.versions[0].size == len(content)
    assert platform.events(document.id) == ["document_stored"]


def _ignoring_refusals(caller: Caller, command: CompleteUpload, command_id: UUID) -> None:
    with contextlib.suppress(PatravaliError):
        caller.call(command, command_id=command_id, timeout=90)
