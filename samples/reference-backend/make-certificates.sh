#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes a certificate authority of its own and a server certificate for this machine's loopback names:
#   make-certificates.sh DIR [ADDRESS]
# ADDRESS: one more IP address that the certificate is for.
# It leaves ca.pem (for clients to trust), server.pem and server.key in DIR; the CA's own key is thrown away.
set -eu
umask 077
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
    echo "usage: make-certificates.sh DIR [ADDRESS]" >&2
    exit 2
fi
mkdir -p "$1"
cd "$1"
trap 'rm -f ca.key request.pem extensions.cnf' EXIT

run() {
    if ! output=$("$@" 2>&1); then
        echo "make-certificates.sh: $1 failed: $output" >&2
        exit 1
    fi
}

run openssl ecparam -name prime256v1 -genkey -noout -out ca.key
run openssl req -x509 -new -key ca.key -sha256 -days 825 -subj "/CN=Durus test CA" -out ca.pem \
    -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign"
run openssl ecparam -name prime256v1 -genkey -noout -out server.key
run openssl req -new -key server.key -subj "/CN=localhost" -out request.pem
cat > extensions.cnf <<EXTENSIONS
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1${2:+,IP:$2}
EXTENSIONS
run openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -sha256 -days 825 \
    -extfile extensions.cnf -out server.pem
cat ca.pem >> server.pem
rm -f ca.srl
chmod 644 ca.pem server.pem
