// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/FileResponder.h"
#include "media/AudioIndex.h"
#include "media/AudioName.h"

#include <durus/core/FileDescriptor.h>

#include <filesystem>
#include <memory>

namespace durus::mediaserver::media {

/// Opens stored files for serving. Only what the library has registered as verified, only below the audio
/// directory of the data directory, never through a symbolic link. Thread: any; blocks on the disk and the
/// database.
class AudioFiles {
public:
    /// Makes DATA/audio if it is not there. Errors: std::system_error.
    AudioFiles(const std::filesystem::path& dataDirectory, store::Library& library);

    /// The file of that name; null if there is none, the extension is another, or the file is gone or has
    /// another size than was registered. Errors: those of the library; std::system_error if it cannot be
    /// opened.
    std::shared_ptr<const http::FileResource> open(const AudioName& name);

private:
    AudioIndex index_;
    FileDescriptor directory_;
};

} // namespace durus::mediaserver::media
