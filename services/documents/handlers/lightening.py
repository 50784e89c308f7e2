"""Light pictures for pages that have none: made before there were any, or by a worker that did not know of them."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from services.documents.domain.blob import picture_key
from services.documents.handlers.processing import WEBP
from services.documents.handlers.transfer import Offload, fetch
from services.documents.press.pages import lighten
from services.documents.storage import DocumentsUnitOfWork, Pages
from services.documents.store.api import BytesMissing, Store

LIGHTEN = "lighten_pages"
AT_A_TIME = 20
PAUSE = timedelta(seconds=1)
"""Between two handfuls, so that a letter that comes in is not kept waiting by an archive."""
LOOK_AGAIN = timedelta(hours=6)


def lighten_pages(uow: DocumentsUnitOfWork, store: Store, offload: Offload) -> None:
    """Make a handful from the full pictures, each kept by itself, and order the next handful."""
    with uow.reading() as session:
        waiting = Pages(session).without_light(AT_A_TIME)
    with TemporaryDirectory(prefix="patravali-light-") as name:
        full = {page: path for page in waiting if (path := _full_picture(page, Path(name), store, offload))}
        light = lighten(list(full.values()))
        for sha256, number in waiting:
            picture = light.get(full.get((sha256, number), Path()))
            if picture is not None:
                store.put(picture_key(sha256, number, "light"), picture, WEBP)
            with uow.beside() as session:
                Pages(session).add_light(sha256, number, picture.stat().st_size if picture is not None else 0)
    with uow:
        uow.due(uow.now() + (PAUSE if waiting else LOOK_AGAIN), LIGHTEN, key=LIGHTEN)
        uow.commit()


def _full_picture(page: tuple[str, int], folder: Path, store: Store, offload: Offload) -> Path | None:
    sha256, number = page
    path = folder / f"{sha256}-{number}.webp"
    try:
        fetch(store, picture_key(sha256, number, "full"), path, offload)
    except BytesMissing:
        return None
    return path
