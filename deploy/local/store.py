"""A private SeaweedFS: one process with master, volume server, filer and S3 gateway."""

import http.client
import json
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from deploy.local.backend import LOOPBACK, Site, plain_environment
from deploy.local.places import installed_program, reachable_copy, write_for
from deploy.local.program import Program

BUCKET = "patravali-documents"
INDEX = "store_index"
"""Role and database of the store's index of names."""
_PORTS = [
    "master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc",
    "s3.port", "s3.port.grpc", "s3.port.lance",
]  # fmt: skip
# The inner ports would serve everybody's documents to any local user who asks without a key: each asks for a token.
_SECURITY = """[jwt.signing]
key = "{key}"
[jwt.signing.read]
key = "{key}"
[jwt.filer_signing]
key = "{key}"
[jwt.filer_signing.read]
key = "{key}"
"""
# SeaweedFS' own index of names (LevelDB) is not synced before a put is acknowledged: after a power cut the bytes are
# there and the name is not. PostgreSQL commits durably, and its dump and the bytes together are a backup.
_INDEX = """[postgres2]
enabled = true
createTable = \"\"\"
  CREATE TABLE IF NOT EXISTS "%s" (
    dirhash BIGINT, name VARCHAR(65535), directory VARCHAR(65535), meta bytea, PRIMARY KEY (dirhash, name)
  )
\"\"\"
hostname = "{host}"
port = {port}
username = "{name}"
password = "{password}"
database = "{name}"
sslmode = "{sslmode}"
connection_max_idle = 5
connection_max_open = 20
connection_max_lifetime_seconds = 300
"""
_KEPT = f"/buckets/{BUCKET}/"
_SOCKET_PATH_LIMIT = 100  # bytes; sun_path holds 108


class Store:
    """One object store of an installation; documents' keys reach its one bucket and nothing else."""

    name = "store"

    def __init__(self, site: Site, index_url: str, *, durable: bool = True) -> None:
        """`index_url` is a PostgreSQL server's. `durable=False` does without it and without fsync: for tests' data."""
        self._site = site
        self._index_url = index_url
        self._durable = durable

    def port_names(self) -> list[str]:
        return [f"store-{name}" for name in _PORTS]

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self._site.home.port('store-s3.port')}"

    @property
    def admin_keys(self) -> tuple[str, str]:
        """Access key and secret key of the administrator (creates the bucket)."""
        return "patravali-admin", self._site.home.secret("store-admin")

    @property
    def document_keys(self) -> tuple[str, str]:
        """Access key and secret key of the documents service."""
        return "patravali-documents", self._site.home.secret("store-documents")

    def prepare(self) -> None:
        folder = self._site.folder("store")
        self._site.folder("store", "data")
        rights = [f"{right}:{BUCKET}" for right in ("Read", "Write", "List", "Tagging")]
        identities = [
            _identity("admin", self.admin_keys, ["Admin", "Read", "Write", "List", "Tagging"]),
            _identity("documents", self.document_keys, rights),
        ]
        security = _SECURITY.format(key=self._site.home.secret("store-inner"))
        write_for(self._site.account, folder / "security.toml", security)
        if self.keeps_index_in_database:
            write_for(self._site.account, folder / "filer.toml", self._index_settings())
        write_for(self._site.account, folder / "s3.json", json.dumps({"identities": identities}))

    @property
    def keeps_index_in_database(self) -> bool:
        """Whether the index of names lies in PostgreSQL; a store that began with its own index keeps that."""
        return self._durable and not (self._site.folder("store", "data") / "filerldb2").exists()

    @property
    def index_password(self) -> str:
        return self._site.home.secret("postgres-store")

    def _index_settings(self) -> str:
        server = urlsplit(self._index_url)
        sslmode = parse_qs(server.query).get("sslmode", ["disable" if server.hostname == LOOPBACK else "require"])[0]
        return _INDEX.format(
            host=server.hostname, port=server.port or 5432, name=INDEX, password=self.index_password, sslmode=sslmode
        )

    def programs(self) -> list[Program]:
        folder = self._site.folder("store")
        return [
            Program(
                name="store",
                command=[str(self._weed()), "-logtostderr=true", "server", *self._options(folder)],
                folder=folder,
                environment=plain_environment(HOME=str(folder), TMPDIR=str(folder)),
                account=self._site.account,
                # A clean stop takes 30 s, of which all but the first few wait for connections of its own. What was
                # acknowledged is on the disk before; only an index of its own needs the whole of it.
                stop_signal=signal.SIGTERM if self._durable else signal.SIGKILL,
                stop_seconds=6 if self.keeps_index_in_database else 40,
            )
        ]

    def is_ready(self) -> bool:
        """S3 answers, and the volume server has joined: only then can bytes be put."""
        try:
            status, _ = self._ask("store-s3.port", "/healthz")
            placed, answer = self._ask("store-master.port", "/dir/assign?count=1")
        except OSError:
            return False
        return status == 200 and placed == 200 and "fid" in json.loads(answer)

    def switch_on_fsync(self) -> None:
        """Have each object on the disk before it is acknowledged; the filer remembers it."""
        if not self._durable or self.is_synced():
            return
        command = f"fs.configure -locationPrefix={_KEPT} -fsync=true -apply\n"
        master, filer = (f"{LOOPBACK}:{self._with_grpc(part)}" for part in ("master", "filer"))
        subprocess.run(
            [str(self._weed()), "shell", f"-master={master}", f"-filer={filer}"],
            input=command,
            text=True,
            check=True,
            capture_output=True,
            timeout=60,
            env=plain_environment(HOME=str(self._site.folder("store"))),
        )

    def is_synced(self) -> bool:
        """Whether the filer remembers ``switch_on_fsync``; asked of itself, since its shell takes seconds."""
        # Loads slowly, and is not needed before the servers start.
        import jwt

        key = self._site.home.secret("store-inner")
        token = jwt.encode({"exp": int(time.time()) + 60}, key, algorithm="HS256")
        status, answer = self._ask(
            "store-filer.port", "/etc/seaweedfs/filer.conf", {"Authorization": f"BEARER {token}"}
        )
        if status != 200:
            return False
        rules = json.loads(answer).get("locations", [])
        return any(rule.get("locationPrefix") == _KEPT and rule.get("fsync") for rule in rules)

    def _with_grpc(self, part: str) -> str:
        port, grpc = (self._site.home.port(f"store-{part}.{kind}") for kind in ("port", "port.grpc"))
        return f"{port}.{grpc}"

    def _options(self, folder: Path) -> list[str]:
        data = folder / "data"
        ports = [f"-{name}={self._site.home.port(f'store-{name}')}" for name in _PORTS]
        sockets = []
        for part in ("filer", "s3"):
            path = folder / f"{part}.sock"
            if len(str(path)) < _SOCKET_PATH_LIMIT:
                sockets.append(f"-{part}.localSocket={path}")
        return [
            f"-dir={data}", f"-ip={LOOPBACK}", f"-ip.bind={LOOPBACK}", *ports, *sockets,
            "-filer", "-s3", f"-s3.config={folder / 's3.json'}", "-s3.port.iceberg=0",
            "-s3.autoCreateBucket=false", "-s3.iam=false",
            "-master.electionTimeout=1s", "-master.telemetry=false", "-master.volumeSizeLimitMB=1024",
            "-volume.max=0", "-volume.preStopSeconds=1", "-filer.exposeDirectoryData=false",
        ]  # fmt: skip

    def _weed(self) -> Path:
        return reachable_copy(installed_program("weed"), self._site.account)

    def _ask(self, port_name: str, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(LOOPBACK, self._site.home.port(port_name), timeout=2)
        try:
            connection.request("GET", path, headers=dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.read()
        except http.client.HTTPException as broken:
            raise OSError(str(broken)) from None
        finally:
            connection.close()


def _identity(name: str, keys: tuple[str, str], actions: list[str]) -> dict[str, object]:
    access, secret = keys
    return {"name": name, "credentials": [{"accessKey": access, "secretKey": secret}], "actions": actions}
