"""P7: importing scanned papers, against putting the same bytes into the object store and nothing else.

Both sides run in turns with the same four clients on files of three mebibytes, which is a letter of ten scanned pages.
The import is all that documents does: announce, put, hash, tell the type, inspect the PDF, place under the hash, rows.
"""

import io
import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from uuid import uuid4

import pikepdf
import urllib3

from contracts.documents import BeginUpload, CompleteUpload, PresignPart
from deploy.local.buckets import StoreAccess
from services.documents.store.s3 import S3Store
from tests.documents.processes import SERVICE, Platform, a_platform
from tests.on_the_bus import Caller
from tests.throwaway import ROOT, SharedServers, ThrowAway

FILE_SIZE = 3 * 2**20
CLIENTS, FILES_A_ROUND, ROUNDS = 4, 24, 5
BUDGET = 0.6


def measure(platform: object = None) -> list[dict[str, object]]:
    """Value with its floor. Servers and processes are its own, so ``platform`` is not touched."""
    shared = SharedServers(ROOT / ".patravali" / "test")
    shared.join()
    try:
        throw_away = ThrowAway(shared.start())
        access = shared.backends.store_access
        with ExitStack() as stack:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            vhost = stack.enter_context(throw_away.vhost())
            running = stack.enter_context(a_platform(throw_away, vhost, access, folder))
            running.start(SERVICE)
            return [_measured(running, access)]
    finally:
        shared.leave()


def _measured(platform: Platform, access: StoreAccess) -> dict[str, object]:
    """Mebibytes a second of both sides, median of the rounds, and their ratio."""
    callers = [platform.caller() for _ in range(CLIENTS)]
    store = S3Store(access.url, access.access_key, access.secret_key, access.bucket)
    with urllib3.PoolManager(maxsize=CLIENTS) as http, ThreadPoolExecutor(CLIENTS) as pool:

        def imported(client: int, content: bytes) -> None:
            _import(callers[client], http, content)

        def put(_client: int, content: bytes) -> None:
            _put(store, content)

        rounds = [(_speed(pool, put), _speed(pool, imported)) for _ in range(ROUNDS)]
    floor, value = (statistics.median(side) for side in zip(*rounds, strict=True))
    return {
        "name": "P7 import without virus scan, against raw S3 put",
        "value": round(value, 1),
        "floor": round(floor, 1),
        "ratio": round(value / floor, 2),
        "budget": f">= {BUDGET} x",
        "unit": "MiB/s",
    }


def _speed(pool: ThreadPoolExecutor, send: Callable[[int, bytes], None]) -> float:
    """Mebibytes a second of one round; making the files is not counted."""
    files = [_a_paper() for _ in range(FILES_A_ROUND)]

    def work(client: int) -> None:
        for content in files[client::CLIENTS]:
            send(client, content)

    started = time.perf_counter()
    list(pool.map(work, range(CLIENTS)))
    return sum(map(len, files)) / 2**20 / (time.perf_counter() - started)


def _a_paper() -> bytes:
    """A PDF with one picture of noise: nothing compresses it, and nobody stored it before."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    side = 1024
    picture = pdf.make_stream(os.urandom(FILE_SIZE))
    picture.update(
        {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Image,
            "/Width": side,
            "/Height": side,
            "/BitsPerComponent": 8,
            "/ColorSpace": pikepdf.Name.DeviceRGB,
        }
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Picture=picture))
    page.Contents = pdf.make_stream(b"595 0 0 842 0 0 cm /Picture Do")
    file = io.BytesIO()
    pdf.save(file, compress_streams=False)
    return file.getvalue()


def _import(caller: Caller, http: urllib3.PoolManager, content: bytes) -> None:
    upload = caller.call(BeginUpload(file_name="scan.pdf", file_size=len(content)), command_id=uuid4())
    part = caller.call(PresignPart(upload_id=upload.upload_id, number=1))
    answer = http.request("PUT", part.url, body=content, headers=part.headers)
    if answer.status != 200:
        raise RuntimeError(f"the store answered {answer.status}")
    caller.call(CompleteUpload(upload_id=upload.upload_id), command_id=uuid4())


def _put(store: S3Store, content: bytes) -> None:
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        store.put(f"bench/{uuid4()}", Path(file.name), "application/pdf")
