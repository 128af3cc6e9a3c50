// SPDX-License-Identifier: Apache-2.0
#include "Session.h"

#include <iostream>

namespace durus::ctl {

client::Device& Session::device() {
    if (!device_)
        device_ =
            client::Device::open({.dataDirectory = options_.data, .pluginDirectories = {}, .log = &log_});
    return *device_;
}

void Session::print(const Poco::JSON::Object& object) const {
    object.stringify(std::cout);
    std::cout << std::endl;
}

model::AccountName Session::account(const std::optional<std::string>& named) {
    return device().store().accounts().resolve(named ? std::optional(model::AccountName(*named))
                                                     : std::nullopt);
}

store::LibraryItem Session::item(const std::string& slug, const model::AccountName& account) {
    auto found = device().store().library().bySlug(model::Slug(slug), account);
    if (!found)
        throw Error(ErrorCode::NotFound, "there is no lecture '" + slug + "'",
                    "durusctl list and durusctl search show the names");
    return *std::move(found);
}

} // namespace durus::ctl
