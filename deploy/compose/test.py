"""`make compose-test`: docker-compose.yml as it is, run by podman, looked at from outside, and taken down again."""

import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from deploy.compose import standins
from deploy.compose.standins import ROOT, WORK, podman
from deploy.local.home import Home
from deploy.local.messages import CannotRun, complain, say

PROJECT = "patravali-test"
OURS = ("identity", "files", "documents", "documents-worker", "signatures", "notifications", "relay", "gateway")
_PATIENCE_SECONDS = 240


class Failed(Exception):
    """A check did not hold."""


def described() -> dict[str, Any]:
    """docker-compose.yml."""
    return dict(yaml.safe_load((ROOT / "docker-compose.yml").read_text()))


def conditions(service: dict[str, Any]) -> dict[str, str]:
    """What a service waits for: condition by the other's name."""
    needed = service.get("depends_on", {})
    if isinstance(needed, list):
        return dict.fromkeys(needed, "service_started")
    return {name: details["condition"] for name, details in needed.items()}


class Composition:
    """The running containers."""

    def __init__(self) -> None:
        self.secrets = WORK / "secrets"
        ports = Home(WORK)
        self.https = ports.port("https")
        self.environment = {
            **standins.environment(),
            "PATRAVALI_SECRETS": str(self.secrets),
            "PATRAVALI_HTTPS_PORT": str(self.https),
            "PATRAVALI_HTTP_PORT": str(ports.port("http")),
        }
        self.authority = WORK / "caddy-root.crt"

    def compose(self, *arguments: str, check: bool = True) -> None:
        program = str(Path(sys.executable).parent / "podman-compose")
        with (WORK / "compose.log").open("a") as log:
            subprocess.run(
                [program, "-p", PROJECT, "-f", "docker-compose.yml", *arguments],
                cwd=ROOT,
                env=self.environment,
                check=check,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def up(self) -> None:
        subprocess.run(["sh", "deploy/compose/secrets.sh", str(self.secrets)], cwd=ROOT, check=True)
        say("छवि बन रही है: patravali", "Building the image")
        podman(
            "build",
            "-q",
            "--format",
            "docker",
            "--network",
            "host",
            "-f",
            "deploy/Dockerfile",
            "-t",
            "patravali",
            str(ROOT),
        )
        say("कंटेनर शुरू हो रहे हैं …", "Starting the containers …")
        waiting = {name: conditions(service) for name, service in described()["services"].items()}
        while waiting:
            free = [name for name, needed in waiting.items() if not needed.keys() & waiting.keys()]
            for name in free:
                for other, condition in waiting[name].items():
                    until(partial(self.holds, other, condition), f"{other}: {condition}")
            self.compose("up", "-d", "--no-build", "--no-deps", *free)
            waiting = {name: needed for name, needed in waiting.items() if name not in free}

    def holds(self, service: str, condition: str) -> bool:
        """Whether `depends_on` is satisfied. podman 4.3 cannot wait for health nor start a chain."""
        if condition == "service_completed_successfully":
            state = self.inspect(service, "{{.State.Status}} {{.State.ExitCode}}")
            if state.startswith("exited") and not state.endswith(" 0"):
                raise Failed(podman("logs", self.container(service), capture=True).stderr[-2000:])
            return state == "exited 0"
        if condition == "service_healthy":
            return podman("healthcheck", "run", self.container(service), check=False, capture=True).returncode == 0
        return self.inspect(service, "{{.State.Running}}") == "true"

    def down(self) -> None:
        self.compose("down", "-v", "-t", "40", check=False)
        shutil.rmtree(self.secrets, ignore_errors=True)

    def container(self, service: str) -> str:
        return f"{PROJECT}_{service}_1"

    def run_in(self, service: str, *command: str) -> str:
        return podman("exec", self.container(service), *command, capture=True).stdout.strip()

    def inspect(self, service: str, template: str) -> str:
        answer = podman("inspect", "--format", template, self.container(service), check=False, capture=True)
        return answer.stdout.strip()

    def get(self, path: str, body: object = None) -> tuple[int, dict[str, str], bytes]:
        """One HTTPS request through Caddy, its certificate checked against its own local CA."""
        context = ssl.create_default_context(cafile=str(self.authority))
        content = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"https://localhost:{self.https}{path}", content, headers)
        try:
            with urllib.request.urlopen(request, timeout=15, context=context) as answer:  # noqa: S310
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as refused:
            return refused.code, dict(refused.headers), refused.read()


def every_process_becomes_ready(running: Composition) -> None:
    for service in OURS:
        until(partial(probe, running, service), f"{service} is not ready")


def probe(running: Composition, service: str) -> bool:
    command = ("exec", running.container(service), "python", "-m", "deploy.compose.probe")
    return podman(*command, check=False, capture=True).returncode == 0


def the_door_speaks_https_with_its_own_ca(running: Composition) -> None:
    root = "/data/caddy/pki/authorities/local/root.crt"
    until(lambda: "BEGIN" in running.run_in("caddy", "cat", root), "Caddy made no local CA")
    running.authority.write_text(running.run_in("caddy", "cat", root) + "\n")
    until(lambda: running.get("/api/v1/openapi.json")[0] in (200, 404), "no answer over HTTPS")


def the_browser_client_is_served(running: Composition) -> None:
    status, headers, page = running.get("/")
    expect(status == 200 and b'<div id="app">' in page, f"no screen at /: {status}")
    policy = next((value for name, value in headers.items() if name.lower() == "content-security-policy"), "")
    expect("default-src 'none'" in policy, f"no strict policy: {policy}")


def http2_is_spoken(running: Composition) -> None:
    context = ssl.create_default_context(cafile=str(running.authority))
    context.set_alpn_protocols(["h2"])
    with (
        socket.create_connection(("localhost", running.https), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as secure,
    ):
        expect(secure.selected_alpn_protocol() == "h2", "HTTP/2 was not agreed")


def somebody_signs_in(running: Composition) -> None:
    command = (
        "run",
        "--rm",
        "-v",
        f"{PROJECT}_demo:/demo/private:ro",
        "patravali",
        "cat",
        "/demo/private/demo-logins.txt",
    )
    lines = podman(*command, capture=True).stdout.splitlines()
    user, password = next(line.split("\t")[:2] for line in lines if not line.startswith("#"))
    status, _, answer = running.get("/api/v1/session", {"user_name": user, "password": password})
    expect(status in (200, 201), f"sign-in answered {status}: {answer[:300]!r}")
    status, _, _ = running.get("/api/v1/session", {"user_name": user, "password": "not-the-password"})
    expect(status in (400, 401), f"a wrong password answered {status}")


def metrics_are_not_for_the_street(running: Composition) -> None:
    expect(running.get("/metrics")[0] == 404, "/metrics is open to the outside")


def nobody_runs_as_root(running: Composition) -> None:
    for service in OURS:
        expect(running.run_in(service, "id", "-u") == "10001", f"{service} runs as another user")


def a_process_has_its_own_secrets_only(running: Composition) -> None:
    held = set(running.run_in("gateway", "ls", "/run/secrets").split())
    expect(held == {"gateway_broker_url"}, f"the gateway holds {held}")


def only_the_door_is_published(running: Composition) -> None:
    for service in (*OURS, "rabbitmq", "postgres", "seaweedfs", "prometheus"):
        ports = json.loads(running.inspect(service, "{{json .HostConfig.PortBindings}}")) or {}
        published = [port for port, addresses in ports.items() if addresses]
        expect(not published, f"{service} publishes {published}")


def prometheus_sees_every_target(running: Composition) -> None:
    def all_up() -> bool:
        address = "http://prometheus:9090/api/v1/targets"
        code = f"import urllib.request as u; print(u.urlopen('{address}', timeout=5).read().decode())"
        targets = json.loads(running.run_in("relay", "python", "-c", code))["data"]["activeTargets"]
        return len(targets) >= len(OURS) + 3 and all(target["health"] == "up" for target in targets)

    until(all_up, "Prometheus misses a target")


def a_killed_process_comes_back(running: Composition) -> None:
    before = running.inspect("notifications", "{{.State.StartedAt}}")
    os.kill(int(running.inspect("notifications", "{{.State.Pid}}")), signal.SIGKILL)
    until(lambda: running.inspect("notifications", "{{.State.StartedAt}}") != before, "it was not restarted")
    until(lambda: probe(running, "notifications"), "it did not become ready again")


def the_alert_rules_are_valid(running: Composition) -> None:
    answer = running.run_in("prometheus", "promtool", "check", "config", "/etc/prometheus/prometheus.yml")
    expect("SUCCESS" in answer and "rules found" in answer, answer)


CHECKS: list[Callable[[Composition], None]] = [
    every_process_becomes_ready,
    the_door_speaks_https_with_its_own_ca,
    the_browser_client_is_served,
    http2_is_spoken,
    somebody_signs_in,
    metrics_are_not_for_the_street,
    nobody_runs_as_root,
    a_process_has_its_own_secrets_only,
    only_the_door_is_published,
    prometheus_sees_every_target,
    the_alert_rules_are_valid,
    a_killed_process_comes_back,
]


def expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Failed(otherwise)


def until(condition: Callable[[], bool], otherwise: str) -> None:
    """Wait for `condition`, which may fail while containers start."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            if condition():
                return
        except (OSError, subprocess.CalledProcessError, ValueError) as failed:
            otherwise = f"{otherwise.split(' (')[0]} ({failed})"
        expect(time.monotonic() < deadline, otherwise)
        time.sleep(1)


def main() -> int:
    try:
        standins.prepare()
    except CannotRun as refused:
        complain(refused.hindi, refused.english)
        return 1
    running = Composition()
    running.down()
    failures = 0
    try:
        running.up()
        for check in CHECKS:
            try:
                check(running)
                print(f"passed  {check.__name__.replace('_', ' ')}", flush=True)
            except (Failed, OSError, subprocess.CalledProcessError) as failed:
                failures += 1
                print(f"FAILED  {check.__name__.replace('_', ' ')}: {failed}", flush=True)
    finally:
        if not os.environ.get("PATRAVALI_TEST_KEEP"):
            running.down()
    print(f"{len(CHECKS) - failures} passed, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
