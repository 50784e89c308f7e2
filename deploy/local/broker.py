"""A private RabbitMQ from Debian's package, under a node, a cookie and an epmd of its own."""

import base64
import json
import shlex
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import unquote

from deploy.local import plugins
from deploy.local.backend import LOOPBACK, Site, plain_environment
from deploy.local.places import write_for
from deploy.local.program import Program

ADMIN = "patravali_admin"
VHOST = "patravali"
# The wrapper in /usr/sbin switches users and drops the environment: the script behind it is run.
SERVER = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
_PLUGIN = "rabbitmq_management"
_CONFIG = """# Written at each start.
listeners.tcp.default = {address}:{amqp}
distribution.listener.interface = {address}
management.tcp.ip = {address}
management.tcp.port = {admin}
default_vhost = {vhost}
default_user = {user}
default_pass = {password}
loopback_users = none
log.console = true
log.console.level = warning
log.file = false
heartbeat = 60
consumer_timeout = 3600000
"""


class Broker:
    """One RabbitMQ node of an installation, and its private port mapper."""

    name = "broker"

    def __init__(self, site: Site) -> None:
        self._site = site

    def port_names(self) -> list[str]:
        return ["broker", "broker-admin", "broker-distribution", "epmd"]

    @property
    def url(self) -> str:
        """Where clients connect, without a user."""
        return f"amqp://{LOOPBACK}:{self._site.home.port('broker')}/{VHOST}"

    @property
    def admin_url(self) -> str:
        """The management API's address with the administrator's password."""
        password = self._site.home.secret("broker-admin")
        return f"http://{ADMIN}:{password}@{LOOPBACK}:{self._site.home.port('broker-admin')}"

    def prepare(self) -> None:
        home, account = self._site.home, self._site.account
        folder = self._site.folder("broker")
        for name in ("data", "log", "conf.d"):
            self._site.folder("broker", name)
        config = _CONFIG.format(
            address=LOOPBACK,
            amqp=home.port("broker"),
            admin=home.port("broker-admin"),
            vhost=VHOST,
            user=ADMIN,
            password=home.secret("broker-admin"),
        )
        write_for(account, folder / "rabbitmq.conf", config)
        write_for(account, folder / "rabbitmq-env.conf", self._installation())
        write_for(account, folder / "enabled_plugins", f"[{_PLUGIN}].\n")
        write_for(account, folder / ".erlang.cookie", home.secret("broker-cookie"), 0o400)

    def _installation(self) -> str:
        """A line for the server's scripts that names a tree with nothing but the plugins that the node uses."""
        self._site.folder("broker", "server")
        tree = self._site.folder("broker", "server", "plugins")
        folders = plugins.needed(SERVER.resolve().parent.parent / "plugins", _PLUGIN)
        plugins.link(tree, folders)
        return f"RABBITMQ_HOME={shlex.quote(str(tree.parent))}\n" if folders else ""

    def programs(self) -> list[Program]:
        folder = self._site.folder("broker")
        epmd_port = str(self._site.home.port("epmd"))
        # An epmd that the node starts by itself outlives it and listens on all addresses; this one does neither.
        epmd = Program(
            name="epmd",
            command=["/usr/bin/epmd", "-address", LOOPBACK, "-port", epmd_port],
            folder=folder,
            environment=plain_environment(),
            account=self._site.account,
        )
        node = Program(
            name="broker",
            command=[str(SERVER)],
            folder=folder,
            environment=self._environment(folder, epmd_port),
            account=self._site.account,
            stop_seconds=40,
        )
        return [epmd, node]

    def is_ready(self) -> bool:
        try:
            Management(self.admin_url).get("/api/overview")
        except (OSError, BrokerRefused):
            return False
        return True

    def _environment(self, folder: Path, epmd_port: str) -> dict[str, str]:
        return plain_environment(
            HOME=str(folder),
            ERL_EPMD_PORT=epmd_port,
            ERL_EPMD_ADDRESS=LOOPBACK,
            RABBITMQ_NODENAME="patravali@localhost",
            RABBITMQ_CONF_ENV_FILE=str(folder / "rabbitmq-env.conf"),
            RABBITMQ_CONFIG_FILE=str(folder / "rabbitmq.conf"),
            RABBITMQ_CONFIG_FILES=str(folder / "conf.d"),
            RABBITMQ_ADVANCED_CONFIG_FILE=str(folder / "advanced.config"),
            RABBITMQ_ENABLED_PLUGINS_FILE=str(folder / "enabled_plugins"),
            RABBITMQ_MNESIA_BASE=str(folder / "data"),
            RABBITMQ_LOG_BASE=str(folder / "log"),
            RABBITMQ_GENERATED_CONFIG_DIR=str(folder / "data"),
            RABBITMQ_DIST_PORT=str(self._site.home.port("broker-distribution")),
            # Makes the script become the node instead of waiting beside it, so that signals and pid are the node's.
            RUNNING_UNDER_SYSTEMD="true",
            # Idle scheduler threads sleep: the machine's cores belong to the services.
            RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-start_epmd false +sbwt none +sbwtdcpu none +sbwtdio none",
        )


class BrokerRefused(Exception):
    """The management API answered with an error; `status` is its HTTP status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"{status}: {message}")
        self.status = status


class Management:
    """RabbitMQ's management API, as far as set-up needs it. Raises OSError (unreachable) and BrokerRefused."""

    def __init__(self, admin_url: str) -> None:
        """`admin_url` is http(s)://user:password@host:port."""
        scheme, rest = admin_url.split("://", 1)
        credentials, address = rest.rsplit("@", 1)
        user, password = (unquote(part) for part in credentials.split(":", 1))
        self._base = f"{scheme}://{address.rstrip('/')}"
        token = base64.b64encode(f"{user}:{password}".encode()).decode()
        self._headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}

    def get(self, path: str) -> object:
        return self._send("GET", path, None)

    def put(self, path: str, body: object) -> None:
        self._send("PUT", path, body)

    def post(self, path: str, body: object) -> object:
        return self._send("POST", path, body)

    def delete(self, path: str) -> None:
        self._send("DELETE", path, None)

    def _send(self, method: str, path: str, body: object) -> object:
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._base + path, content, self._headers, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310  an operator's own address
                text = answer.read()
        except urllib.error.HTTPError as refused:
            raise BrokerRefused(refused.code, refused.read().decode(errors="replace")) from None
        return json.loads(text) if text else None
