"""The texts and the check that keeps them right."""

import copy
from pathlib import Path
from typing import get_args

import pytest
import yaml

from contracts.notifications import MessageKind
from services.notifications.domain.sms import RegisteredText, Registry
from services.notifications.domain.wording import Catalogue
from services.notifications.templates import TEXTS, load_catalogue, load_registry
from services.notifications.templates.__main__ import main

DEMO_REGISTRY = Path(__file__).parents[2] / "deploy" / "demo" / "dlt.yaml"
ALL = {
    "number": "11/23/2026-NAZ",
    "subject": "आंगनबाड़ी केंद्र की मरम्मत",
    "from_post": "अनुभाग अधिकारी, नजारत",
    "to_post": "अपर जिलाधिकारी",
}


def the_content() -> dict:
    return copy.deepcopy(yaml.safe_load(TEXTS.read_text(encoding="utf-8")))


def problems_with(change) -> list[str]:
    content = the_content()
    change(content["templates"])
    return Catalogue.parse(content).problems()


def test_the_shipped_texts_have_no_problem():
    assert load_catalogue().problems() == []


def test_there_is_a_text_for_each_kind_of_message():
    in_other_words = {"file_woke"}

    assert set(load_catalogue().templates) == set(get_args(get_args(MessageKind)[0])) | in_other_words


def test_the_shipped_texts_are_those_of_the_demonstration_registry():
    assert load_catalogue().unregistered(load_registry(DEMO_REGISTRY)) == []


def test_the_check_on_the_command_line_says_all_is_well(capsys):
    status = main([str(DEMO_REGISTRY)])

    assert status == 0
    assert capsys.readouterr().out == ""


def test_the_check_on_the_command_line_names_what_is_registered_in_other_words(tmp_path, capsys):
    registry = tmp_path / "dlt.yaml"
    registry.write_text(
        DEMO_REGISTRY.read_text(encoding="utf-8").replace("आपका पत्र मिला।", "आपका पत्र आया।"), encoding="utf-8"
    )

    status = main([str(registry)])

    assert status == 1
    assert "receipt_acknowledged.hi: registered in other words" in capsys.readouterr().out


def test_an_sms_that_may_need_two_parts_is_found():
    found = problems_with(
        lambda texts: texts["file_arrived"]["hi"].update(sms="पत्रावली {number} आपके पटल पर आई है, कृपया देखें।")
    )

    assert any("1 of its parts hold 70" in problem for problem in found)


@pytest.mark.parametrize(("parts", "room"), [(1, "1 of its parts hold 70"), (2, None)])
def test_an_acknowledgement_may_take_the_two_parts_that_it_names(parts: int, room: str | None):
    found = problems_with(lambda texts: texts["receipt_acknowledged"]["hi"].update(sms_parts=parts))

    assert found == ([] if room is None else [problem for problem in found if room in problem])
    assert bool(found) == (room is not None)


def test_an_english_sms_is_counted_by_the_gsm_alphabet():
    def change(texts):
        texts["receipt_acknowledged"]["en"].update(sms="{number}" + "x" * 131)

    assert any("may take 161 characters; 1 of its parts hold 160" in problem for problem in problems_with(change))


def test_a_title_that_names_the_subject_is_found():
    found = problems_with(lambda texts: texts["file_arrived"]["hi"].update(title="पत्रावली {number}: {subject}"))

    assert any("names the number only" in problem for problem in found)


def test_an_sms_that_names_the_subject_is_found():
    found = problems_with(lambda texts: texts["file_arrived"]["hi"].update(sms="{subject}"))

    assert any("may not name subject" in problem for problem in found)


def test_english_words_in_the_hindi_text_are_found():
    found = problems_with(lambda texts: texts["file_arrived"]["hi"].update(title="File {number} आई है"))

    assert any("English words" in problem for problem in found)


def test_an_unknown_value_and_an_unknown_channel_are_found():
    def change(texts):
        texts["file_arrived"]["en"]["lines"].append("{nonsense}")
        texts["receipt_copy"]["channels"].append("pigeon")

    found = problems_with(change)

    assert "file_arrived.en: unknown value nonsense" in found
    assert "receipt_copy: unknown channel pigeon" in found


def test_a_line_names_what_is_known():
    worded = load_catalogue().put("file_arrived", "hi", ALL)

    assert worded.title == "पत्रावली 11/23/2026-NAZ आपके पटल पर आई है"
    assert "विषय: आंगनबाड़ी केंद्र की मरम्मत" in worded.text.splitlines()


def test_a_line_whose_value_is_missing_is_left_out():
    worded = load_catalogue().put("file_arrived", "hi", {**ALL, "subject": ""})

    assert "विषय" not in worded.text
    assert "None" not in worded.text
    assert "{" not in worded.text


def test_an_urgency_is_named_in_the_language_and_routine_is_not_named():
    catalogue = load_catalogue()

    assert catalogue.word("urgency", "immediate", "hi") == "तत्काल"
    assert catalogue.word("urgency", "routine", "hi") == ""


def test_an_unregistered_text_is_named():
    registry = Registry("1", "PTRVLI", {("file_arrived", "hi"): RegisteredText("1", "कुछ और")})

    found = load_catalogue().unregistered(registry)

    assert "file_arrived.hi: registered in other words" in found
    assert "file_arrived.en: not registered" in found


def test_texts_with_a_problem_are_not_loaded(tmp_path):
    content = the_content()
    content["templates"]["file_arrived"]["hi"]["title"] = "{subject}"
    path = tmp_path / "texts.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")

    with pytest.raises(ValueError, match="names the number only"):
        load_catalogue(path)
