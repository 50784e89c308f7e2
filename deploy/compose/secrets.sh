#!/bin/sh
# Makes every password that docker-compose.yml needs, once: what is there stays. No default password exists.
#
#   sh deploy/compose/secrets.sh [DIRECTORY]        default: deploy/compose/secrets
#
# The folder is closed to other users (700). The files in it can be read by all, because a container mounts each file
# for its own unprivileged user.
set -eu
umask 022
folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder"
chmod 700 "$folder"
cd "$folder"

random() {
    od -An -v -tx1 -N24 /dev/urandom | tr -d ' \n'
}

# put NAME VALUE: writes the file NAME unless it is there.
put() {
    [ -s "$1" ] || printf '%s' "$2" >"$1"
    chmod 444 "$1"
}

for name in postgres_password broker_admin_password store_admin_key store_key store_index_password \
    identity_key_encryption_key sms_password sms_secure_key; do
    put "$name" "$(random)"
done
put database_admin_url "postgresql+psycopg2://postgres:$(cat postgres_password)@postgres:5432/postgres"
put broker_admin_url "http://patravali_admin:$(cat broker_admin_password)@rabbitmq:15672"
put store_admin_url "http://patravali-admin:$(cat store_admin_key)@seaweedfs:8333/patravali-documents"

for user in identity files documents signatures notifications gateway; do
    put "${user}_broker_url" "amqp://$user:$(random)@rabbitmq:5672/patravali"
done
for service in identity files documents signatures notifications; do
    put "${service}_database_url" "postgresql+psycopg2://$service:$(random)@postgres:5432/$service"
    put "${service}_owner_database_url" "postgresql+psycopg2://${service}_owner:$(random)@postgres:5432/$service"
done

put rabbitmq.conf "default_vhost = patravali
default_user = patravali_admin
default_pass = $(cat broker_admin_password)
loopback_users = none
consumer_timeout = 3600000
log.console = true
log.console.level = warning
"
# The store's index of names lies in PostgreSQL, which commits durably; its own is not synced before it answers.
put filer.toml "[postgres2]
enabled = true
createTable = \"\"\"
  CREATE TABLE IF NOT EXISTS \"%s\" (
    dirhash BIGINT, name VARCHAR(65535), directory VARCHAR(65535), meta bytea, PRIMARY KEY (dirhash, name)
  )
\"\"\"
hostname = \"postgres\"
port = 5432
username = \"store_index\"
password = \"$(cat store_index_password)\"
database = \"store_index\"
sslmode = \"disable\"
connection_max_idle = 5
connection_max_open = 20
connection_max_lifetime_seconds = 300
"
bucket=patravali-documents
put store.json "{\"identities\": [
 {\"name\": \"admin\", \"credentials\": [{\"accessKey\": \"patravali-admin\", \"secretKey\": \"$(cat store_admin_key)\"}],
  \"actions\": [\"Admin\", \"Read\", \"Write\", \"List\", \"Tagging\"]},
 {\"name\": \"documents\", \"credentials\": [{\"accessKey\": \"patravali-documents\", \"secretKey\": \"$(cat store_key)\"}],
  \"actions\": [\"Read:$bucket\", \"Write:$bucket\", \"List:$bucket\", \"Tagging:$bucket\"]}
]}"
echo "गोपनीय कुंजियाँ यहाँ हैं / Secrets are in $(pwd)"
