"""What files refuses of oral orders, and why."""

from __future__ import annotations

from contracts.errors import Conflict, Forbidden, Invalid, NotFound


class OralOrderNotFound(NotFound):
    """No such order, or not for this actor."""

    code = "oral_order.not_found"


class OrderNotFromAbove(Invalid):
    """Orders are taken from a post above the desk. Fields ``post_hi`` and ``post_en`` name the other one."""

    code = "oral_order.not_from_above"


class OrderByNobody(Invalid):
    """Nobody held that post when the order is said to have been given. Fields ``post_hi`` and ``post_en``."""

    code = "oral_order.nobody_held_post"


class OrderTimeWrong(Invalid):
    """The order would be younger than its record, or too old. Fields ``earliest`` and ``latest``."""

    code = "oral_order.bad_time"


class NotTheOfficer(Forbidden):
    """Only the officer himself says whether he gave the order. Fields ``officer_hi`` and ``officer_en``."""

    code = "oral_order.not_the_officer"


class OralOrderAnswered(Conflict):
    """The officer has answered already. Field ``state`` says how."""

    code = "oral_order.answered"
