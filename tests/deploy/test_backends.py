"""The private servers: what they refuse, what they remember."""

import io
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pika
import psycopg2
import pytest
from minio import Minio
from minio.error import S3Error
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import ChannelClosedByBroker

from deploy.local.backends import Backends
from deploy.local.buckets import StoreAccess
from tests.throwaway import ThrowAway, Vhost


def plain(url: str) -> str:
    return url.replace("postgresql+psycopg2://", "postgresql://", 1)


@contextmanager
def a_channel(url: str) -> Iterator[BlockingChannel]:
    connection = pika.BlockingConnection(pika.URLParameters(url))
    with connection:
        yield connection.channel()


@contextmanager
def a_session(url: str) -> Iterator[Any]:
    with closing(psycopg2.connect(plain(url))) as connection, connection, connection.cursor() as cursor:
        yield cursor


def an_s3_client(store: StoreAccess) -> Minio:
    return Minio(store.url.removeprefix("http://"), store.access_key, store.secret_key, secure=False)


def test_a_service_writes_rows_into_its_owners_table_but_makes_no_table(throw_away: ThrowAway):
    with throw_away.empty_database("files") as database:
        with a_session(database.owner_url) as owner:
            owner.execute("CREATE TABLE notes (body text)")

        with a_session(database.url) as service:
            service.execute("INSERT INTO notes VALUES ('seen')")

        with pytest.raises(psycopg2.errors.InsufficientPrivilege), a_session(database.url) as service:
            service.execute("CREATE TABLE mine (body text)")


def test_a_service_cannot_connect_to_anothers_database(throw_away: ThrowAway, backends: Backends):
    with throw_away.empty_database("files") as database:
        foreign = backends.database_url_for("documents", database.name)

        with pytest.raises(psycopg2.OperationalError, match="permission denied"):
            psycopg2.connect(plain(foreign))


def test_the_database_refuses_a_wrong_password(backends: Backends):
    forged = backends.database_url_for("files", "files").replace("files:", "files:not-", 1)

    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(plain(forged))


def test_hindi_text_has_trigrams(throw_away: ThrowAway):
    with throw_away.empty_database("documents") as database, a_session(database.owner_url) as owner:
        owner.execute("CREATE EXTENSION pg_trgm")
        owner.execute("SELECT show_trgm('पत्रावली')")
        trigrams = owner.fetchone()[0]

    assert len(trigrams) > 3


def test_a_service_asks_those_it_may_ask(vhost: Vhost):
    with a_channel(vhost.url("documents")) as callee, a_channel(vhost.url("signatures")) as caller:
        callee.queue_declare("rpc-documents", durable=True)
        callee.queue_bind("rpc-documents", "nameko-rpc", "documents.*")
        caller.confirm_delivery()

        caller.basic_publish("nameko-rpc", "documents.get_document", b"{}", mandatory=True)

        assert callee.basic_get("rpc-documents", auto_ack=True)[2] == b"{}"


def test_a_service_asks_nobody_else(vhost: Vhost):
    with a_channel(vhost.url("signatures")) as caller:
        caller.confirm_delivery()

        with pytest.raises(ChannelClosedByBroker, match="ACCESS_REFUSED"):
            caller.basic_publish("nameko-rpc", "files.forward_file", b"{}")


def test_a_service_cannot_listen_to_anothers_requests(vhost: Vhost):
    with a_channel(vhost.url("files")) as files:
        files.queue_declare("rpc-files", durable=True)

        with pytest.raises(ChannelClosedByBroker, match="ACCESS_REFUSED"):
            files.queue_bind("rpc-files", "nameko-rpc", "#")


def test_a_service_cannot_publish_as_another(vhost: Vhost):
    with a_channel(vhost.url("files")) as files:
        files.confirm_delivery()

        with pytest.raises(ChannelClosedByBroker, match="PRECONDITION_FAILED"):
            files.basic_publish("files.events", "file_moved", b"{}", pika.BasicProperties(user_id="gateway"))


def test_a_service_cannot_publish_anothers_events(vhost: Vhost):
    with a_channel(vhost.url("notifications")) as notifications:
        notifications.confirm_delivery()

        with pytest.raises(ChannelClosedByBroker, match="ACCESS_REFUSED"):
            notifications.basic_publish("files.events", "file_moved", b"{}")


def test_a_message_comes_back_from_a_retry_queue_to_the_queue_that_failed(vhost: Vhost):
    queue = "evt-files-file_moved--notifications.on_file_moved"
    with a_channel(vhost.url("notifications")) as channel:
        channel.queue_declare(queue, durable=True, arguments={"x-queue-type": "quorum"})
        channel.confirm_delivery()

        channel.basic_publish("retry-1s", queue, b"again", pika.BasicProperties(delivery_mode=2))
        body = next(channel.consume(queue, auto_ack=True, inactivity_timeout=20))[2]
        channel.cancel()

    assert body == b"again"


def test_the_documents_keys_reach_their_bucket(store: StoreAccess):
    client = an_s3_client(store)

    client.put_object(store.bucket, "deploy/letter", io.BytesIO(b"seen"), 4)

    with client.get_object(store.bucket, "deploy/letter") as answer:
        assert answer.read() == b"seen"


def test_the_documents_keys_make_no_bucket(store: StoreAccess):
    with pytest.raises(S3Error) as refused:
        an_s3_client(store).make_bucket("another-bucket")

    assert refused.value.code == "AccessDenied"


def test_the_store_refuses_a_wrong_secret(store: StoreAccess):
    forger = Minio(store.url.removeprefix("http://"), store.access_key, "not-the-secret", secure=False)

    with pytest.raises(S3Error) as refused:
        list(forger.list_objects(store.bucket))

    assert refused.value.code == "SignatureDoesNotMatch"


def test_the_stores_inner_ports_give_nothing_to_who_asks_without_a_token(backends: Backends, store: StoreAccess):
    an_s3_client(store).put_object(store.bucket, "deploy/secret", io.BytesIO(b"seen"), 4)
    address = f"http://127.0.0.1:{backends.home.port('store-filer.port')}/buckets/{store.bucket}/deploy/secret"

    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(address, timeout=5)

    assert refused.value.code == 401
    refused.value.close()
