"""P8: letters signed a second, against pyHanko in one process; and a batch of 100 on two processes of the service.

Both sides sign the same letter (540 kB, as one scanned page has) with the same visible mark and an RSA 2048 key held
in memory, so that what is compared is the service's way: bus, documents, store, database.
"""

from __future__ import annotations

import base64
import contextlib
import queue
import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import requests
from asn1crypto import keys as asn1_keys
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from clients.demo_ca import Authority, SubjectName
from contracts.documents import BeginUpload, CompleteUpload, DocumentView, PresignPart
from contracts.signatures import CertificateView, CompleteSignature, RegisterCertificate
from services.signatures.library.api import Edition
from services.signatures.pades.certificates import parsed
from services.signatures.pades.stamp import Mark, drawn, style_of
from tests.on_the_bus import Caller, a_process, a_token, know_the_test_key, store_settings
from tests.signatures.office import a_preparation
from tests.signatures.papers import a_letter
from tests.throwaway import ROOT, SharedServers, ThrowAway

LETTER_BYTES = 540_000
ROUNDS = 5
LETTERS_A_ROUND = 20
BATCH = 100
CALLERS = 4
PERSON = uuid.UUID("018f6b1a-0000-7000-8000-0000000000b8")


@dataclass
class Officer:
    """A key in memory and its certificate."""

    key: rsa.RSAPrivateKey
    pem: str
    chain_pem: str

    def sign(self, to_sign: bytes) -> bytes:
        return self.key.sign(to_sign, padding.PKCS1v15(), hashes.SHA256())


def measure(platform: object = None) -> list[dict[str, object]]:
    """Values with their floors. Servers and processes are its own, so ``platform`` is not touched."""
    shared = SharedServers(ROOT / ".patravali" / "test")
    shared.join()
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _measured(ThrowAway(shared.start()), Path(folder))
    finally:
        shared.leave()


def _measured(throw_away: ThrowAway, folder: Path) -> list[dict[str, object]]:
    authority = Authority(folder / "ca")
    (folder / "trust").mkdir()
    (folder / "trust" / "root.pem").write_bytes((folder / "ca" / "root.pem").read_bytes())
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    certificate = authority.issue(SubjectName("ANITA RAWAT", "Collectorate Dehradun"), key.public_key())
    pem = certificate.public_bytes(serialization.Encoding.PEM).decode()
    officer = Officer(key, pem, authority.chain_pem)
    letter = a_large_letter()
    sign_here = in_process(officer, letter)
    with service(throw_away, folder, officer, letter, processes=1) as sign_there:
        floors, values = alternating(sign_here, sign_there)
    with service(throw_away, folder, officer, letter, processes=2) as sign_there:
        batch_floor = rate(sign_here, LETTERS_A_ROUND, callers=1)
        batch = rate(sign_there, BATCH, CALLERS)
    return [
        result("P8 letters signed a second", statistics.median(values), statistics.median(floors), 0.9),
        result("P8 batch of 100 on 2 processes, letters a second", batch, batch_floor, 1.6),
    ]


def result(name: str, value: float, floor: float, budget: float) -> dict[str, object]:
    return {
        "name": name,
        "value": round(value, 1),
        "floor": round(floor, 1),
        "ratio": round(value / floor, 2),
        "budget": f">= {budget} x",
        "unit": "1/s",
    }


def alternating(sign_here: Any, sign_there: Any) -> tuple[list[float], list[float]]:
    """Letters a second of both sides, a round of each in turn."""
    floors, values = [], []
    for _ in range(ROUNDS):
        floors.append(rate(sign_here, LETTERS_A_ROUND, callers=1))
        values.append(rate(sign_there, LETTERS_A_ROUND, CALLERS))
    return floors, values


def rate(sign: Any, letters: int, callers: int) -> float:
    started = time.perf_counter()
    with ThreadPoolExecutor(callers) as pool:
        list(pool.map(sign, range(letters)))
    return letters / (time.perf_counter() - started)


def a_large_letter() -> bytes:
    """A letter with as many bytes as a scanned page has."""
    output = BytesIO()
    with pikepdf.open(BytesIO(a_letter())) as document:
        noise = random.Random(8).randbytes(LETTER_BYTES - len(a_letter()))
        document.Root.Filler = document.make_stream(noise)
        document.save(output, compress_streams=False)
    return output.getvalue()


def in_process(officer: Officer, letter: bytes) -> Any:
    """pyHanko alone: read, place the mark, sign, write."""
    own, chain = parsed(officer.pem, officer.chain_pem)
    registry = SimpleCertificateStore()
    registry.register_multiple(chain)
    private = asn1_keys.PrivateKeyInfo.load(
        officer.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    signer = SimpleSigner(signing_cert=own, signing_key=private, cert_registry=registry)
    stamp = drawn(a_mark())

    def sign(number: int) -> None:
        metadata = PdfSignatureMetadata(
            field_name="Signature", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason="Approved"
        )
        field = SigFieldSpec("Signature", on_page=0, box=(330, 60, 540, 130))
        PdfSigner(metadata, signer, stamp_style=style_of(stamp), new_field_spec=field).sign_pdf(
            IncrementalPdfFileWriter(BytesIO(letter))
        )

    return sign


def a_mark() -> Mark:
    return Mark(
        width=210,
        height=70,
        name_hi="अनिता रावत",
        name_en="Anita Rawat",
        designation_hi="जिलाधिकारी, देहरादून",
        designation_en="District Magistrate, Dehradun",
        capacity="own",
        location="Dehradun",
        minute=Mark.minute_of(datetime.now(UTC)),
    )


@contextlib.contextmanager
def service(throw_away: ThrowAway, folder: Path, officer: Officer, letter: bytes, processes: int) -> Iterator[Any]:
    """``sign(n)`` takes a letter through all three steps over the bus; letters are stored beforehand."""
    trust = {"PATRAVALI_SIGNATURES_TRUST_DIR": str(folder / "trust")}
    with contextlib.ExitStack() as stack:
        vhost = stack.enter_context(throw_away.vhost())
        documents = stack.enter_context(throw_away.database("documents"))
        signatures = stack.enter_context(throw_away.database("signatures"))
        know_the_test_key(signatures)
        store = store_settings(throw_away.backends.store_access)
        stack.enter_context(a_process("documents", documents, vhost, folder, store))
        for _ in range(processes):
            stack.enter_context(a_process("signatures", signatures, vhost, folder, trust))
        gateway = stack.enter_context(contextlib.closing(Caller(vhost.url("gateway"), a_token(PERSON))))
        request = RegisterCertificate(certificate_pem=officer.pem, chain_pem=officer.chain_pem)
        certificate: CertificateView = gateway.call(request)
        callers = [stack.enter_context(contextlib.closing(Caller(vhost.url("files")))) for _ in range(CALLERS)]
        free: queue.SimpleQueue[Caller] = queue.SimpleQueue()
        for caller in callers:
            free.put(caller)
        edition = stored(callers[0], letter)

        def sign(number: int) -> None:
            caller = free.get()
            try:
                session = caller.call(a_preparation(edition, certificate))
                value = officer.sign(base64.b64decode(session.to_sign))
                signature = base64.b64encode(value).decode()
                caller.call(CompleteSignature(session_id=session.session_id, person_id=PERSON, signature=signature))
            finally:
                free.put(caller)

        for number in range(CALLERS):
            sign(number)  # draws the mark, opens connections
        yield sign


def stored(files: Caller, letter: bytes) -> Edition:
    upload = files.call(BeginUpload(file_name="letter.pdf", file_size=len(letter)))
    part = files.call(PresignPart(upload_id=upload.upload_id, number=1))
    requests.put(part.url, data=letter, headers=part.headers, timeout=10).raise_for_status()
    document: DocumentView = files.call(CompleteUpload(upload_id=upload.upload_id))
    newest = document.versions[-1]
    return Edition(document.id, newest.number, newest.sha256, newest.size, newest.media_type, newest.file_name)


if __name__ == "__main__":
    for line in measure():
        print(line)  # noqa: T201
