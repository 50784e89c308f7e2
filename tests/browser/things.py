"""What stands on the screens: files, letters and papers in every state, each made when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from uuid import UUID

from clients.demo.checks import eventually
from clients.demo.matter import SHIPPED
from clients.demo.office import ADM, ADMINISTRATOR, CLERK, DISPATCH, DM, OFFICER
from contracts.documents import GetDocument
from contracts.files import (
    AddNote,
    AwaitReplies,
    DispatchLetter,
    FileTlReport,
    LetterView,
    MarkChecklistItem,
    OpenView,
    PaperFileView,
    SetFollowUp,
)
from tests.browser.matters import PAGES_SECONDS, Matters


@dataclass
class Things:
    """What the screens show, made when the first of them is opened."""

    matters: Matters

    @cached_property
    def file(self) -> UUID:
        facts = "विचाराधीन पत्र श्री जगतराम, निवासी ग्राम देवखाल का प्रार्थना-पत्र है (@पृष्ठ 1)।"
        proposal = "उचित होगा कि तहसीलदार, कालसी को समयबद्ध निस्तारण हेतु निर्देशित किया जाए।"
        file = self.matters.file_with_letter(notes=(facts, proposal))
        self.matters.draft(file)
        self.matters.flag_first_paper(file)
        return file.id

    @cached_property
    def case(self) -> UUID:
        """A file that is a case, one paper of its checklist marked."""
        file = self.matters.file("सूचना का अधिकार: भूमि अभिलेखों की प्रति", case_type="rti")
        clerk = self.matters.at(CLERK)
        clerk.api.mark_checklist_item(MarkChecklistItem(file_id=file.id, item="application", state="done"))
        return file.id

    @cached_property
    def consulted(self) -> tuple[UUID, UUID]:
        """A file on which the ADM has yet to answer, and the section officer's opinion on it."""
        file = self.matters.file("भूमि आवंटन प्रस्ताव पर राय", notes=("प्रस्ताव परीक्षणार्थ प्रस्तुत है।",))
        asked = self.matters.consult(file, ADM, OFFICER)
        self.matters.answer(asked[1], by=OFFICER)
        return file.id, asked[1].id

    @cached_property
    def ordered(self) -> UUID:
        """A file with a corrected note and an oral order that the ADM has still to confirm."""
        file = self.matters.file("सीमांकन प्रकरण में मौखिक निर्देश", notes=("भूमि का क्षेत्रफल 0.2 हेक्टेयर है।",))
        corrected = "@शुद्धि 1: क्षेत्रफल 0.3 हेक्टेयर पढ़ा जाए।"
        self.matters.at(CLERK).api.add_note(AddNote(file_id=file.id, paragraphs=[corrected], corrects=[1]))
        self.matters.oral_order(file, officer=ADM, by=CLERK)
        return file.id

    @cached_property
    def receipt(self) -> UUID:
        return self.matters.receipt(marked_to=CLERK, scan=SHIPPED).id

    @cached_property
    def draft(self) -> UUID:
        return self.matters.draft(self.matters.file()).id

    @cached_property
    def letter(self) -> LetterView:
        return self.matters.letter(self.matters.forward(self.matters.file(), by=CLERK, to=DM))

    @cached_property
    def issued(self) -> LetterView:
        """One of two; the other has been sent and stands in the dispatch register."""
        sent, waiting = (
            self.matters.issued(self.matters.forward(self.matters.file(), by=CLERK, to=DM)) for _ in range(2)
        )
        self.matters.at(DISPATCH).api.dispatch_letter(
            DispatchLetter(letter_id=sent.id, mode="speed_post", tracking_number="EU480017326IN")
        )
        return waiting

    @cached_property
    def awaited(self) -> UUID:
        """A file of the District Magistrate with a letter whose addressee has still to answer, and a follow-up."""
        letter, api = self.issued, self.matters.at(DM).api
        day = (datetime.now(UTC) + timedelta(days=10)).date()
        api.await_replies(AwaitReplies(letter_id=letter.id, due_on=day))
        api.set_follow_up(SetFollowUp(file_id=letter.file_id, due_on=day, word="तहसील की आख्या आई या नहीं"))
        # The file shows the letter's first page.
        api.open_view(OpenView(file_id=letter.file_id))
        document = GetDocument(document_id=letter.document_id)
        eventually(lambda: api.get_document(document).versions[-1].pages, PAGES_SECONDS)
        return letter.file_id

    @cached_property
    def proposed(self) -> str:
        """The number of one of two proposals on the ADM's post: the District Magistrate above him may confirm them."""
        return self.matters.proposals(about=ADM, by=ADMINISTRATOR)[0].number

    @cached_property
    def time_limit(self) -> UUID:
        """A TL letter on which the clerk's office and the section officer's have to report; the officer has."""
        letter = self.matters.time_limit(CLERK, OFFICER)
        self.matters.at(OFFICER).api.file_tl_report(
            FileTlReport(tl_id=letter.id, text="हैण्डपम्प की मरम्मत करा दी गई है।", full=True)
        )
        return letter.id

    @cached_property
    def paper(self) -> PaperFileView:
        """A paper file on its way from the clerk to the section officer."""
        return self.matters.paper(coming_to=OFFICER)

    @cached_property
    def meeting(self) -> UUID:
        """A meeting of today on a TL letter and a file, with a decision on the first."""
        meeting = self.matters.meeting(self.time_limit, self.matters.forward(self.matters.file(), by=CLERK, to=OFFICER))
        return meeting.id

    @cached_property
    def some(self) -> None:
        """A desk with more than one row."""
        for number in range(1, 6):
            self.matters.forward(self.matters.file(f"भूमि विवाद प्रकरण {number} की आख्या"), by=CLERK, to=OFFICER)
