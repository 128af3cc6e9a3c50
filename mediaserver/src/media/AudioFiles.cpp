// SPDX-License-Identifier: Apache-2.0
#include "media/AudioFiles.h"

#include "media/ReprDigest.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <system_error>

namespace durus::mediaserver::media {

namespace {

constexpr const char* kAudioDirectory = "audio";

FileDescriptor openDirectory(const std::filesystem::path& path) {
    std::filesystem::create_directories(path);
    FileDescriptor directory(::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!directory) throw std::system_error(errno, std::generic_category(), "cannot open " + path.string());
    return directory;
}

// The path below the audio directory; empty if it is elsewhere.
std::filesystem::path belowAudio(const std::filesystem::path& file) {
    const std::filesystem::path clean = file.lexically_normal();
    if (clean.is_absolute() || clean.begin() == clean.end() || *clean.begin() != kAudioDirectory) return {};
    return clean.lexically_relative(kAudioDirectory);
}

std::shared_ptr<const http::OpenFile> openIfThere(int directory, const std::filesystem::path& path) {
    try {
        return http::OpenFile::openBeneath(directory, path.string());
    } catch (const std::system_error& failure) {
        if (failure.code() == std::errc::no_such_file_or_directory) return nullptr;
        throw;
    }
}

} // namespace

AudioFiles::AudioFiles(const std::filesystem::path& dataDirectory, store::Library& library)
    : index_(library), directory_(openDirectory(dataDirectory / kAudioDirectory)) {}

std::shared_ptr<const http::FileResource> AudioFiles::open(const AudioName& name) {
    const auto asset = index_.find(name.id);
    if (!asset || asset->format != name.extension) return nullptr;
    const std::filesystem::path path = belowAudio(asset->file);
    if (path.empty()) return nullptr;
    auto file = openIfThere(directory_.get(), path);
    if (!file || file->size() != asset->sizeBytes) return nullptr;

    auto resource = std::make_shared<http::FileResource>();
    resource->file = std::move(file);
    resource->mediaType = asset->mediaType;
    resource->etag = '"' + asset->sha256 + '"';
    resource->cacheControl = "public, max-age=31536000, immutable";
    if (const std::string digest = reprDigest(asset->sha256); !digest.empty())
        resource->extra.add("Repr-Digest", digest);
    return resource;
}

} // namespace durus::mediaserver::media
