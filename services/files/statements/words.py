"""What the forms of the statements print, in both languages."""

from __future__ import annotations

from contracts.base import Language
from contracts.files.statements import StatementKind, VipState
from contracts.files.views import WaitingFor

Both = dict[Language, str]

TITLES: dict[StatementKind, Both] = {
    "arrear": {"hi": "साप्ताहिक बकाया विवरण", "en": "Weekly arrear statement"},
    "monthly": {
        "hi": "एक माह से अधिक समय से लम्बित प्रकरणों का मासिक विवरण",
        "en": "Monthly statement of cases pending for over a month",
    },
    "vip": {
        "hi": "सांसद, विधायक एवं विशिष्ट महानुभावों के पत्रों का विवरण",
        "en": "Statement of letters from MPs, MLAs and other dignitaries",
    },
    "puc": {"hi": "विचाराधीन पत्रों का विवरण", "en": "Statement of papers under consideration"},
    "call_book": {"hi": "कॉल बुक (स्थगित पत्रावलियाँ)", "en": "Call book"},
}
SHORT: dict[StatementKind, Both] = {
    "arrear": {"hi": "बकाया विवरण", "en": "Arrear statement"},
    "monthly": {"hi": "मासिक विवरण", "en": "Monthly statement"},
    "vip": {"hi": "विशिष्ट पत्र विवरण", "en": "VIP letters"},
    "puc": {"hi": "विचाराधीन पत्र", "en": "Papers under consideration"},
    "call_book": {"hi": "कॉल बुक", "en": "Call book"},
}
WORDS: dict[str, Both] = {
    "period": {"hi": "{since} से {until} तक", "en": "From {since} to {until}"},
    "as_of": {"hi": "{moment} की स्थिति", "en": "As of {moment}"},
    "district": {"hi": "समस्त कार्यालय", "en": "All offices"},
    "files": {"hi": "पत्रावलियाँ", "en": "Files"},
    "receipts": {"hi": "प्राप्तियाँ (पत्रावली में रखे जाने से पूर्व)", "en": "Receipts (before they are put in a file)"},
    "serial": {"hi": "क्रम", "en": "No."},
    "desk": {"hi": "पटल", "en": "Desk"},
    "holder": {"hi": "पदधारक", "en": "Held by"},
    "vacant": {"hi": "रिक्त", "en": "vacant"},
    "opening": {"hi": "प्रारम्भिक शेष", "en": "Opening balance"},
    "received": {"hi": "प्राप्त", "en": "Received"},
    "disposed": {"hi": "निस्तारित/प्रेषित", "en": "Disposed of"},
    "closed": {"hi": "जिनमें बन्द", "en": "Of these closed"},
    "closing": {"hi": "अन्तिम शेष", "en": "Closing balance"},
    "days_0_3": {"hi": "0–3 दिन", "en": "0–3 days"},
    "days_4_7": {"hi": "4–7 दिन", "en": "4–7 days"},
    "days_8_15": {"hi": "8–15 दिन", "en": "8–15 days"},
    "days_16_30": {"hi": "16–30 दिन", "en": "16–30 days"},
    "days_31_90": {"hi": "31–90 दिन", "en": "31–90 days"},
    "days_over_90": {"hi": "90 दिन से अधिक", "en": "Over 90 days"},
    "no_section": {"hi": "अनुभाग से ऊपर के पद", "en": "Posts above the sections"},
    "sum": {"hi": "योग", "en": "Total"},
    "number": {"hi": "पत्रावली संख्या", "en": "File no."},
    "subject": {"hi": "विषय", "en": "Subject"},
    "opened": {"hi": "आरम्भ तिथि", "en": "Opened on"},
    "age": {"hi": "कुल दिन", "en": "Days in all"},
    "level": {"hi": "किस स्तर पर", "en": "At which level"},
    "since": {"hi": "कब से", "en": "Since"},
    "deadline": {"hi": "समय-सीमा", "en": "Deadline"},
    "waits": {"hi": "किसकी प्रतीक्षा", "en": "Waits for"},
    "over_month": {"hi": "एक माह से अधिक, तीन माह तक", "en": "Over one month, up to three"},
    "over_three": {"hi": "तीन माह से अधिक", "en": "Over three months"},
    "opinion": {"hi": "राय अपेक्षित: {desk} ({since} से)", "en": "opinion of {desk} (since {since})"},
    "stopped": {"hi": "{whom} ({since} से)", "en": "{whom} (since {since})"},
    "parked": {"hi": "{until} तक स्थगित", "en": "put aside until {until}"},
    "diary": {"hi": "डायरी संख्या", "en": "Diary no."},
    "letter": {"hi": "पत्र संख्या", "en": "Letter no."},
    "sender": {"hi": "प्रेषक", "en": "Sender"},
    "received_on": {"hi": "प्राप्ति तिथि", "en": "Received on"},
    "acknowledge_by": {"hi": "प्राप्ति-सूचना देय", "en": "Acknowledge by"},
    "acknowledged_on": {"hi": "प्राप्ति-सूचना दी गई", "en": "Acknowledged on"},
    "reply_by": {"hi": "उत्तर देय", "en": "Reply by"},
    "replied_on": {"hi": "उत्तर दिया गया", "en": "Replied on"},
    "reply_number": {"hi": "हमारा पत्र", "en": "Our letter"},
    "state": {"hi": "स्थिति", "en": "Position"},
    "until": {"hi": "कब तक", "en": "Until"},
    "reason": {"hi": "कारण", "en": "Reason"},
    "none": {"hi": "इस अवधि का विवरण शून्य है।", "en": "Nil."},
    "withheld": {
        "hi": "इनके अतिरिक्त {count} गोपनीय प्रकरण गिने गए हैं, सूचीबद्ध नहीं।",
        "en": "Besides these, {count} confidential ones are counted and not listed.",
    },
    "inside": {
        "hi": "अनुभाग के योग में अनुभाग के भीतर एक पटल से दूसरे पटल को भेजे गए प्रकरण न प्राप्त गिने जाते हैं, न निस्तारित।",
        "en": "What a section's desks pass to each other is neither received nor disposed of in the section's total.",
    },
    "over_three_count": {"hi": "तीन माह से अधिक: {count}", "en": "Over three months: {count}"},
    "diary_period": {"hi": "वर्ष {year}", "en": "Year {year}"},
    "from_number": {"hi": "संख्या से", "en": "From number"},
    "to_number": {"hi": "संख्या तक", "en": "To number"},
    "how_many": {"hi": "कितनी", "en": "How many"},
    "diarised_from": {"hi": "पहली प्रविष्टि", "en": "First entered"},
    "diarised_to": {"hi": "अन्तिम प्रविष्टि", "en": "Last entered"},
    "cancelled_by": {"hi": "किसने", "en": "By whom"},
    "cancelled_at": {"hi": "कब", "en": "When"},
    "no_gap": {"hi": "कोई संख्या बिना स्पष्टीकरण नहीं छूटी है।", "en": "No gap is unexplained."},
    "gaps": {"hi": "बिना स्पष्टीकरण छूटी संख्याएँ: {count}", "en": "Numbers without an explanation: {count}"},
    "counted": {
        "hi": "{template}: प्रयुक्त {used}, निरस्त {cancelled}, ऑफ़लाइन खण्डों में आरक्षित {reserved}, उनमें अप्रयुक्त {unused}, "
        "बिना स्पष्टीकरण {unexplained}",
        "en": "{template}: used {used}, cancelled {cancelled}, reserved in offline blocks {reserved}, unused there "
        "{unused}, unexplained {unexplained}",
    },
    "late_count": {"hi": "समय-सीमा के बाद: {count}", "en": "Out of time: {count}"},
}
WAITS: dict[WaitingFor, Both] = {
    "citizen": {"hi": "आवेदक", "en": "the citizen"},
    "other_office": {"hi": "अन्य कार्यालय", "en": "another office"},
    "court": {"hi": "न्यायालय", "en": "a court"},
}
VIP_STATES: dict[VipState, Both] = {
    "to_acknowledge": {"hi": "प्राप्ति-सूचना शेष", "en": "To be acknowledged"},
    "acknowledge_late": {"hi": "प्राप्ति-सूचना विलम्बित", "en": "Acknowledgement overdue"},
    "to_reply": {"hi": "उत्तर शेष", "en": "To be replied"},
    "reply_late": {"hi": "उत्तर विलम्बित", "en": "Reply overdue"},
    "replied": {"hi": "उत्तर दिया गया", "en": "Replied"},
    "closed": {"hi": "बिना पत्र निस्तारित", "en": "Closed without a letter"},
}
HOUSES: dict[str, Both] = {
    "lok_sabha": {"hi": "लोक सभा", "en": "Lok Sabha"},
    "rajya_sabha": {"hi": "राज्य सभा", "en": "Rajya Sabha"},
    "mp": {"hi": "सांसद", "en": "MP"},
    "mla": {"hi": "विधायक", "en": "MLA"},
    "vip": {"hi": "विशिष्ट", "en": "VIP"},
}
DIARY_TITLE: Both = {"hi": "डायरी संख्याओं की पंजी", "en": "Register of diary numbers"}
DIARY_RUNS: dict[str, Both] = {
    "used": {"hi": "प्रयुक्त", "en": "Used"},
    "cancelled": {"hi": "निरस्त", "en": "Cancelled"},
    "reserved": {"hi": "ऑफ़लाइन खण्ड में आरक्षित", "en": "Reserved in an offline block"},
    "unused": {"hi": "ऑफ़लाइन खण्ड, अप्रयुक्त", "en": "Offline block, unused"},
    "missing": {"hi": "बिना स्पष्टीकरण", "en": "Unexplained"},
}
