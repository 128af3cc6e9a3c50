// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <filesystem>
#include <string>

namespace durus::download {

/// Finds out whether a file really is the audio it should be: the port to a decoder.
/// Thread: one call at a time per object.
class AudioVerifier {
public:
    virtual ~AudioVerifier() = default;

    struct Verified {
        std::string format;
        std::string mediaType;
        std::string sha256;
        Milliseconds duration{0};
    };

    /// Errors: Error(Corrupt) saying what is wrong with it.
    virtual Verified verify(const std::filesystem::path& file) = 0;
};

} // namespace durus::download
