"""The service as it runs: own process, real broker, documents beside it, the store behind."""

from __future__ import annotations

import base64
import contextlib
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from sqlalchemy import create_engine, text

from clients.demo_ca import DemoHome, DemoOfficer
from contracts.documents import BeginUpload, CompleteUpload, DocumentView, GetDocument, OpenDocument, PresignPart
from contracts.errors import PatravaliError
from contracts.signatures import (
    CertificateView,
    CompleteSignature,
    ListCertificates,
    PrepareSignature,
    RegisterCertificate,
    SessionUsed,
    SignatureDoesNotMatch,
    SignatureView,
    SigningSessionView,
    VerifyDocument,
)
from deploy.local.buckets import StoreAccess
from services.signatures.library.api import Edition
from tests.on_the_bus import Caller, Process, a_process, a_token, eventually, know_the_test_key, store_settings
from tests.signatures.conftest import DM
from tests.signatures.office import a_preparation, by_token
from tests.signatures.papers import a_letter
from tests.throwaway import ServiceDatabase, ThrowAway, Vhost

pytestmark = pytest.mark.system


@dataclass
class Platform:
    vhost: Vhost
    signatures: ServiceDatabase
    folder: Path
    settings: dict[str, str]
    files: Caller
    gateway: Caller
    stack: contextlib.ExitStack
    process: Process

    def restart(self) -> None:
        """As the supervisor does after a kill -9."""
        self.process.kill()
        self.process = self.stack.enter_context(
            a_process("signatures", self.signatures, self.vhost, self.folder, self.settings)
        )

    def stored(self, content: bytes) -> DocumentView:
        upload = self.files.call(BeginUpload(file_name="पत्र.pdf", file_size=len(content)))
        part = self.files.call(PresignPart(upload_id=upload.upload_id, number=1))
        requests.put(part.url, data=content, headers=part.headers, timeout=10).raise_for_status()
        return self.files.call(CompleteUpload(upload_id=upload.upload_id))

    def bytes_of(self, document_id: uuid.UUID, version: int) -> bytes:
        place = self.files.call(OpenDocument(document_id=document_id, version=version))
        return requests.get(place.url, timeout=10).content

    def rows(self, sql: str) -> list[object]:
        engine = create_engine(self.signatures.admin_url)
        with engine.connect() as connection:
            found = list(connection.execute(text(sql)))
        engine.dispose()
        return found


@pytest.fixture(scope="module")
def platform(
    throw_away: ThrowAway, store: StoreAccess, home: DemoHome, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Platform]:
    folder = tmp_path_factory.mktemp("signatures")
    settings = {"PATRAVALI_SIGNATURES_TRUST_DIR": str(home.trust_directory)}
    with contextlib.ExitStack() as stack:
        vhost = stack.enter_context(throw_away.vhost())
        documents = stack.enter_context(throw_away.database("documents"))
        signatures = stack.enter_context(throw_away.database("signatures"))
        know_the_test_key(signatures)
        stack.enter_context(a_process("documents", documents, vhost, folder, store_settings(store)))
        process = stack.enter_context(a_process("signatures", signatures, vhost, folder, settings))
        files = stack.enter_context(contextlib.closing(Caller(vhost.url("files"))))
        gateway = stack.enter_context(contextlib.closing(Caller(vhost.url("gateway"), a_token(DM))))
        yield Platform(vhost, signatures, folder, settings, files, gateway, stack, process)


@pytest.fixture(scope="module")
def certificate(platform: Platform, dm: DemoOfficer) -> CertificateView:
    return platform.gateway.call(RegisterCertificate(certificate_pem=dm.certificate_pem, chain_pem=dm.chain_pem))


@pytest.fixture
def document(platform: Platform) -> DocumentView:
    return platform.stored(a_letter())


def preparation(document: DocumentView, certificate: CertificateView) -> PrepareSignature:
    newest = document.versions[-1]
    edition = Edition(document.id, newest.number, newest.sha256, newest.size, newest.media_type, newest.file_name)
    return a_preparation(edition, certificate)


def completion(session: SigningSessionView, value: bytes) -> CompleteSignature:
    return CompleteSignature(session_id=session.session_id, person_id=DM, signature=base64.b64encode(value).decode())


def test_a_letter_is_signed_through_the_bus_and_lies_in_the_store(
    platform: Platform, dm: DemoOfficer, certificate: CertificateView, document: DocumentView, tmp_path: Path
) -> None:
    session = platform.files.call(preparation(document, certificate))

    signature: SignatureView = platform.files.call(completion(session, by_token(dm, session)))

    pdf = platform.bytes_of(document.id, signature.version)
    assert signature.version == 2
    assert len(pdf) == signature.size
    report = platform.files.call(VerifyDocument(document_id=document.id, version=2))
    assert (report.verdict, report.sha256) == ("valid", signature.sha256)
    assert platform.bytes_of(document.id, 1) == a_letter()


def test_the_person_sees_the_certificate_that_was_registered(platform: Platform, certificate: CertificateView) -> None:
    assert platform.gateway.call(ListCertificates()).items == [certificate]


def test_only_files_may_prepare(platform: Platform, certificate: CertificateView, document: DocumentView) -> None:
    refused = platform.gateway.refusal(preparation(document, certificate))

    assert (refused.kind, refused.code) == ("forbidden", "auth.forbidden")


def test_a_wrong_value_is_refused_over_the_bus_with_its_code(
    platform: Platform, certificate: CertificateView, document: DocumentView
) -> None:
    session = platform.files.call(preparation(document, certificate))

    refused = platform.files.refusal(completion(session, b"\x00" * 256))

    assert isinstance(refused, SignatureDoesNotMatch)


def test_two_processes_completing_at_once_store_one_version(
    platform: Platform, dm: DemoOfficer, certificate: CertificateView, document: DocumentView
) -> None:
    session = platform.files.call(preparation(document, certificate))
    value = by_token(dm, session)
    callers = [Caller(platform.vhost.url("files")) for _ in range(4)]

    def complete(caller: Caller) -> SignatureView | PatravaliError:
        try:
            answer: SignatureView = caller.call(completion(session, value))
        except PatravaliError as refused:
            return refused
        finally:
            caller.close()
        return answer

    with (
        a_process("signatures", platform.signatures, platform.vhost, platform.folder, platform.settings),
        ThreadPoolExecutor(4) as pool,
    ):
        outcomes = list(pool.map(complete, callers))

    made = [one for one in outcomes if isinstance(one, SignatureView)]
    assert [one.version for one in made] == [2]
    assert {type(one) for one in outcomes} == {SignatureView, SessionUsed}


def test_a_process_killed_between_storing_and_recording_signs_once(
    platform: Platform, dm: DemoOfficer, certificate: CertificateView, document: DocumentView
) -> None:
    session = platform.files.call(preparation(document, certificate))
    request, command_id = completion(session, by_token(dm, session)), uuid.uuid4()
    engine = create_engine(platform.signatures.admin_url)
    with (
        contextlib.closing(Caller(platform.vhost.url("files"))) as patient,
        ThreadPoolExecutor(1) as pool,
        engine.connect() as holder,
    ):
        # The signed bytes are stored and the record waits for this lock: here the process dies.
        holder.execute(text("LOCK TABLE signatures IN SHARE MODE"))
        waiting = pool.submit(patient.call, request, command_id=command_id)
        eventually(lambda: platform.rows("SELECT 1 FROM pg_locks WHERE NOT granted"))
        platform.restart()
        holder.rollback()
        # The broker hands the unanswered request to the next process.
        signature: SignatureView = waiting.result(60)
    engine.dispose()

    assert signature.version == 2
    assert platform.files.call(request, command_id=command_id) == signature
    assert platform.files.call(GetDocument(document_id=document.id)).versions[-1].number == 2
