"""What the first view of a file needs, in the answer that renews a browser's session.

Whoever opens a file by its address has no access token yet: it lives in the memory of a page. On a line of 600 ms there
and back, a renewal that has to come before every other question costs more than a second (docs/adr/0081).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from starlette.requests import Request as HttpRequest

from contracts import files
from contracts.errors import PatravaliError

if TYPE_CHECKING:
    from gateway.door import Door

PAPERS = 200
"""As many as one part of the list holds; a client asks for the parts after it with `next`."""
NOTES = 5
"""Those that a window shows first; a long noting would keep the first page waiting."""
PATIENCE = 3.0
"""Seconds. A renewal never waits longer for what only comes with it."""


async def opening(door: Door, http: HttpRequest, signed_in: dict[str, Any], file_id: UUID) -> dict[str, Any] | None:
    """The file, its papers, the leave to read them and its first notes, as whoever was signed in is shown them; nothing
    where one of them is refused or late: the client then asks as usual, and is told why."""
    if signed_in.get("charge_id") is None or signed_in.get("must_change_password"):
        return None
    try:
        caller = await door.admit_renewed(http, signed_in["access_token"])
        async with asyncio.timeout(PATIENCE):
            found = await asyncio.gather(
                door.ask(files.GetFile(file_id=file_id), http, caller),
                door.ask(files.ListCorrespondence(file_id=file_id, limit=PAPERS), http, caller),
                door.ask(files.ListNotes(file_id=file_id, limit=NOTES), http, caller),
                door.ask(files.OpenView(file_id=file_id), http, caller, uuid4()),
                # The others are heard to their end too, so that none is left alone.
                return_exceptions=True,
            )
    except (PatravaliError, TimeoutError):
        return None
    for each in found:
        if isinstance(each, PatravaliError):
            return None
        if isinstance(each, BaseException):
            raise each
    return dict(zip(("file", "correspondence", "notes", "view"), found, strict=True))


PARAMETER: dict[str, Any] = {
    "name": "opening",
    "in": "query",
    "required": False,
    "description": "A file that is about to be shown: what its first view needs comes with the answer.",
    "schema": {"type": "string", "format": "uuid"},
}
_SCHEMAS = "#/components/schemas/"
DESCRIBED: dict[str, Any] = {
    "description": "Present where `opening` names a file that may be read.",
    "type": "object",
    "required": ["file", "correspondence", "notes", "view"],
    "properties": {
        "file": {"$ref": f"{_SCHEMAS}FileView"},
        "correspondence": {"$ref": f"{_SCHEMAS}Page_CorrespondenceView_"},
        "notes": {"$ref": f"{_SCHEMAS}Page_NoteView_"},
        "view": {"$ref": f"{_SCHEMAS}ViewGrant"},
    },
}
