#!/bin/sh
# The object store's container: SeaweedFS with only its S3 port open to other containers, and fsync before each answer.
set -eu
here=127.0.0.1

# The filer remembers this; asked again at each start it changes nothing.
(
    until echo "fs.configure -locationPrefix=/buckets/patravali-documents/ -fsync=true -apply" |
        weed shell -master=$here:9333 -filer=$here:8888 >/dev/null 2>&1; do
        sleep 1
    done
) &

exec weed -logtostderr=true server -dir=/data -ip=$here -ip.bind=$here -filer -s3 -s3.ip.bind=0.0.0.0 -s3.port=8333 \
    -s3.config=/etc/patravali/s3.json -s3.port.iceberg=0 -s3.autoCreateBucket=false -s3.iam=false \
    -master.electionTimeout=1s -master.telemetry=false -master.volumeSizeLimitMB=1024 -volume.max=0 \
    -volume.preStopSeconds=1 -filer.exposeDirectoryData=false
