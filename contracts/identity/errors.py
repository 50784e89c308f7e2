"""What identity refuses, and why."""

from __future__ import annotations

from contracts.errors import Conflict, Forbidden, Invalid, NotFound, PreconditionFailed, TooMany, Unauthenticated


class SignInRefused(Unauthenticated):
    """The user name or the password is wrong."""

    code = "sign_in.refused"


class TooManyAttempts(TooMany):
    """Too many failed sign-ins. Field ``retry_after`` gives seconds."""

    code = "sign_in.too_many_attempts"


class SessionEnded(Unauthenticated):
    """The session has ended; sign in again."""

    code = "session.ended"


class ChargeNotCurrent(Forbidden):
    """The person does not hold this charge at this time."""

    code = "charge.not_current"


class PasswordMustChange(Forbidden):
    """A one-time password has to be changed before any work."""

    code = "password.must_change"


class PasswordTooWeak(Invalid):
    """The new password is too easy to guess. Field ``reason``: short, repeats, contains_name or same."""

    code = "password.too_weak"


class WrongPassword(Forbidden):
    """The old password is wrong."""

    code = "password.wrong"


class NotAdministrator(Forbidden):
    """The directory is kept by the e-District manager and the administrator only."""

    code = "directory.not_administrator"


class NotInDirectory(NotFound):
    """There is no such entry. Fields ``entry`` (office, unit, post, person, charge, calendar) and ``id``."""

    code = "directory.not_found"


class NameTaken(Conflict):
    """Another entry has this value already. Field ``field`` says which: user_name, abbreviation_en or lgd_code."""

    code = "directory.name_taken"


class StillInUse(Conflict):
    """It cannot be removed, because others depend on it. Field ``by`` says what."""

    code = "directory.still_in_use"


class Loop(Conflict):
    """An office or a post would be above itself."""

    code = "directory.loop"


class StaleEntry(PreconditionFailed):
    """The entry was changed since you saw it. Field ``version`` is the present one."""

    code = "directory.stale"


class PostAlreadyHeld(Conflict):
    """The post has a substantive holder in this period."""

    code = "charge.post_already_held"


class ChargeOverlaps(Conflict):
    """The person holds this post already in this period."""

    code = "charge.overlaps"


class ToOneself(Forbidden):
    """Nobody gives a charge, or authority at a post of one's own, to oneself."""

    code = "charge.to_oneself"


class GuardedPost(Forbidden):
    """No service account acts from a post that decides or that keeps the directory."""

    code = "charge.guarded_post"


class BadPeriod(Invalid):
    """The charge would end before it begins."""

    code = "charge.bad_period"


class PersonInactive(Conflict):
    """The person's account is not active."""

    code = "person.inactive"


class NotForServices(Conflict):
    """A service account has a secret, not a password, and a person has no secret."""

    code = "person.wrong_kind"


class CalendarExists(Conflict):
    """The State, the district or the office has a calendar already; change that one."""

    code = "calendar.exists"


class CalendarUnclear(Invalid):
    """It would say two things of one day. Fields ``reason`` (office, hours, pattern_twice, day_twice) and ``at``."""

    code = "calendar.unclear"


class NeedsSecondPerson(Conflict):
    """A second person has to confirm this: send it as a proposal. Field ``act`` says what."""

    code = "directory.second_person"


class NoSecondPersonNeeded(Conflict):
    """It can be done at once and is not proposed."""

    code = "proposal.not_needed"


class ProposalNotFound(NotFound):
    """There is no such proposal, or the caller may not see it."""

    code = "proposal.not_found"


class ProposalPending(Conflict):
    """The same thing is proposed already. Field ``number`` says as which."""

    code = "proposal.pending"


class TooManyProposals(TooMany):
    """The caller proposed so much within a day. Fields ``limit`` and ``retry_after`` (seconds)."""

    code = "proposal.too_many"


class ProposalOver(Conflict):
    """The proposal was settled before. Field ``state`` says how."""

    code = "proposal.over"


class NotSecondPerson(Forbidden):
    """Neither who proposed it nor who gains by it confirms a proposal, and nobody without the authority."""

    code = "proposal.not_second_person"


class OneTimePasswordPending(Conflict):
    """The person has a one-time password that somebody else knows; it has to be changed first."""

    code = "proposal.one_time_password"
