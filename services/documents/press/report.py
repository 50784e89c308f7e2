"""What parent and child of the press agree on."""

REPORT = "report.jsonl"
SECONDS_A_PAGE = 25
