// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/TempDir.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

/// A certificate authority of a test's own, with its certificates as PEM files in a directory of their own.
class TestCertificates {
public:
    TestCertificates();

    struct Server {
        std::filesystem::path certificate;
        std::filesystem::path key;
    };
    /// A server's certificate. `names` as in OpenSSL's subjectAltName: "DNS:localhost,IP:127.0.0.1".
    /// `ends`: when it expires, seen from now.
    Server issue(const std::string& names, std::chrono::hours ends = std::chrono::hours{24});

    const std::filesystem::path& caFile() const { return caFile_; }

private:
    using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
    using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

    Certificate make(EVP_PKEY& key, const std::string& name, std::chrono::hours ends) const;
    void sign(X509& certificate) const;
    void write(const std::filesystem::path& file, X509& certificate) const;

    durus::test::TempDir directory_;
    Key key_;
    Certificate certificate_;
    std::filesystem::path caFile_;
    int issued_ = 0;
};
