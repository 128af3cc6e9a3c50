// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Ids.h>

#include <string>

namespace durus::model {

/// A backend this box settles with.
struct Backend {
    BackendName name;
    std::string codec;  ///< id of the plugin that speaks its API, such as "platform"
    std::string url;    ///< https, or http on loopback; without a trailing slash
    std::string caFile; ///< PEM file to trust instead of the system's authorities; empty = the system's
};

/// A person's account at a backend. Its token is kept sealed in the store and is no part of this value.
struct Account {
    AccountName name;
    BackendName backend; ///< empty: an account of this box alone
};

/// Owner of what is recorded while no account has been added. Belongs to no backend.
inline const AccountName kLocalAccount{"local"};

} // namespace durus::model
