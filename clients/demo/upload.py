"""A scan, sent in parts that can be taken up again after a broken line."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from clients.api import Patravali
from contracts.documents import BeginUpload, CompleteUpload, DocumentView


def upload_in_parts(api: Patravali, source: Path) -> DocumentView:
    """Announce the file, send each part, complete. The platform checks size and type itself."""
    declared, _ = mimetypes.guess_type(source.name)
    size = source.stat().st_size
    upload = api.begin_upload(BeginUpload(file_name=source.name, file_size=size, declared_type=declared))
    with source.open("rb") as scan:
        for number in range(1, upload.parts + 1):
            api.send("PUT", f"/uploads/{upload.upload_id}/parts/{number}", content=scan.read(upload.part_size))
    return api.complete_upload(CompleteUpload(upload_id=upload.upload_id))
