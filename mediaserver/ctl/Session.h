// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/client/Device.h>
#include <durus/core/Log.h>

#include <Poco/JSON/Object.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace durus::ctl {

/// What the words before the command asked for.
struct GlobalOptions {
    std::filesystem::path data;
    bool json = false;
};

/// One run of durusctl: the box, opened when a command first needs it, and where its answer goes.
class Session {
public:
    explicit Session(GlobalOptions options) : options_(std::move(options)) {}

    client::Device& device();
    const std::filesystem::path& data() const noexcept { return options_.data; }
    bool json() const noexcept { return options_.json; }
    /// With --json: prints the command's one object on stdout.
    void print(const Poco::JSON::Object& object) const;

    /// The account an action is for: the named one, else the only one.
    model::AccountName account(const std::optional<std::string>& named);
    /// Errors: Error(NotFound) naming the slug and how to find the right one.
    store::LibraryItem item(const std::string& slug, const model::AccountName& account);

private:
    GlobalOptions options_;
    StderrLog log_{LogLevel::Error};
    std::unique_ptr<client::Device> device_;
};

} // namespace durus::ctl
