"""What killed processes left behind: parts in the store that no upload accounts for, and working files on the disk."""

import math
import shutil
import time
from datetime import timedelta
from pathlib import Path

from chassis import log
from contracts.documents import UploadNotFound
from services.documents.domain.blob import OBJECTS, STAGING, upload_of
from services.documents.storage import DocumentsUnitOfWork, Uploads
from services.documents.store.api import Store

logger = log.get_logger(__name__)

SWEEP = "sweep_store"
SWEEP_EVERY = timedelta(hours=6)
GRACE = timedelta(days=1)
"""How much longer than an upload may last its bytes are left alone: its own row removes them first."""
WORKING_FILES = "patravali-*-*"
"""The folders that this service works in. What lies longer in one than ``STALE_SECONDS`` has no worker any more."""
STALE_SECONDS = 24 * 3600.0
ENDED = ("completed", "aborted", "expired")


def sweep_store(uow: DocumentsUnitOfWork, store: Store) -> None:
    """Throw away parts whose upload was never recorded or has ended, and order the next sweep.

    Whole objects are not looked at: each was made of the parts of a recorded upload, so that upload's ``tidy`` sees to
    it. Thus a database put back to yesterday costs none of the documents that came since.

    The next is ordered first: a sweep that breaks off is made up for by the next, and no transaction waits for the
    store.
    """
    with uow:
        before = uow.now() - timedelta(seconds=uow.settings.upload_lasting) - GRACE
        uow.due(uow.now() + SWEEP_EVERY, SWEEP, key=SWEEP)
        uow.commit()
    thrown_away = 0
    for prefix in (STAGING, OBJECTS):
        for parts in store.left_behind(prefix, before):
            if _has_ended(parts.key, uow):
                store.abort(parts.key, parts.session)
                thrown_away += 1
    if thrown_away:
        logger.warning("store_swept", thrown_away=thrown_away)


def sweep_disk(folder: Path, now: float | None = None) -> int:
    """Remove working folders in which nothing has changed for a day. Answers how many."""
    oldest = (time.time() if now is None else now) - STALE_SECONDS
    stale = [work for work in folder.glob(WORKING_FILES) if _changed_at(work) < oldest]
    for work in stale:
        # Another process may be doing the same.
        shutil.rmtree(work, ignore_errors=True)
    if stale:
        logger.warning("disk_swept", removed=len(stale))
    return len(stale)


def _has_ended(key: str, uow: DocumentsUnitOfWork) -> bool:
    """Whether the upload under a key is over or was never recorded. What is not an upload's is left alone."""
    upload_id = upload_of(key)
    if upload_id is None:
        return False
    with uow.reading() as session:
        try:
            return Uploads(session).get(upload_id).status in ENDED
        except UploadNotFound:
            return True


def _changed_at(work: Path) -> float:
    """When anything in the folder was last written, in seconds since 1970."""
    try:
        return max(path.lstat().st_mtime for path in (work, *work.rglob("*")))
    except OSError:
        # It vanishes while we look: somebody is just finishing with it.
        return math.inf
