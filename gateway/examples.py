"""An example of each request body: the contract's own where it has one, else one from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gateway.operations import Operation

_POST = "5f0c2a52-6f0e-5c64-a6c5-3f2f5f6c8a21"
_OTHER_POST = "5f0c2a52-6f0e-5c64-a6c5-3f2f5f6c8a22"
_PERSON = "018f6b1a-0000-7000-8000-000000000001"
_OFFICE = "5f0c2a52-6f0e-5c64-a6c5-3f2f5f6c8a10"
_FILE = "01936f5a-7c00-7d3e-9b1a-2f64c0a81f01"
_DOCUMENT = "01936f5a-7c00-7d3e-9b1a-2f64c0a81f02"
_NAMES = {
    "name_hi": "भूलेख अनुभाग",
    "name_en": "Land Records Section",
    "abbreviation_hi": "भू॰अ॰",
    "abbreviation_en": "LRA",
}
_LETTER: dict[str, Any] = {
    "subject": "ग्राम नवादा में पेयजल की व्यवस्था के सम्बन्ध में",
    "addressees": [{"name": "अधिशासी अभियन्ता, जल संस्थान", "address": "देहरादून"}],
    "body": ["कृपया उपर्युक्त विषयक प्रार्थना-पत्र का अवलोकन करें।", "प्रकरण में एक सप्ताह के भीतर आख्या उपलब्ध करायें।"],
    "copy_to": ["उप जिलाधिकारी, सदर"],
}

EXAMPLES: dict[str, dict[str, Any]] = {
    "DiariseReceipt": {
        "form": "electronic",
        "subject": "ग्राम नवादा में पेयजल की समस्या",
        "sender": {"name": "सुरेश चन्द्र", "category": "citizen", "address": "ग्राम नवादा", "mobile": "+919876543210"},
        "letter_date": "2026-11-18",
        "received_on": "2026-11-20",
        "mode": "by_hand",
        "document_id": _DOCUMENT,
    },
    "MarkReceipt": {"to_post": _POST, "copies_to": [_OTHER_POST], "remarks": "आवश्यक कार्यवाही हेतु"},
    "PutReceiptInFile": {"file_id": _FILE, "pages": 2},
    "CancelReceipt": {"reason": "एक ही पत्र दो बार दर्ज हुआ"},
    "TakeDiaryBlock": {"pc": _DOCUMENT, "size": 20},
    "ReturnDiaryBlock": {"reason": "लाइन ठीक हो गई"},
    "PrintDiaryRegister": {"year": 2026, "form": "xlsx"},
    "CloseReceipt": {"reason": "सूचनार्थ; कार्यवाही अपेक्षित नहीं"},
    "CreateFile": {"subject": "ग्राम नवादा में पेयजल की व्यवस्था", "head": "15", "urgency": "priority"},
    "AddNote": {"kind": "green", "paragraphs": ["कृपया पी॰यू॰सी॰ का अवलोकन करें।", "आदेशार्थ प्रस्तुत।"]},
    "ReviseNote": {"paragraphs": ["कृपया पी॰यू॰सी॰ का अवलोकन करें।"]},
    "RecordOralOrder": {
        "ordered_by": _POST,
        "ordered_at": "2026-11-20T16:30:00+05:30",
        "means": "telephone",
        "paragraphs": ["जिलाधिकारी महोदय ने दूरभाष पर निर्देश दिए कि स्थलीय निरीक्षण कल ही कराया जाए।"],
    },
    "ConfirmOralOrder": {"remarks": "उपरोक्त निर्देश मेरे द्वारा दिए गए थे"},
    "DenyOralOrder": {"reason": "निरीक्षण हेतु एक सप्ताह का समय दिया गया था"},
    "ConsultDesks": {
        "to_posts": [_POST, _OTHER_POST],
        "question": "क्या प्रस्तावित स्थल राजस्व अभिलेखों में विवादरहित है?",
        "due_on": "2026-12-04",
    },
    "PassOnConsultation": {"to_post": _POST, "remarks": "कृपया आख्या दें"},
    "AnswerConsultation": {"paragraphs": ["अभिलेखों के अनुसार स्थल विवादरहित है।"]},
    "ReturnConsultation": {"reason": "यह स्थल दूसरी तहसील में है"},
    "WithdrawConsultation": {"reason": "आख्या अन्यत्र से प्राप्त हो चुकी है"},
    "AttachDocument": {"document_id": _DOCUMENT, "title": "स्थलीय निरीक्षण आख्या", "pages": 3},
    "CreateDraft": {"form": "letter", "language": "hi", **_LETTER},
    "ReviseDraft": _LETTER,
    "ApproveDraft": {"signer_post": _POST},
    "PrepareSignature": {"certificate_id": "01936f5a-7c00-7d3e-9b1a-2f64c0a81f03"},
    "CompleteSignature": {"session_id": "01936f5a-7c00-7d3e-9b1a-2f64c0a81f04", "signature": "bWFkZSBlbHNld2hlcmU="},
    "CancelLetter": {"reason": "पत्र की आवश्यकता नहीं रही"},
    "DispatchLetter": {"addressee": 1, "mode": "speed_post", "tracking_number": "EU123456789IN"},
    "ForwardFile": {"to_post": _POST, "remarks": "अनुमोदनार्थ", "urgency": "priority", "due_on": "2026-11-30"},
    "SaveDeskArrangement": {"folders": [{"code": "court", "name": "न्यायालय प्रकरण"}], "place": {_FILE: "court"}},
    "ParkFile": {"until": "2026-12-15", "reason": "शासन के उत्तर की प्रतीक्षा"},
    "ExtendDeadline": {"deadline": "2026-12-31T17:00:00+05:30", "reason": "शासन से दिशा-निर्देश अपेक्षित हैं"},
    "FlagPaper": {"flag": "puc"},
    "SaveOwnNotings": {
        "notings": [{"text_hi": "पत्रावली अवलोकनार्थ एवं आदेशार्थ प्रस्तुत।", "text_en": "Submitted for perusal and orders."}]
    },
    "StopClock": {"reason": "citizen", "remarks": "प्रार्थी से भू-अभिलेख की प्रति मांगी गई"},
    "DeclareOutage": {
        "since": "2026-11-18T10:30:00+05:30",
        "until": "2026-11-18T16:00:00+05:30",
        "reason": "स्वान लाइन कटी रही",
    },
    "WithdrawOutage": {"reason": "उस दिन लाइन चालू थी"},
    "ContestTime": {"charge_to": "other_office", "reason": "आख्या तहसील से प्रतीक्षित थी"},
    "RuleOnContest": {"accepted": True, "reason": "तहसील की आख्या 18.11.2026 को प्राप्त हुई"},
    "PrintAdoption": {"since": "2026-11-01", "until": "2026-11-20", "form": "xlsx"},
    "PrintStatement": {"day": "2026-11-20", "form": "xlsx"},
    "ReturnCustodyLease": {"lease_id": "01936f5a-7c00-7d3e-9b1a-2f64c0a81f06"},
    "CompileFile": {"kind": "print"},
    "CloseFile": {"reason": "प्रकरण निस्तारित", "disposal": "disposed"},
    "SetCaseType": {"case_type": "rti", "case_limit": "rti_request", "case_began_at": "2026-11-20T05:30:00Z"},
    "ChooseCaseLimit": {"case_limit": "mutation_contested", "reason": "आपत्ति प्राप्त हुई; प्रकरण विवादित है"},
    "MarkChecklistItem": {"item": "third_party", "state": "not_applicable", "remarks": "पर-व्यक्ति का हित नहीं है"},
    "ClassifyFile": {"subject_head": "demarcation", "reason": "प्रकरण सीमांकन का है, नामान्तरण का नहीं"},
    "ClassifyReceipt": {"subject_head": "demarcation"},
    "ChangeRetention": {"retention": "c_10", "reason": "वाद विचाराधीन है; अभिलेख दस वर्ष तक आवश्यक होगा"},
    "OpenPartFile": {"reason": "मुख्य पत्रावली शासन को गई है; जनहित में कार्यवाही तत्काल आवश्यक"},
    "LinkFile": {"kind": "link", "other_number": "21/7/2026-LRA", "remarks": "एक ही भूमि का प्रकरण"},
    "UnlinkFile": {"reason": "भूलवश सम्बद्ध की गई थी"},
    "DetachReceipt": {"reason": "पत्र दूसरे प्रकरण का है"},
    "ReopenFile": {"reason": "शासन से नया पत्र प्राप्त"},
    "PullUpFile": {"reason": "प्रकरण दो माह से लम्बित है"},
    "SignInService": {"client_id": "jansunwai", "client_secret": "shown once when the account was made"},
    "RefreshSession": {"refresh_token": "the refresh token that came last"},
    "ChooseCharge": {"charge_id": "01936f5a-7c00-7d3e-9b1a-2f64c0a81f05"},
    "ChangePassword": {"old_password": "kx7m-2hqp-9rtd-4wzn", "new_password": "himalaya ki subah 1947"},
    "SaveOffice": {
        "kind": "tehsil",
        "name_hi": "तहसील कार्यालय, कालसी",
        "name_en": "Tehsil Office, Kalsi",
        "abbreviation_hi": "तह॰-कालसी",
        "abbreviation_en": "TEH-KALSI",
        "lgd_level": "subdistrict",
        "lgd_code": 302,
    },
    "SaveUnit": {
        "office_id": _OFFICE,
        **_NAMES,
        "heads": [{"code": "15", "title_hi": "पेयजल", "title_en": "Drinking water"}],
    },
    "SavePost": {
        "office_id": _OFFICE,
        "designation_hi": "प्रशासनिक अधिकारी",
        "designation_en": "Administrative Officer",
        "abbreviation_hi": "प्र॰अ॰",
        "abbreviation_en": "AO",
        "roles": ["section_officer"],
        "superior_post_id": _OTHER_POST,
    },
    "SavePerson": {
        "user_name": "a.rawat",
        "name_hi": "अनिता रावत",
        "name_en": "Anita Rawat",
        "mobile": "+919876543210",
    },
    "AssumeCharge": {"person_id": _PERSON, "post_id": _POST, "kind": "additional"},
    "RefuseProposal": {"remarks": "ऐसा कोई आदेश नहीं हुआ है"},
    "RelinquishCharge": {"at": "2026-11-30T17:00:00+05:30"},
    "CreateServiceAccount": {
        "name": "jansunwai",
        "name_hi": "जनसुनवाई पोर्टल",
        "name_en": "Public Hearing Portal",
        "post_id": _POST,
    },
    "BeginUpload": {"file_name": "आवेदन-पत्र.pdf", "file_size": 1401873, "declared_type": "application/pdf"},
}


def example_of(operation: Operation) -> dict[str, Any] | None:
    """A body that the contract accepts, or nothing for a command whose body may be empty."""
    own = operation.request.model_config.get("json_schema_extra")
    examples: Any = own.get("examples") if isinstance(own, dict) else None
    found = examples[0] if examples else EXAMPLES.get(operation.request.__name__)
    if not isinstance(found, dict):
        return None
    return {name: value for name, value in found.items() if name in operation.free_fields}
