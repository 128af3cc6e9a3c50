// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Ids.h>
#include <durus/store/Store.h>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace durus::client {

struct ImportedFile {
    std::filesystem::path file; ///< where it came from
    model::Slug slug;
    bool added = false; ///< false: the same recording was here already
};

struct FailedFile {
    std::filesystem::path file;
    std::string fault;
};

struct ImportReport {
    std::vector<ImportedFile> imported;
    std::vector<FailedFile> failed;
};

/// Takes a person's own audio into the box: copies it below the data directory, reads its tags, registers it
/// as a local listing. What cannot be read is left out and reported; the rest goes on.
class Importer {
public:
    explicit Importer(store::Store& store) : store_(store) {}

    /// Called before each file with how many are done and how many there are.
    using OnFile =
        std::function<void(const std::filesystem::path& file, std::size_t done, std::size_t total)>;

    /// Imports files, and folders with all below them, in the order of their names. Files of a folder that do
    /// not even look like audio by their extension are passed over silently; a file that was named is never.
    /// Thread: any. Blocks on the disk. Errors: Error(StorageFull), after which what was imported stays.
    ImportReport import(const std::vector<std::filesystem::path>& paths, const OnFile& onFile);

private:
    ImportedFile importFile(const std::filesystem::path& file);

    store::Store& store_;
};

} // namespace durus::client
