// SPDX-License-Identifier: Apache-2.0
#include "TestCertificates.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <stdexcept>

namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File openForWriting(const std::filesystem::path& path) {
    File file(std::fopen(path.c_str(), "w"), &std::fclose);
    if (!file) throw std::runtime_error("cannot write " + path.string());
    return file;
}

void extend(X509& certificate, X509& issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, &issuer, &certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
        X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()), &X509_EXTENSION_free);
    if (!extension) throw std::runtime_error("bad extension " + value);
    X509_add_ext(&certificate, extension.get(), -1);
}

} // namespace

TestCertificates::TestCertificates()
    : key_(EVP_EC_gen("P-256"), &EVP_PKEY_free),
      certificate_(make(*key_, "Test Authority", std::chrono::hours{48})), caFile_(directory_ / "ca.pem") {
    extend(*certificate_, *certificate_, NID_basic_constraints, "critical,CA:TRUE");
    extend(*certificate_, *certificate_, NID_key_usage, "critical,keyCertSign");
    X509_set_issuer_name(certificate_.get(), X509_get_subject_name(certificate_.get()));
    sign(*certificate_);
    write(caFile_, *certificate_);
}

TestCertificates::Server TestCertificates::issue(const std::string& names, std::chrono::hours ends) {
    const std::string base = "server-" + std::to_string(++issued_);
    Server server{directory_ / (base + ".pem"), directory_ / (base + ".key")};
    const Key key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const Certificate certificate = make(*key, "Test Server", ends);
    extend(*certificate, *certificate_, NID_subject_alt_name, names);
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate_.get()));
    sign(*certificate);
    write(server.certificate, *certificate);
    PEM_write_PrivateKey(openForWriting(server.key).get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return server;
}

TestCertificates::Certificate TestCertificates::make(EVP_PKEY& key, const std::string& name,
                                                     std::chrono::hours ends) const {
    Certificate certificate(X509_new(), &X509_free);
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), issued_ + 1);
    constexpr long kHour = 3600;
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -72 * kHour);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), static_cast<long>(ends.count()) * kHour);
    X509_set_pubkey(certificate.get(), &key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    return certificate;
}

void TestCertificates::sign(X509& certificate) const {
    if (X509_sign(&certificate, key_.get(), EVP_sha256()) == 0) throw std::runtime_error("cannot sign");
}

void TestCertificates::write(const std::filesystem::path& file, X509& certificate) const {
    PEM_write_X509(openForWriting(file).get(), &certificate);
}
