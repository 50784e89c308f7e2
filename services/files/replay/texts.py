"""What a replay tells its operator, in Hindi and English."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    hi: str
    en: str

    def __str__(self) -> str:
        return f"{self.hi} / {self.en}"


FINDINGS = {
    "row_without_case": Said("प्रकरण का नाम नहीं; घटना नहीं ली गई", "no case is named; the event was not taken"),
    "timestamp_unreadable": Said("समय पढ़ा नहीं गया; घटना नहीं ली गई", "unreadable time; the event was not taken"),
    "in_the_future": Said("घटना का समय अभी नहीं आया; घटना नहीं ली गई", "lies in the future; the event was not taken"),
    "ends_in_the_future": Said(
        "समाप्ति का समय अभी नहीं आया; पत्रावली खुली है", "the end lies in the future; the file is open"
    ),
    "case_without_resource": Said(
        "प्रकरण में किसी पटल का नाम नहीं; प्रकरण नहीं लिया गया", "no desk is named in the case; it was not taken"
    ),
    "refused": Said("सेवा के नियम ने अस्वीकार किया; यह कार्य नहीं हुआ", "refused by a rule of the service; it was not done"),
    "events_after_end": Said(
        "समाप्ति के बाद घटनाएँ; बन्द पत्रावली पर टिप्पणी के रूप में", "events after the end; noted on the closed file"
    ),
    "ended_before_first_event": Said(
        "पहली घटना से पहले समाप्त; पत्रावली खुलते ही बन्द की गई", "ended before its first event; closed when it was opened"
    ),
    "starts_after_first_event": Said(
        "आरम्भ पहली घटना के बाद लिखा है; पहली घटना मानी गई", "said to start after its first event; that event counts"
    ),
    "never_ended": Said("समाप्ति नहीं लिखी; पत्रावली खुली है", "no end is given; the file is open"),
    "ended_late": Said("समय-सीमा के बाद समाप्त", "ended after its deadline"),
    "no_deadline": Said("समय-सीमा नहीं लिखी", "no deadline is given"),
    "deadline_before_first_event": Said("समय-सीमा पहली घटना से पहले की है", "the deadline lies before the first event"),
    "no_resource": Said(
        "घटना में पटल का नाम नहीं; जिसके पास पत्रावली थी, उसकी मानी गई", "no desk is named; the file's holder counts"
    ),
    "no_activity": Said("घटना में कार्य का नाम नहीं", "no activity is named"),
    "out_of_order": Said(
        "घटनाएँ समय के क्रम में नहीं थीं; क्रम में रखी गईं", "events were not in the order of time; they were sorted"
    ),
    "repeated_event": Said("वही घटना दुबारा; दोनों ली गईं", "the same event again; both were taken"),
    "attribute_varies": Said(
        "प्रकरण की दो बातें मेल नहीं खातीं; पहली मानी गई", "the case is told in two ways; the first counts"
    ),
    "attribute_unreadable": Said("प्रकरण की तिथि पढ़ी नहीं गई; छोड़ी गई", "unreadable date of the case; left out"),
    "zone_missing": Said("समय-क्षेत्र नहीं लिखा; भारतीय समय माना गया", "no time zone is given; Indian time was taken"),
    "text_changed": Said("पाठ एक पंक्ति में किया या छोटा किया गया", "a text was made one line, or cut"),
    "differs_by_capitals": Said(
        "दो पटलों के नाम में केवल बड़े-छोटे अक्षरों का भेद है; दोनों अलग रखे गए", "desks differ by capitals only; kept as two"
    ),
}

REFUSALS = {
    "not_empty": Said(
        "यहाँ पहले से पत्रावलियाँ या प्राप्तियाँ हैं। घटना-लॉग केवल खाली व्यवस्था में लिया जाता है।",
        "There are files or receipts here. An event log is loaded into an empty instance only.",
    ),
    "another_log": Said(
        "यहाँ एक अन्य घटना-लॉग लिया जा चुका है।", "Another event log was loaded here, or its loading was begun."
    ),
    "read_differently": Said(
        "यह लॉग पहले दूसरे संस्करण से पढ़ा गया था; उसी संस्करण से पूरा करें।",
        "The loading of this log was begun by a release that reads it otherwise. Finish it with that release.",
    ),
    "another_replay": Said("यही लॉग अभी एक अन्य प्रक्रिया ले रही है।", "Another process is loading this log now."),
    "desk_missing": Said("लॉग के ये पटल निर्देशिका में नहीं हैं:", "Desks of the log that the directory does not have:"),
    "desk_ambiguous": Said(
        "निर्देशिका में इन नामों के एक से अधिक पद हैं:", "Names that more than one post of the directory bears:"
    ),
    "desk_vacant": Said("इन पदों का प्रभार किसी के पास कभी नहीं था:", "Posts that nobody ever had charge of:"),
    "unreadable": Said("यह घटना-लॉग नहीं पढ़ा जा सका:", "This event log cannot be read:"),
    "empty_log": Said("इस लॉग में लेने योग्य कोई प्रकरण नहीं है।", "There is no case in this log that can be loaded."),
}

RESULT = {
    "rows": Said("लॉग में घटनाएँ", "events in the log"),
    "cases": Said("प्रकरण, अब पत्रावलियाँ", "cases, now files"),
    "forward": Said("पटल से पटल को", "forwarded"),
    "note": Said("टिप्पणियाँ", "noted"),
    "annotate": Said("समाप्ति के बाद की टिप्पणियाँ", "noted after the end"),
    "close": Said("बन्द", "closed"),
    "refused": Said("अस्वीकृत", "refused"),
}
PENDENCY = {
    "started": Said("आरम्भ", "started"),
    "open": Said("लम्बित", "open"),
    "overdue": Said("समय-सीमा बीती", "overdue"),
}
FOUND = Said("लॉग में क्या मिला", "what was found in the log")
READY = Said("खाली व्यवस्था: लॉग लिया जा सकता है।", "An empty instance: the log can be loaded.")
WAITING = Said("निर्देशिका के पटलों की प्रतीक्षा है …", "Waiting for the directory's desks …")
AGREES = Said("लम्बित पत्रावलियों का योग लॉग से मेल खाता है।", "The pendency agrees with the log.")
DISAGREES = Said("लम्बित पत्रावलियों का योग लॉग से मेल नहीं खाता:", "The pendency does not agree with the log:")
AGAIN = Said("बीच में रुक गया; यही आदेश फिर दें, वहीं से आगे चलेगा।", "Interrupted; the same command goes on where it stopped.")
