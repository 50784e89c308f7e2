"""What the demonstration prints, without a platform."""

import pytest

from clients.demo.checks import Checks, eventually
from clients.demo.matter import SHIPPED, matter_of
from clients.demo.platform import NotADemonstration, Running
from clients.demo.show import COLUMNS, duration, fitted, table, width


def test_marks_above_and_below_a_letter_take_no_column():
    assert width("क") == width("कु") == 1
    assert width("पत्र") == 3


def test_a_text_is_cut_to_its_column_between_letters():
    text = fitted("अनुभाग अधिकारी, राजस्व अनुभाग", 12)

    assert width(text) == 12
    assert text.rstrip().endswith("…")


def test_a_short_text_is_filled_up():
    assert fitted("पद", 5) == "पद   "


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(3.21, "3.2 से॰"), (245, "4 मि॰ 05 से॰"), (7800, "2 घं॰ 10 मि॰"), (442_800, "5 दिन 3 घं॰")],
)
def test_a_duration_is_said_as_people_say_it(seconds, said):
    assert duration(seconds) == said


def test_a_table_fits_the_terminal(capsys):
    table(("पटल", "समय"), [("जिलाधिकारी" * 20, "3.2 से॰")], (80, 10))

    assert max(width(line) for line in capsys.readouterr().out.splitlines()) <= COLUMNS


def test_a_table_that_is_too_wide_is_refused():
    with pytest.raises(ValueError, match="wider"):
        table(("a", "b"), [], (90, 20))


def test_a_play_without_checks_has_not_succeeded():
    assert not Checks().all_hold


def test_one_check_that_fails_is_enough(capsys):
    checks = Checks()

    checks.that("पहली", True)
    checks.that("दूसरी", False, "कारण")

    assert not checks.all_hold
    assert [str(check) for check in checks.failed] == ["✗ दूसरी — कारण"]
    assert "✓ पहली" in capsys.readouterr().out


def test_waiting_ends_with_the_last_answer():
    assert eventually(list, 0.0) == []
    assert eventually(lambda: ["there"], 0.0) == ["there"]


def test_nobody_outside_is_reached_where_there_is_no_postbox(tmp_path):
    for letter in (SHIPPED, tmp_path / "another.tif"):
        sender = matter_of(letter, reachable=False).sender

        assert sender.mobile is None
        assert sender.email is None


def test_a_platform_without_demo_logins_is_said_in_both_languages(tmp_path):
    with pytest.raises(NotADemonstration, match="not started for demonstrations") as refused:
        Running("http://127.0.0.1:1", tmp_path).logins()

    assert "प्रदर्शन" in str(refused.value)
