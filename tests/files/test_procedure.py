"""A pack of rules put into use, the rules of a day, and the category under which a file is closed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from contracts.files import CloseFile, GetFile, GetProcedure, ListLedger, ReopenFile
from contracts.files.errors import DisposalMissing, DisposalUnknown, RoleMissing
from services.files.handlers.procedure import PackRefused
from tests.files.office import Office
from tests.files.packs import PACK, a_pack, use


def wants_a_disposal(content: dict[str, Any]) -> None:
    content["closing"][0]["required"] = True


def renames_rejected(content: dict[str, Any]) -> None:
    """From April 2026 on what is rejected is called otherwise."""
    old = next(rule for rule in content["disposals"] if rule["code"] == "rejected")
    new = {**old, "valid_from": date(2026, 4, 1), "name": {"hi": "निरस्त", "en": "Cancelled"}}
    old["valid_to"] = date(2026, 3, 31)
    content["disposals"].append(new)


def test_a_pack_is_taken_once(office: Office):
    assert use(office, a_pack()) is True
    assert use(office, a_pack()) is False

    view = office.ask(GetProcedure(), by="clerk")
    assert (view.pack.code, view.pack.version, view.pack.sha256) == ("in-uk", 1, a_pack().sha256)


def test_changed_rules_need_a_higher_version_and_are_named(office: Office):
    use(office, a_pack())

    with pytest.raises(PackRefused, match="closing disposal 2000-01-01"):
        use(office, a_pack(wants_a_disposal))

    assert office.ask(GetProcedure(), by="clerk").disposal_required is False
    assert use(office, a_pack(lambda content: (wants_a_disposal(content), content.update(version=2)))) is True
    assert office.ask(GetProcedure(), by="clerk").disposal_required is True


def test_an_older_version_does_not_come_back(office: Office):
    use(office, a_pack())
    use(office, a_pack(lambda content: content.update(version=2)))

    with pytest.raises(PackRefused, match="version 2 was loaded before"):
        use(office, a_pack())


def test_another_states_pack_is_taken_on_purpose_only(office: Office):
    use(office, a_pack())
    other = a_pack(path=PACK.with_name("in-mp.yaml"))

    with pytest.raises(PackRefused, match="in-uk is in use here"):
        use(office, other)
    with pytest.raises(PackRefused, match="in-up is not in use"):
        use(office, other, instead_of="in-up")

    assert use(office, other, instead_of="in-uk") is True
    assert office.ask(GetProcedure(), by="clerk").pack.code == "in-mp"


def test_without_a_pack_there_are_no_rules(office: Office):
    view = office.ask(GetProcedure(), by="clerk")

    assert (view.pack, view.notings, view.disposals, view.disposal_required) == (None, [], [], False)


def test_the_view_has_every_kind_of_rule_with_what_it_rests_on(office: Office):
    use(office, a_pack())

    view = office.ask(GetProcedure(), by="clerk")

    assert [grade.code for grade in view.urgency] == ["routine", "priority", "immediate", "top_priority"]
    assert view.channels[0].levels == ["dealing_hand", "section_officer", "adm", "dm"]
    assert view.levels[-1].roles == ["dm"]
    assert {rule.code: rule.pattern for rule in view.numbering}["letter"] == "{file}/{serial}"
    limit = next(rule for rule in view.limits if rule.code == "rti_request")
    assert (limit.count, limit.unit, limit.basis) == (30, "calendar_days", "statutory")
    assert "7(1)" in view.citations[limit.citation].text_en
    assert view.citations[limit.citation].confirmed is True
    assert view.citations[view.notings[0].citation].confirmed is False
    assert view.notings[0].text_hi == "अवलोकनार्थ एवं आदेशार्थ प्रस्तुत।"


def test_a_day_is_told_its_own_rules(office: Office):
    use(office, a_pack(renames_rejected))

    def called(day: date) -> list[str]:
        rules = office.ask(GetProcedure(day=day), by="clerk").disposals
        return [rule.name_en for rule in rules if rule.code == "rejected"]

    assert called(date(2026, 3, 31)) == ["Rejected"]
    assert called(date(2026, 4, 1)) == ["Cancelled"]
    assert called(date(1999, 12, 31)) == []
    assert office.ask(GetProcedure(day=date(2005, 10, 11)), by="clerk").citations.keys().isdisjoint({"rti_request"})


def test_a_file_is_closed_under_a_category_which_the_ledger_and_the_file_tell(office: Office):
    use(office, a_pack())
    file = office.a_file("so-lra")

    closed = office.ask(CloseFile(file_id=file.id, reason="निस्तारित", disposal="merged"), by="so-lra")

    assert (closed.disposal.code, closed.disposal.name_en) == ("merged", "Merged into another file")
    assert (closed.disposal.pack, closed.disposal.pack_version) == ("in-uk", 1)
    assert office.ask(GetFile(file_id=file.id), by="so-lra").disposal == closed.disposal
    entry = office.ask(ListLedger(file_id=file.id), by="so-lra").items[-1]
    assert '"disposal":"merged"' in entry.body
    assert '"procedure":"in-uk/1"' in entry.body


def test_a_file_that_is_opened_again_has_no_category(office: Office):
    use(office, a_pack())
    file = office.a_file("so-lra")
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित", disposal="merged"), by="so-lra")

    again = office.ask(ReopenFile(file_id=file.id, reason="नया पत्र"), by="so-lra")

    assert again.disposal is None
    assert office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra").disposal is None


@pytest.mark.parametrize("loaded", [True, False])
def test_an_unknown_category_is_refused(office: Office, loaded: bool):
    if loaded:
        use(office, a_pack())
    file = office.a_file("so-lra")

    with pytest.raises(DisposalUnknown) as refused:
        office.ask(CloseFile(file_id=file.id, reason="निस्तारित", disposal="shelved"), by="so-lra")

    assert refused.value.fields["disposal"] == "shelved"
    assert office.ask(GetFile(file_id=file.id), by="so-lra").state == "open"


def test_a_category_is_left_out_only_where_the_procedure_lets_it(office: Office):
    use(office, a_pack(wants_a_disposal))
    file = office.a_file("so-lra")

    with pytest.raises(DisposalMissing):
        office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")

    office.ask(CloseFile(file_id=file.id, reason="निस्तारित", disposal="disposed"), by="so-lra")


def test_who_may_not_close_is_told_that_first(office: Office):
    use(office, a_pack(wants_a_disposal))
    file = office.a_file("clerk")

    with pytest.raises(RoleMissing):
        office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="clerk")


def test_what_was_done_offline_is_judged_by_the_rules_of_its_day(office: Office):
    def ends_merged(content: dict[str, Any]) -> None:
        rule = next(rule for rule in content["disposals"] if rule["code"] == "merged")
        rule["valid_to"] = date(2026, 3, 31)

    use(office, a_pack(ends_merged))
    office.clock = lambda: datetime(2026, 3, 30, 6, tzinfo=UTC)
    file, other = office.a_file("so-lra"), office.a_file("so-lra")
    office.clock = lambda: datetime(2026, 4, 2, 6, tzinfo=UTC)
    offline = {"occurred_at": datetime(2026, 3, 31, 6, tzinfo=UTC), "source": "offline"}

    closed = office.ask(CloseFile(file_id=file.id, reason="निस्तारित", disposal="merged", **offline), by="so-lra")

    assert closed.disposal.code == "merged"
    with pytest.raises(DisposalUnknown):
        office.ask(CloseFile(file_id=other.id, reason="निस्तारित", disposal="merged"), by="so-lra")
