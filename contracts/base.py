"""What every contract model is built from: commands, queries, views, events, pages and the bounded types.

A request model carries where it goes in ``call`` (service, method, answer, who may call), so that a caller needs
nothing but the model: ``bus.call(ForwardFile(...))`` goes to ``files.forward_file`` and answers a ``FileView``.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from contracts.bounds import ONE_LINE, ONE_LINE_OR_NONE, PLAIN_TEXT, PLAIN_TEXT_OR_NONE, Moment

# A line of text in an office form; the bounds are generous for Devanagari, which needs more code points a word.
Line = Annotated[str, StringConstraints(min_length=1, max_length=300), ONE_LINE]
OptionalLine = Annotated[str, StringConstraints(max_length=300), ONE_LINE_OR_NONE]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Address = Annotated[str, StringConstraints(max_length=1000), PLAIN_TEXT_OR_NONE]
Remarks = Annotated[str, StringConstraints(max_length=2000), PLAIN_TEXT_OR_NONE]
Text = Annotated[str, StringConstraints(min_length=1, max_length=50_000), PLAIN_TEXT]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Base64 = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]*={0,2}$", max_length=200_000)]
Cursor = Annotated[str, StringConstraints(min_length=1, max_length=400), ONE_LINE]
Version = Annotated[int, Field(ge=1, le=2_000_000_000)]
Count = Annotated[int, Field(ge=0, le=2_000_000_000)]
PageNumber = Annotated[int, Field(ge=1, le=100_000)]
Limit = Annotated[int, Field(ge=1, le=200)]
Language = Literal["hi", "en"]
Source = Literal["live", "offline", "migrated"]
Capacity = Literal["own", "for", "link_officer"]


@dataclass(frozen=True)
class CallSpec:
    """Where a request goes and who may send it."""

    service: str
    method: str
    kind: Literal["command", "query"]
    returns: type[View]
    callers: frozenset[str]
    """Broker users that may call; the caller "gateway" must bring a person's token unless ``anonymous``."""
    anonymous: bool
    """No token is needed (sign-in, key set)."""
    idempotent: bool
    """The command id is required and its result kept. Sign-in and refresh are exempt."""
    timeout: float
    """Seconds that the gateway waits; a service calling another waits at most half of it."""


def method_name(class_name: str) -> str:
    """``ForwardFile`` → ``forward_file``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", class_name).lower()


class Strict(BaseModel):
    """Input: an unknown field is refused, white space at the ends is dropped."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)


class View(BaseModel):
    """Output: read tolerantly, so that a newer service may add fields."""

    model_config = ConfigDict(extra="ignore", frozen=True, from_attributes=True, defer_build=True)


class Request(Strict):
    """A command or a query. Subclass with ``service=`` and ``returns=``."""

    call: ClassVar[CallSpec]
    request_kind: ClassVar[Literal["command", "query"]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        # The keywords are for __pydantic_init_subclass__, which runs when the fields are known.
        super().__init_subclass__()

    @classmethod
    def __pydantic_init_subclass__(
        cls,
        *,
        service: str = "",
        returns: type[View] | None = None,
        callers: Collection[str] = ("gateway",),
        anonymous: bool = False,
        idempotent: bool = True,
        timeout: float = 10.0,
        **kwargs: Any,
    ) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if service and returns is not None:
            cls.call = CallSpec(
                service=service,
                method=method_name(cls.__name__),
                kind=cls.request_kind,
                returns=returns,
                callers=frozenset(callers),
                anonymous=anonymous,
                idempotent=idempotent and cls.request_kind == "command",
                timeout=timeout,
            )


class Command(Request):
    """Asks for a change. The command id travels beside it, not in it."""

    request_kind = "command"

    occurred_at: Moment | None = Field(
        default=None, description="When the act happened, where that is not now (done offline). Claimed by the client."
    )
    source: Literal["live", "offline"] = Field(default="live", description="How the act reached the server.")


class Query(Request):
    """Asks for a view and changes nothing."""

    request_kind = "query"


class Event(View):
    """A fact in the past. The envelope around it carries id, type, times, source and actor."""

    source_service: ClassVar[str]
    schema_version: ClassVar[int] = 1
    event_type: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__()

    @classmethod
    def __pydantic_init_subclass__(cls, *, service: str = "", **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if service:
            cls.source_service = service
            cls.event_type = method_name(cls.__name__)


class ActorView(View):
    """Who acted, as recorded with every act: the person, the charge held, the post and in which capacity."""

    person_id: UUID | None = None
    charge_id: UUID | None = None
    post_id: UUID | None = None
    capacity: Capacity | None = None
    service: str | None = Field(default=None, max_length=64, description="Set when a service acted by itself.")


Data = TypeVar("Data", bound=Event)
Item = TypeVar("Item", bound=View)


class Envelope(View, Generic[Data]):
    """What is published: the body of every message on an events exchange."""

    event_id: UUID
    type: str = Field(max_length=64)
    version: int = Field(ge=1, description="Version of the event's schema.")
    occurred_at: datetime
    recorded_at: datetime
    source: Source
    actor: ActorView | None
    data: Data


class Paged(Query):
    """A list that continues where ``cursor`` says."""

    cursor: Cursor | None = None
    limit: Limit = 50


class Page(View, Generic[Item]):
    """A part of a list; ``next`` is the cursor of the part after it, or none."""

    items: list[Item]
    next: str | None = None


class Nothing(View):
    """An answer without content."""
