"""A whole file put together, as one PDF or as a package: made in the background, kept some days for who ordered it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Command, Count, Query, Sha256, View
from contracts.bounds import GROWING
from contracts.compilations import CompilationState
from contracts.documents import ReadView

FileCompilationKind = Annotated[Literal["print", "package"], GROWING]


class FileCompilationView(View):
    """How far it is, for the person who ordered it."""

    id: UUID
    file_id: UUID
    kind: FileCompilationKind
    state: CompilationState
    done: Count = Field(description="Things of the file that were prepared.")
    total: Count
    pages: Count = 0
    size: int = Field(default=0, ge=0, le=5 * 2**40, description="Bytes.")
    sha256: Sha256 | None = None
    failure: str | None = Field(default=None, max_length=100)
    ordered_at: datetime
    expires_at: datetime


class CompileFile(Command, service="files", returns=FileCompilationView, timeout=30.0):
    """The whole file as one PDF (row 18): cover, contents, both sides with their numbers, who printed it and when.

    Or as an archive package: originals, that PDF, metadata and the ledger, with a verifier that needs no server. It is
    made in the background; ``GetFileCompilation`` tells how far it is. Yellow notes are no part of it.
    """

    file_id: UUID
    kind: Literal["print", "package"] = "print"


class GetFileCompilation(Query, service="files", returns=FileCompilationView):
    """How far it is. Only who ordered it sees it."""

    file_id: UUID
    compilation_id: UUID


class OpenFileCompilation(Query, service="files", returns=ReadView):
    """Read what was put together, as long as the file itself may be seen."""

    file_id: UUID
    compilation_id: UUID


__all__ = ["CompileFile", "FileCompilationKind", "FileCompilationView", "GetFileCompilation", "OpenFileCompilation"]
