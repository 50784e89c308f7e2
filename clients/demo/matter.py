"""What the letter is about, and what the office writes on it. Names and places are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contracts.files import Addressee, Sender

SHIPPED = Path(__file__).resolve().parents[2] / "deploy" / "demo" / "letter.pdf"


@dataclass(frozen=True)
class Matter:
    """One letter and the office's answer to it."""

    letter: Path
    subject: str
    sender: Sender
    letter_date: date | None
    head: str | None
    """Numbering head of the file; the section's first where none is named."""
    facts: tuple[str, ...]
    """The dealing hand's paragraphs."""
    proposal: str
    order: str
    """The DM's."""
    reply_subject: str
    reply_reference: str
    """``{diary}`` is the diary number."""
    reply: tuple[str, ...]
    reply_corrected: tuple[str, ...]
    """As the section officer corrects it."""
    addressee: Addressee
    copy_to: tuple[str, ...]
    expected_words: tuple[str, ...]
    """Words of which some have to be found in the scan; empty: any text will do."""


def matter_of(letter: Path, *, reachable: bool) -> Matter:
    """The shipped letter's own matter, or a general one for any other. ``reachable``: the sender is sent alerts."""
    return _mutation(reachable) if letter.resolve() == SHIPPED else _any_letter(letter, reachable)


def _contact(reachable: bool) -> dict[str, str]:
    """Only where mail and SMS end in a postbox: nobody else may be reached by a demonstration."""
    return {"mobile": "+919800000001", "email": "sender@villager.example.org"} if reachable else {}


def _mutation(reachable: bool) -> Matter:
    first = (
        "उपर्युक्त विषयक प्रार्थना-पत्र की छायाप्रति संलग्न कर प्रेषित है, जिसके द्वारा प्रार्थी ने अवगत कराया है कि विरासत के "
        "आधार पर दाखिल-खारिज हेतु दिनांक 10 मार्च, 2026 को प्रस्तुत आवेदन-पत्र (क्रमांक 318) आठ माह से अधिक समय से लम्बित है।"
    )
    second = (
        "अतः निर्देशित किया जाता है कि प्रकरण का नियमानुसार परीक्षण कर 15 दिवस के भीतर निस्तारण सुनिश्चित करें तथा "
        "विलम्ब के कारणों सहित अपनी आख्या इस कार्यालय को उपलब्ध कराएँ।"
    )
    return Matter(
        letter=SHIPPED,
        subject="ग्राम देवखाल, तहसील कालसी में विरासत के आधार पर दाखिल-खारिज में हो रहे विलम्ब के सम्बन्ध में",
        sender=Sender(
            name="श्री जगतराम",
            category="citizen",
            address="ग्राम एवं पोस्ट देवखाल, तहसील कालसी, जनपद देहरादून",
            **_contact(reachable),
        ),
        letter_date=date(2026, 11, 16),
        head=None,
        facts=(
            "विचाराधीन पत्र श्री जगतराम, निवासी ग्राम देवखाल, तहसील कालसी का प्रार्थना-पत्र दिनांक 16 नवम्बर, 2026 है।",
            "प्रार्थी ने पिता के देहान्त के उपरान्त दिनांक 10 मार्च, 2026 को दाखिल-खारिज हेतु आवेदन किया था, जो क्रमांक 318 पर "
            "दर्ज है और राजस्व उप निरीक्षक की आख्या के अभाव में लम्बित बताया गया है।",
        ),
        proposal="उचित होगा कि तहसीलदार, कालसी को समयबद्ध निस्तारण हेतु निर्देशित किया जाए। पत्रावली आदेशार्थ प्रस्तुत है।",
        order="यथा प्रस्तावित। तहसीलदार, कालसी 15 दिवस के भीतर निस्तारण कर आख्या दें। पत्र का आलेख आज ही प्रस्तुत करें।",
        reply_subject="ग्राम देवखाल, तहसील कालसी के दाखिल-खारिज प्रकरण के शीघ्र निस्तारण के सम्बन्ध में।",
        reply_reference="श्री जगतराम का प्रार्थना-पत्र दिनांक 16 नवम्बर, 2026, डायरी संख्या {diary}",
        reply=(first, second),
        reply_corrected=(first, second, "कृत कार्यवाही से प्रार्थी को भी लिखित रूप में अवगत कराया जाए।"),
        addressee=Addressee(name="तहसीलदार, कालसी", address="तहसील कार्यालय, कालसी, जनपद देहरादून"),
        copy_to=("श्री जगतराम, ग्राम एवं पोस्ट देवखाल, तहसील कालसी को उनके प्रार्थना-पत्र के सन्दर्भ में सूचनार्थ।",),
        expected_words=("देवखाल", "कालसी", "तहसील", "दाखिल", "जिलाधिकारी", "देहरादून", "प्रार्थी", "खाता"),
    )


def _any_letter(letter: Path, reachable: bool) -> Matter:
    first = "उपर्युक्त विषयक आपका पत्र इस कार्यालय में प्राप्त हुआ।"
    second = "पत्र में उल्लिखित बिन्दुओं पर सम्बन्धित अधिकारी को आवश्यक कार्यवाही हेतु निर्देशित कर दिया गया है।"
    return Matter(
        letter=letter,
        subject=f"डाक से प्राप्त पत्र “{letter.stem[:120]}” पर कार्यवाही के सम्बन्ध में",
        sender=Sender(
            name="प्रेषक, जैसा पत्र में अंकित है", category="other", address="जैसा पत्र में अंकित है", **_contact(reachable)
        ),
        letter_date=None,
        head=None,
        facts=("विचाराधीन पत्र डाक से प्राप्त हुआ है और स्कैन कर पत्रावली में रखा गया है।",),
        proposal="पत्र में उल्लिखित बिन्दुओं पर सम्बन्धित अधिकारी को निर्देश दिया जाना उचित होगा। पत्रावली आदेशार्थ प्रस्तुत है।",
        order="यथा प्रस्तावित। प्रेषक को कृत कार्यवाही से अवगत कराया जाए।",
        reply_subject="आपके पत्र पर कृत कार्यवाही के सम्बन्ध में।",
        reply_reference="आपका पत्र, इस कार्यालय की डायरी संख्या {diary}",
        reply=(first, second),
        reply_corrected=(first, second, "इस विषय में हुई प्रगति से आपको पृथक से अवगत कराया जाएगा।"),
        addressee=Addressee(name="प्रेषक, जैसा पत्र में अंकित है", address="जैसा पत्र में अंकित है"),
        copy_to=(),
        expected_words=(),
    )
