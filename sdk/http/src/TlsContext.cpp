// SPDX-License-Identifier: Apache-2.0
#include "TlsContext.h"

#include <durus/core/Error.h>

#include <Poco/Exception.h>
#include <Poco/Net/IPAddress.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <utility>

namespace durus::http {

namespace {

constexpr int kChainDepth = 9;

thread_local std::string trustFault;

extern "C" int noteTrustFault(int trusted, X509_STORE_CTX* store) {
    if (trusted == 0) trustFault = X509_verify_cert_error_string(X509_STORE_CTX_get_error(store));
    return trusted;
}

bool expectHost(SSL_CTX* context, const std::string& host) {
    X509_VERIFY_PARAM* rules = SSL_CTX_get0_param(context);
    Poco::Net::IPAddress address;
    if (Poco::Net::IPAddress::tryParse(host, address))
        return X509_VERIFY_PARAM_set1_ip_asc(rules, host.c_str()) == 1;
    X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return X509_VERIFY_PARAM_set1_host(rules, host.data(), host.size()) == 1;
}

Poco::Net::Context::Ptr load(const std::string& caFile) try {
    using Poco::Net::Context;
    return new Context(Context::TLS_CLIENT_USE, "", "", caFile, Context::VERIFY_STRICT, kChainDepth,
                       caFile.empty(), "HIGH:!aNULL:!MD5");
} catch (const Poco::Exception&) {
    throw Error(ErrorCode::InvalidInput, "cannot use the CA file " + caFile,
                "give a readable file with certificates in PEM form");
}

} // namespace

Poco::Net::Context::Ptr makeTlsContext(const std::string& host, const std::string& caFile) {
    Poco::Net::Context::Ptr context = load(caFile);
    context->enableExtendedCertificateVerification(false);
    SSL_CTX* raw = context->sslContext();
    SSL_CTX_set_verify(raw, SSL_VERIFY_PEER, &noteTrustFault);
    if (SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION) != 1 || !expectHost(raw, host))
        throw Error(ErrorCode::Internal, "cannot set up TLS for " + host);
    return context;
}

std::string takeTrustFault() {
    return std::exchange(trustFault, {});
}

} // namespace durus::http
