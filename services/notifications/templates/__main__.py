"""Check the texts, and the registry of SMS texts: ``python -m services.notifications.templates [dlt.yaml]``.

Exit 1 and one line for each problem where something is wrong. With ``--as-registry`` it prints the texts in the form
in which they have to be registered.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from services.notifications.domain.sms import as_registered
from services.notifications.domain.wording import Catalogue
from services.notifications.templates import TEXTS, load_registry


def texts_to_register(catalogue: Catalogue) -> list[dict[str, str]]:
    """Each SMS text with the operators' sign for a variable."""
    return [
        {"name": template.name, "language": language, "text": as_registered(wording.sms)}
        for template in catalogue.templates.values()
        for language, wording in template.wordings.items()
        if wording.sms
    ]


def main(arguments: list[str]) -> int:
    catalogue = Catalogue.parse(yaml.safe_load(TEXTS.read_text(encoding="utf-8")))
    if arguments == ["--as-registry"]:
        print(yaml.safe_dump(texts_to_register(catalogue), allow_unicode=True, sort_keys=False), end="")
        return 0
    problems = catalogue.problems()
    for path in arguments:
        problems += [f"{path}: {problem}" for problem in catalogue.unregistered(load_registry(Path(path)))]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
