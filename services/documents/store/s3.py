"""Any S3, by the ``minio`` client.

minio's multipart steps are methods with an underscore: it offers them only as one call that uploads a file from here,
and our parts come from elsewhere. The client is locked by hash and each step has a test against a real store.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import urllib3
from minio import Minio
from minio.datatypes import Part as MinioPart
from minio.error import MinioException, S3Error

from services.documents.domain.parts import MEBIBYTE
from services.documents.store.api import BytesMissing, Leftover, Part, StoreAway

PARTS_A_PAGE = 1000
# Part URLs are signed for the region; naming it saves minio a question to the store.
REGION = "us-east-1"
GONE = frozenset({"NoSuchKey", "NoSuchUpload", "NotFound", "NoSuchObject"})


class S3Store:
    """Implements ``store.api.Store``. Makes no connection before its first use."""

    def __init__(self, url: str, access_key: str, secret_key: str, bucket: str, *, timeout: float = 40.0) -> None:
        """``timeout``: seconds that the store may stay silent; connecting has three."""
        parts = urlsplit(url)
        pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=3.0, read=timeout),
            # A call that stays silent is not sent again: the store may be at work on it, and callers have deadlines.
            retries=urllib3.Retry(total=2, read=0, backoff_factor=0.2, status_forcelist=[502, 503, 504]),
            maxsize=10,
        )
        self._client = Minio(
            parts.netloc,
            access_key=access_key,
            secret_key=secret_key,
            secure=parts.scheme == "https",
            region=REGION,
            http_client=pool,
        )
        self._bucket = bucket

    def begin(self, key: str) -> str:
        with _failures():
            return str(self._client._create_multipart_upload(self._bucket, key, {}))

    def presign_part(self, key: str, session: str, number: int, lasting: timedelta) -> str:
        with _failures():
            return self._client.get_presigned_url(
                "PUT",
                self._bucket,
                key,
                expires=lasting,
                extra_query_params={"uploadId": session, "partNumber": str(number)},
            )

    def parts(self, key: str, session: str) -> list[Part]:
        found: list[Part] = []
        marker: str | None = None
        with _failures():
            while True:
                page = self._client._list_parts(self._bucket, key, session, PARTS_A_PAGE, marker)
                found += [Part(part.part_number, int(part.size or 0), part.etag) for part in page.parts]
                if not page.is_truncated:
                    return found
                marker = str(page.next_part_number_marker)

    def complete(self, key: str, session: str, parts: list[Part]) -> None:
        with _failures():
            chosen = [MinioPart(part.number, part.etag) for part in parts]
            self._client._complete_multipart_upload(self._bucket, key, session, chosen)

    def abort(self, key: str, session: str) -> None:
        with _failures(), _gone_is_fine():
            self._client._abort_multipart_upload(self._bucket, key, session)

    def left_behind(self, prefix: str, before: datetime) -> Iterator[Leftover]:
        with _failures():
            marker: str | None = None
            while True:
                page = self._client._list_multipart_uploads(self._bucket, prefix=prefix, key_marker=marker)
                for upload in page.uploads:
                    if upload.initiated_time is not None and upload.initiated_time < before and upload.upload_id:
                        yield Leftover(upload.object_name, upload.upload_id)
                if not page.is_truncated or not page.uploads:
                    break
                marker = page.uploads[-1].object_name

    def size(self, key: str) -> int | None:
        with _failures(), _gone_is_fine():
            return int(self._client.stat_object(self._bucket, key).size or 0)
        return None

    def read(self, key: str) -> Iterator[bytes]:
        with _failures():
            response = self._client.get_object(self._bucket, key)
            try:
                yield from response.stream(MEBIBYTE)
            finally:
                response.close()
                response.release_conn()

    def put(self, key: str, path: Path, media_type: str) -> None:
        with _failures():
            self._client.fput_object(self._bucket, key, str(path), content_type=media_type)

    def remove(self, key: str) -> None:
        with _failures(), _gone_is_fine():
            self._client.remove_object(self._bucket, key)

    def presign_read(self, key: str, lasting: timedelta, media_type: str, disposition: str) -> str:
        with _failures():
            return self._client.presigned_get_object(
                self._bucket,
                key,
                expires=lasting,
                response_headers={
                    "response-content-type": media_type,
                    "response-content-disposition": disposition,
                },
            )

    def is_reachable(self) -> bool:
        try:
            return bool(self._client.bucket_exists(self._bucket))
        except (MinioException, urllib3.exceptions.HTTPError, OSError):
            return False


@contextmanager
def _failures() -> Iterator[None]:
    """The vendor's errors as ours."""
    try:
        yield
    except S3Error as error:
        if error.code in GONE:
            raise BytesMissing(key=str(error.object_name)) from None
        raise StoreAway(f"The object store failed: {error.code}.", part="store") from error
    except (MinioException, urllib3.exceptions.HTTPError, OSError) as error:
        raise StoreAway(f"The object store failed: {type(error).__name__}.", part="store") from error


@contextmanager
def _gone_is_fine() -> Iterator[None]:
    try:
        yield
    except S3Error as error:
        if error.code not in GONE:
            raise
