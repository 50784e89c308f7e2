"""Each process loads without the collector of garbage, and works with it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from chassis.topology import SERVICES
from tests.throwaway import ROOT

SETTINGS = {
    "BROKER_URL": "amqp://nobody:nothing@127.0.0.1:1/nowhere",
    "DATABASE_URL": "postgresql+psycopg2://nobody:nothing@127.0.0.1:1/nowhere",
    "STORE_URL": "http://127.0.0.1:1",
    "STORE_ACCESS_KEY": "nobody",
    "STORE_SECRET_KEY": "nothing",
    "STORE_BUCKET": "nowhere",
    "KEY_ENCRYPTION_KEY": "nothing, but thirty-two characters of it",
}
# Runs a module until it would answer, and tells: full collections so far, whether it collects, what it leaves out.
UNTIL_IT_ANSWERS = """
import functools, gc, importlib, os, runpy, sys

def tell(*_arguments, **_names):
    print(gc.get_stats()[2]["collections"] - before, gc.isenabled(), gc.get_freeze_count())
    sys.stdout.flush()
    os._exit(0)

module, answering, *names, method = sys.argv[1].split()
owner = functools.reduce(getattr, names, importlib.import_module(answering))
setattr(owner, method, tell)
del sys.argv[1:]
before = gc.get_stats()[2]["collections"]
runpy.run_module(module, run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize(
    ("module", "answers"),
    [
        *[(f"services.{service}", "chassis.health serve") for service in SERVICES],
        ("services.documents.worker", "chassis.health serve"),
        ("gateway", "uvicorn.server Server run"),
    ],
)
def test_a_process_collects_garbage_from_its_first_answer_on(module: str, answers: str):
    prefixes = [f"PATRAVALI_{name}" for name in (*(service.upper() for service in SERVICES), "GATEWAY")]
    settings = {f"{prefix}_{name}": value for prefix in prefixes for name, value in SETTINGS.items()}
    command = [sys.executable, "-W", "ignore", "-c", UNTIL_IT_ANSWERS, f"{module} {answers}"]

    told = subprocess.run(command, cwd=ROOT, env=os.environ | settings, capture_output=True, text=True, check=False)

    assert told.returncode == 0, told.stderr
    full_collections, collects, left_out = told.stdout.split()
    assert collects == "True"
    assert int(full_collections) == 0
    assert int(left_out) > 30_000


@pytest.mark.parametrize(
    ("module", "without"),
    [("chassis.run", "alembic"), ("chassis.relay", "sqlalchemy"), ("deploy.local.run", "minio")],
)
def test_a_start_does_not_load_what_it_may_not_need(module: str, without: str):
    ask = f"import sys, {module}; print({without!r} in sys.modules)"

    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert told.stdout == "False\n"
