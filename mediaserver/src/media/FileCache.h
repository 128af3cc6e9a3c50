// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/FileResponder.h"

#include <durus/core/Clock.h>

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace durus::mediaserver::media {

/// Files kept open, by name: the ones asked for last. What is served all the time costs neither a database
/// query nor an open(2). Thread: any.
class FileCache {
public:
    struct Options {
        /// Descriptors held at most.
        std::size_t files = 256;
        /// After this a file is looked up again, so that one that was removed is not served for ever.
        Milliseconds lifetime{30'000};
    };

    /// `clock` must outlive this object.
    explicit FileCache(const Clock& clock);
    FileCache(const Clock& clock, Options options);

    /// Null if it is not here or too old.
    std::shared_ptr<const http::FileResource> find(std::string_view name);

    void put(const std::string& name, std::shared_ptr<const http::FileResource> resource);

private:
    struct Entry {
        std::string name;
        std::shared_ptr<const http::FileResource> resource;
        MonotonicTime since;
    };
    using Entries = std::list<Entry>;

    const Clock& clock_;
    const Options options_;
    std::mutex mutex_;
    Entries entries_; // the one used last is in front
    std::unordered_map<std::string_view, Entries::iterator> byName_;
};

} // namespace durus::mediaserver::media
