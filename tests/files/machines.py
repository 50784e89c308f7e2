"""How the state machines over the real office are run."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test


def run(machine: type[RuleBasedStateMachine], *, examples: int, steps: int, **surroundings: Any) -> None:
    """``surroundings`` are there for every rule of the machine as its attributes."""
    run_state_machine_as_test(
        type(f"Run{machine.__name__}", (machine,), surroundings),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            # Every step is several transactions: a failure is shown as found, not shortened for minutes.
            phases=[Phase.generate],
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
