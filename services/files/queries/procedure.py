"""The State's rules as they hold on a day."""

from __future__ import annotations

from typing import Any

from chassis.auth import Caller
from contracts.files.procedure import GetProcedure, ProcedureView
from services.files.domain.numbering import office_day
from services.files.handlers.desk import reading
from services.files.procedure.pack import KINDS
from services.files.storage import FilesUnitOfWork
from services.files.storage.procedure import Loaded, Procedure


def get_procedure(request: GetProcedure, caller: Caller, uow: FilesUnitOfWork) -> ProcedureView:
    """By the pack in use, whatever was in use on that day: a later version says how the past is read now."""
    day = request.day or office_day(uow.now())
    with reading(uow, caller) as (session, _):
        pack, rules = Procedure(session).in_force(day)
    shown = {kind: [_flat(rule) for rule in rules.get(kind, ())] for kind in KINDS}
    closing = shown.pop("closing")
    cited = {rule["citation"] for kind in (*shown.values(), closing) for rule in kind}
    said = pack.citations if pack is not None else {}
    citations = {code: _flat(citation) for code, citation in said.items() if code in cited}
    required = any(rule["required"] for rule in closing)
    return ProcedureView.model_validate(
        {"day": day, "pack": _pack(pack), "citations": citations, "disposal_required": required, **shown}
    )


def _pack(pack: Loaded | None) -> dict[str, Any] | None:
    if pack is None:
        return None
    names = {"name_hi": pack.name["hi"], "name_en": pack.name["en"]}
    return {**names, "code": pack.pack, "version": pack.version, "sha256": pack.sha256, "loaded_at": pack.loaded_at}


def _flat(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule as the view has it: ``name: {hi, en}`` and a noting's ``hi`` and ``en`` as fields of their own."""
    flat = dict(rule)
    for language in ("hi", "en"):
        if "name" in rule:
            flat[f"name_{language}"] = rule["name"][language]
        if language in rule:
            flat[f"text_{language}"] = rule[language]
    if "keywords" in rule:
        flat |= {f"keywords_{language}": words for language, words in rule["keywords"].items()}
    if "checklist" in rule:
        flat["checklist"] = [_flat(item) for item in rule["checklist"]]
    return flat
