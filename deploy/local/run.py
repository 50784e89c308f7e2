"""`make run`: set up, start everything under the supervisor, wait until it answers, and stop it again."""

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO

from deploy.local import demo, environment, processes
from deploy.local.backends import ADMINISTRATORS, Backends
from deploy.local.demo import Step
from deploy.local.environment import setting
from deploy.local.home import is_free
from deploy.local.messages import CannotRun, say
from deploy.local.program import Program
from deploy.local.records import ProcessRecord, wait_until
from deploy.local.supervise import BACKENDS, EDGE, STORE, Supervisor
from deploy.local.supervise import SERVICES as SERVICES_GROUP

_READY_SECONDS = 120
_OWNER = "owner"
# Stopped before the services.
_EDGE = ("relay", "gateway")


class Platform:
    """One installation under `home`, started by this process or found running."""

    def __init__(self, home: Path) -> None:
        self.settings = {name: value for name, value in os.environ.items() if name.startswith("PATRAVALI_")}
        self.backends = Backends(home, self.settings)
        self.home = self.backends.home
        self.supervisor = Supervisor(self.home)
        self.small_office = processes.is_small_office(self.settings)
        self.demo = demo.is_demo(self.settings)
        self.stopping = threading.Event()

    @property
    def port(self) -> int:
        return environment.gateway_port(self.settings)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def is_running(self) -> bool:
        """A supervisor runs, and so does whoever it was started for (nobody, when detached)."""
        if self.supervisor.program.record() is None:
            return False
        owner = ProcessRecord.read(self._owner_path)
        return owner is None or owner.is_alive()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One start at a time under this home: another would end what the first has begun. Raises Interrupted."""
        self.home.create()
        with (self.home.root / "start.lock").open("a") as lock:
            waits = False
            while not _taken(lock):
                if not waits:
                    say("एक और प्रारम्भ चल रहा है; उसकी प्रतीक्षा …", "Another start is under way; waiting for it …")
                waits = True
                if self.stopping.wait(0.2):
                    raise Interrupted
            yield

    def start(self, *, detached: bool) -> None:
        """Everything, until all parts say that they are ready. When it raises, nothing is left running."""
        self.end_leftovers()
        if not is_free(self.port):
            raise _port_taken(self.port)
        if not detached:
            self._owner_path.write_text(Path("/proc/self/stat").read_text() + _boot_id())
        started = False
        try:
            self._start()
            started = True
        finally:
            if not started:
                self.stop()

    def _start(self) -> None:
        self.backends.prepare()
        values = self._values()
        groups = self._groups(values)
        self.supervisor.configure(groups)
        self.supervisor.start()
        self._wait(self.supervisor.is_reachable, "supervisord")
        if BACKENDS in groups:
            say("ब्रोकर, डेटाबेस और भंडार शुरू हो रहे हैं …", "Starting broker, database and store …")
            self.supervisor.start_group(BACKENDS)
        self.backends.prepare_index()
        if STORE in groups:
            self.supervisor.start_group(STORE)
        # The database is up long before the broker: migrations and the district's data need not wait for that.
        with ThreadPoolExecutor() as pool:
            tables = pool.submit(self._prepare_tables, values)
            others = [pool.submit(self._prepare_store), pool.submit(self._prepare_broker)]
            tables.result()
            if self._was_provisioned(values):
                # Everything loads while the broker still boots, and waits for it by itself.
                self._start_processes()
            for other in others:
                other.result()
        environment.write(self.home.root / "env", values)
        environment.write(self.home.root / "admin.env", self.backends.admin_values())
        say("सेवाएँ शुरू हो रही हैं …", "Starting the services …")
        self._start_processes()
        self._wait_for_all(values)

    def _start_processes(self) -> None:
        """Whatever of the platform's own does not run yet."""
        self.supervisor.start_group(SERVICES_GROUP)
        self.supervisor.start_group(EDGE)

    def _groups(self, values: dict[str, str]) -> dict[str, list[Program]]:
        """What is started together."""
        store = self.backends.store.programs() if self.backends.is_own(self.backends.store) else []
        programs = processes.platform_programs(self.home, values, small_office=self.small_office)
        groups = {
            BACKENDS: [
                program for program in self.backends.programs() if program.name not in {own.name for own in store}
            ],
            STORE: store,
            SERVICES_GROUP: [program for program in programs if program.name not in _EDGE],
            EDGE: [program for program in programs if program.name in _EDGE],
        }
        return {group: members for group, members in groups.items() if members}

    def _was_provisioned(self, values: dict[str, str]) -> bool:
        """Whether an earlier start finished provisioning with these very settings: users and rights are there."""
        path = self.home.root / "env"
        return path.exists() and environment.read(path) == values

    def _values(self) -> dict[str, str]:
        """Everybody's settings; what the caller's environment names wins."""
        values = self.backends.values()
        if self.demo:
            values |= demo.demo_values(self.home)
        given = {name: value for name, value in self.settings.items() if name not in ADMINISTRATORS}
        return values | given | {"PATRAVALI_HOME": str(self.home.root)}

    def _prepare_tables(self, values: dict[str, str]) -> None:
        self.backends.wait_for(self.backends.postgres)
        self.backends.provision_databases()
        steps = []
        behind = self.backends.services_behind()
        if behind:
            say("डेटाबेस की तालिकाएँ अद्यतन हो रही हैं …", "Bringing the tables up to date …")
            steps.append(Step("migrate", [sys.executable, "-m", "chassis.migrate", *behind]))
        if self.demo:
            steps += demo.demo_steps(self.home, values)
        for step in steps:
            self._carry_out(step, values)

    def _prepare_store(self) -> None:
        self.backends.wait_for(self.backends.store)
        self.backends.provision_store()

    def _prepare_broker(self) -> None:
        self.backends.wait_for(self.backends.broker)
        self.backends.provision_broker()

    def _carry_out(self, step: Step, values: dict[str, str]) -> None:
        if self.stopping.is_set():
            raise Interrupted
        log = self.home.logs / f"setup-{step.name}.log"
        with log.open("wb") as output:
            finished = subprocess.run(
                step.command,
                cwd=processes.ROOT,
                env=processes.python_environment(values),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
        if finished.returncode != 0:
            raise CannotRun(
                f"तैयारी का चरण '{step.name}' पूरा नहीं हुआ; कारण यहाँ लिखा है: {log}",
                f"The set-up step '{step.name}' failed; {log} says why:\n{_last_lines(log)}",
            )
        step.afterwards()

    def _wait_for_all(self, values: dict[str, str]) -> None:
        waiting = processes.readiness_addresses(values, small_office=self.small_office)
        deadline = time.monotonic() + _READY_SECONDS
        while waiting:
            for name in [name for name, address in waiting.items() if _answers(address)]:
                del waiting[name]
            if not waiting:
                return
            if time.monotonic() > deadline:
                name = next(iter(waiting))
                raise self._not_ready(name)
            if self.stopping.wait(0.1):
                raise Interrupted

    def _not_ready(self, name: str) -> CannotRun:
        log = self.home.logs / f"{name}.log"
        return CannotRun(
            f"'{name}' {_READY_SECONDS} सेकंड में तैयार नहीं हुआ; कारण यहाँ देखें: {log}",
            f"'{name}' was not ready within {_READY_SECONDS} seconds; see {log}:\n{_last_lines(log)}",
        )

    def _wait(self, condition: object, name: str) -> None:
        if not wait_until(condition, 30):  # type: ignore[arg-type]
            raise self._not_ready(name)

    def stay(self) -> int:
        """Wait for Ctrl-C or TERM, or for make to die; then stop everything. 1 when the supervisor died."""
        parent = os.getppid()
        while not self.stopping.wait(1) and os.getppid() == parent:
            if self.supervisor.program.record() is None:
                say("पर्यवेक्षक (supervisord) अचानक बंद हो गया।", "The supervisor died.")
                self.stop()
                return 1
        self.stop()
        return 0

    def stop(self) -> None:
        """End the supervisor with everything under it, then whatever it left. Only recorded processes are touched."""
        owner = ProcessRecord.read(self._owner_path)
        if owner and owner.pid != os.getpid() and owner.is_alive():
            owner.end(signal.SIGTERM, 120)
        if self.supervisor.program.record():
            say("बंद हो रहा है …", "Stopping …")
        self.supervisor.program.end()
        self.end_leftovers()
        self._owner_path.unlink(missing_ok=True)

    def end_leftovers(self) -> None:
        """End what a killed supervisor or runner left: first the supervisor, then its children, all at once."""
        self.supervisor.program.end()
        children = self.backends.programs() + self._recorded_programs()
        alive = [program for program in children if program.record()]
        if alive:
            names = ", ".join(program.name for program in alive)
            say(f"पिछली बार के छूटे कार्यक्रम बंद किए जा रहे हैं: {names}", f"Ending what an earlier run left: {names}")
            with ThreadPoolExecutor(len(alive)) as pool:
                list(pool.map(Program.end, alive))

    def _recorded_programs(self) -> list[Program]:
        """Whatever was started from `run/`, also in a mode or version with other processes."""
        names = {path.stem for path in self.home.run.glob("*.process")} - {"supervisord", _OWNER}
        return [Program(name, [], processes.ROOT, self.home.run, stop_seconds=30) for name in sorted(names)]

    @property
    def _owner_path(self) -> Path:
        return self.home.run / f"{_OWNER}.process"

    def stop_on_signals(self) -> None:
        """Installed explicitly: a process that a script starts in the background inherits SIGINT ignored."""

        def ask(_number: int, _frame: FrameType | None) -> None:
            self.stopping.set()

        signal.signal(signal.SIGINT, ask)
        signal.signal(signal.SIGTERM, ask)
        signal.signal(signal.SIGHUP, ask)


class Interrupted(Exception):
    """The user asked to stop while set-up was under way."""


def welcome(platform: Platform) -> None:
    """The address, the demo logins and where the logs are."""
    say(f"पत्रावली तैयार है: {platform.address}", f"Patravali is up: {platform.address}")
    if platform.demo:
        logins = demo.logins_file(platform.home)
        say(f"प्रदर्शन के लॉगिन (सभी: {logins}):", f"Demo logins (all of them: {logins}):")
        print("\n".join(demo.shown_logins(platform.home)))
        postbox = platform.home.root / "postbox"
        say(f"भेजे गए ईमेल और SMS: {postbox}", f"Mail and SMS that were sent: {postbox}")
    say(f"लॉग: {platform.home.logs}", f"Logs: {platform.home.logs}")


def _port_taken(port: int) -> CannotRun:
    return CannotRun(
        f"पोर्ट {port} पर पहले से कोई दूसरा कार्यक्रम चल रहा है। दूसरा पोर्ट चुनें: PATRAVALI_GATEWAY_PORT=8010 make run",
        f"Port {port} is taken by another program. Choose another: PATRAVALI_GATEWAY_PORT=8010 make run",
    )


def _taken(lock: IO[str]) -> bool:
    """Whether the lock is ours now. It ends with the process, however that ends."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310  our own loopback address
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def _boot_id() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text()


def _last_lines(log: Path, count: int = 15) -> str:
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])


def gateway_address(home: Path) -> str:
    """Where a running platform answers, for programs that talk to it."""
    values = environment.read(home / "env")
    return f"http://127.0.0.1:{values[setting('gateway', 'port')]}"
