"""The data file of what people are told, and the registry of what may be sent by SMS."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from services.notifications.domain.sms import RegisteredText, Registry
from services.notifications.domain.wording import Catalogue

TEXTS = Path(__file__).with_name("texts.yaml")


@cache
def load_catalogue(path: Path = TEXTS) -> Catalogue:
    """The catalogue of texts. Raises ValueError where the check finds something wrong."""
    catalogue = Catalogue.parse(yaml.safe_load(path.read_text(encoding="utf-8")))
    problems = catalogue.problems()
    if problems:
        raise ValueError(f"{path}: " + "; ".join(problems))
    return catalogue


def load_registry(path: Path) -> Registry:
    """What the office has registered with the operators. The form is shown by deploy/demo/dlt.yaml."""
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Registry(
        entity_id=str(content["entity_id"]),
        header=str(content["header"]),
        texts={
            (entry["name"], entry["language"]): RegisteredText(str(entry["template_id"]), entry["text"])
            for entry in content["templates"]
        },
    )
