// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Catalogue.h"

#include <durus/media/AudioProbe.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace durus::reference {

/// A file that could not become a lecture, and why.
struct SkippedFile {
    std::filesystem::path file;
    std::string reason;
};

struct ScannedLibrary {
    Catalogue catalogue;
    std::vector<SkippedFile> skipped;
};

using AudioProbe = std::function<media::AudioInfo(const std::filesystem::path&)>;

/// Makes a catalogue of a folder of tagged audio and the folders in it. The artist becomes the scholar; an
/// album becomes a series with its files as lessons in the order of their tracks; a file without an album
/// becomes a single lecture; a comment "topic: ..." names its topic, any other becomes the description.
/// A lecture's id follows from its path in the library and an asset's from its bytes, so both outlive a
/// restart; lectures are published when their file was last changed.
/// Files whose names do not end like audio, and hidden ones, are passed over.
/// Errors: durus::Error(NotFound) if `library` is not a folder. A file that cannot be read is skipped.
ScannedLibrary scanLibrary(const std::filesystem::path& library, const AudioProbe& probe = media::probeAudio);

} // namespace durus::reference
