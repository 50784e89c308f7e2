"""A division's board as a table of text and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from clients.division.returns import Division

Cell = str | int | float | None
SHOWN = {
    "offices": "कार्यालय / Offices",
    "onboarded": "जुड़े / Onboarded",
    "in_use": "उपयोगरत / In use",
    "users": "उपयोगकर्ता / Users",
    "active_7": "सक्रिय 7 दिन / Active 7 days",
    "active_30": "सक्रिय 30 दिन / Active 30 days",
    "files_open": "चालू ई-पत्रावली / e-files open",
    "paper_pending": "भौतिक लम्बित / Pending on paper",
    "files_created": "खोली गई / Opened",
    "files_moved": "भेजी गई / Sent on",
    "files_disposed": "निस्तारित / Closed",
    "notes": "टिप्पणियाँ / Notes",
    "receipts": "डायरी / Diarised",
    "scanned": "स्कैन / Scanned",
    "letters_signed": "डिजिटल हस्ताक्षरित / Signed digitally",
    "letters_waiting": "हस्ताक्षर शेष / Not yet signed",
    "mailed": "ई-मेल से / Sent by mail",
    "sent_on_paper": "कागज पर / Sent on paper",
}
HOLDING = "औसत धारण, घण्टे / Average holding, hours"
SAVINGS = {
    "sheets": "पन्ने / Sheets",
    "journeys": "यात्राएँ / Journeys",
    "rupees": "रुपये / Rupees",
    "days": "दिन / Days",
}
DISTRICT, TOTAL, NO_FACTOR = "जनपद / District", "योग / Total", "–"


def rows(division: Division) -> list[list[Cell]]:
    """A heading, each district, and all together; a saving that no factor backs is empty."""
    found: list[list[Cell]] = [[DISTRICT, *SHOWN.values(), HOLDING, *SAVINGS.values()]]
    for one in division.returns:
        saved: dict[str, str | None] = {each.code: each.result for each in one.savings}
        total = one.total
        found.append(
            [
                f"{one.district.name_hi} / {one.district.name_en}",
                *(getattr(total, name) for name in SHOWN),
                round(total.stay_hours / total.stays) if total.stays else None,
                *(None if (result := saved.get(code)) is None else float(result) for code in SAVINGS),
            ]
        )
    everything = division.total
    hours, stays = everything["stay_hours"] or 0, everything["stays"]
    sums = [division.saved(code) for code in SAVINGS]
    last: list[Cell] = [TOTAL, *(everything[name] for name in SHOWN), round(hours / stays) if stays else None]
    # How many districts stand behind a sum of savings is said where not all do.
    districts = len(division.returns)
    last += [
        None if result is None else float(result) if count == districts else f"{float(result):g} ({count}/{districts})"
        for result, count in sums
    ]
    return [*found, last]


def table(division: Division) -> str:
    """As tab-separated lines, one for each figure: a division has few districts and many figures."""
    turned = zip(*rows(division), strict=True)
    return "\n".join("\t".join(_text(cell) for cell in line) for line in turned)


def _text(cell: Cell) -> str:
    if cell is None:
        return NO_FACTOR
    return f"{cell:g}" if isinstance(cell, float) and abs(cell) < 1_000_000 else str(cell)


def workbook(division: Division, path: Path) -> None:
    """A sheet with the districts, and one with all their offices. Texts stay texts, whatever they begin with."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    strong = book.add_format({"bold": True, "top": 1})
    quoted = book.add_format({"quote_prefix": True})
    of_districts = rows(division)
    _write(book.add_worksheet("Districts"), of_districts, head, strong, quoted)
    of_offices: list[list[Cell]] = [[DISTRICT, "कार्यालय / Office", *SHOWN.values()]]
    of_offices += [
        [
            one.district.name_en,
            f"{office.name_hi} / {office.name_en}",
            *(getattr(office.figures, name) for name in SHOWN),
        ]
        for one in division.returns
        for office in one.offices
    ]
    _write(book.add_worksheet("Offices"), of_offices, head, None, quoted)
    _write(book.add_worksheet("Factors"), _factors(division), head, None, quoted)
    book.close()


def _factors(division: Division) -> list[list[Cell]]:
    """On what each district's savings rest."""
    heading: list[Cell] = [
        DISTRICT,
        "मानक / Factor",
        "मान / Value",
        "कब से / From",
        "आधार / Basis",
        "निर्धारित किया / Set by",
    ]
    return [heading] + [
        [one.district.name_en, each.code, each.value, each.valid_from.isoformat(), each.basis, each.by.person.name_en]
        for one in division.returns
        for each in one.factors
    ]


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    lines: Sequence[Sequence[Cell]],
    head: xlsxwriter.format.Format,
    last: xlsxwriter.format.Format | None,
    quoted: xlsxwriter.format.Format,
) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 1, 28)
    sheet.set_column(2, 40, 13)
    for number, line in enumerate(lines):
        chosen = head if number == 0 else last if number == len(lines) - 1 else None
        for column, cell in enumerate(line):
            if cell is None:
                sheet.write_blank(number, column, None, chosen)
            elif isinstance(cell, str):
                sheet.write_string(number, column, cell, chosen or (quoted if cell[:1] in "=+-@" else None))
            else:
                sheet.write_number(number, column, cell, chosen)
