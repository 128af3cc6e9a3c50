// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>
#include <durus/model/Account.h>
#include <durus/sync/ServerClock.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace durus::sqlite {
class Database;
}

namespace durus::store {

/// What becomes of entries a backend has not confirmed when their account is removed.
enum class UnsentEntries {
    Refuse, ///< the account stays as long as there are any
    Keep,   ///< they wait for their owner to be added again; nobody else's credentials carry them
    Discard ///< a person gives them up, for good
};

/// The backends this box settles with and the accounts it knows there. Tokens are kept sealed (AES-256-GCM)
/// with the key in the data directory's file `key`, which is made at the first use.
/// The account model::kLocalAccount always exists.
/// Thread: any. Errors of all: Error(StorageFull), Error(StorageFailure).
class Accounts {
public:
    Accounts(sqlite::Database& database, std::filesystem::path keyFile);

    /// Names are 1 to 64 of the characters a-z A-Z 0-9 . _ - and begin with a letter or digit. A trailing
    /// slash of the URL is dropped. Errors: Error(InvalidInput) for a name or a URL that is not allowed;
    /// Error(AlreadyExists).
    void addBackend(const model::Backend& backend);
    std::vector<model::Backend> backends();
    std::optional<model::Backend> backend(const model::BackendName& name);
    /// What it offered counts as withdrawn from now on; downloads stay. Errors: Error(NotFound);
    /// Error(WrongState) while an account belongs to it.
    void removeBackend(const model::BackendName& name);

    /// Adds an account of a backend, or with neither backend nor token one of this box alone. An account
    /// removed with UnsentEntries::Keep takes up its entries again.
    /// Errors: Error(InvalidInput) for a name that is not allowed or a backend without a token or the other
    /// way round; Error(NotFound) if there is no such backend; Error(AlreadyExists), also if kept entries of
    /// that name wait for another backend.
    void addAccount(const model::Account& account, std::string_view token);
    /// Errors: Error(NotFound); Error(InvalidInput) for an empty token or an account without a backend.
    void replaceToken(const model::AccountName& name, std::string_view token);
    /// By name; model::kLocalAccount among them.
    std::vector<model::Account> accounts();
    std::optional<model::Account> account(const model::AccountName& name);
    /// Wipes the token off the disk and, unless entries are kept, forgets what is known of the account's
    /// progress and favourites. An account whose entries were kept can be removed again, to discard them.
    /// Errors: Error(NotFound); Error(InvalidInput) for model::kLocalAccount; Error(WrongState), with how
    /// many, if unsent entries are to refuse it.
    void removeAccount(const model::AccountName& name, UnsentEntries entries = UnsentEntries::Refuse);

    /// The account's token, unsealed. Errors: Error(NotFound); Error(WrongState) if the account has none;
    /// Error(Corrupt) if the key is missing or is not the one the token was sealed with.
    std::string token(const model::AccountName& name);

    /// Whether the backend has refused the token for good: it is kept, and waits for a person to sign in
    /// again, or to try it. A new token ends that.
    bool isRefused(const model::AccountName& name);
    void setRefused(const model::AccountName& name, bool refused);

    /// Whom an action is for: the named account, else the only one that has a backend, else
    /// model::kLocalAccount if none has. Errors: Error(NotFound) for an unknown name; Error(InvalidInput)
    /// listing the choices if several have a backend.
    model::AccountName resolve(const std::optional<model::AccountName>& name);

    /// How far the backend's calendar is from this box's, as last learned; intents recorded from now on keep
    /// it beside their stamps. None before the first answer.
    std::optional<Milliseconds> clockOffset(const model::BackendName& name);
    void setClockOffset(const model::BackendName& name, Milliseconds offset);

    /// What this box's boots have learned of the backend's time. A boot is forgotten once a later one has
    /// learned and nothing it recorded is unconfirmed.
    std::vector<sync::BootTime> bootTimes(const model::BackendName& name);
    void rememberBoot(const model::BackendName& name, const sync::BootTime& boot);

private:
    sqlite::Database& database_;
    std::filesystem::path keyFile_;
};

} // namespace durus::store
