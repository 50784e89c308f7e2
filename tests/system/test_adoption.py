"""The adoption board over the whole platform: identity is asked, and a return is taken by the division's command."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clients.demo import office as posts
from clients.demo.office import Desk
from clients.division.returns import put_together
from contracts.files import GetAdoption

SignIn = Callable[[str], Desk]
pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]


def test_a_return_as_the_gateway_gives_it_is_taken_by_the_board_of_a_division(sign_in: SignIn, tmp_path):
    """Guard: the view goes to the browser as the service hashed it; files may call identity."""
    officer = sign_in(posts.DM)

    answer = officer.api.send("GET", "/adoption/return")
    path = tmp_path / "return.json"
    path.write_bytes(answer.content)
    (one,) = put_together([path]).returns
    board = officer.api.get_adoption(GetAdoption())

    assert one.total.users is not None
    assert one.total.users >= one.total.active_7 >= 1
    assert one.total.offices == len(board.offices) == board.total.offices
    assert any(office.depth > 0 for office in board.offices)
