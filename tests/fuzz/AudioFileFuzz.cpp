// SPDX-License-Identifier: Apache-2.0
// Any file is either audio, described within the promised bounds and the same each time, or an error.
#include "Property.h"

#include <durus/core/Error.h>
#include <durus/media/AudioProbe.h>

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <string>

using namespace durus::fuzz;
using durus::media::AudioInfo;

namespace {

constexpr std::size_t kTextBytes = 4096;

class MemoryFile {
public:
    MemoryFile(const std::uint8_t* data, std::size_t size) : handle_(::memfd_create("audio", MFD_CLOEXEC)) {
        require(handle_ >= 0 && ::write(handle_, data, size) == static_cast<ssize_t>(size), "a file");
    }
    ~MemoryFile() { ::close(handle_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    std::string path() const { return "/proc/self/fd/" + std::to_string(handle_); }

private:
    int handle_;
};

void checkText(const std::string& text) {
    require(text.size() <= kTextBytes, "a text keeps its limit");
    require(
        std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }),
        "a text has no control character");
}

std::optional<AudioInfo> probe(const MemoryFile& file) {
    try {
        return durus::media::probeAudio(file.path());
    } catch (const durus::Error& error) {
        require(error.code() == durus::ErrorCode::InvalidInput,
                "a file that is there is only ever not audio");
        return std::nullopt;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const MemoryFile file(data, size);
    const auto info = probe(file);
    const auto again = probe(file);
    require(info.has_value() == again.has_value(), "a file is audio or not");
    if (!info) return 0;
    require(info->sizeBytes == size && info->sha256.size() == 64, "a file is as large as it is");
    require(info->duration.count() >= 0 && info->bitrateKbps >= 0 && info->track >= 0, "counts are counts");
    for (const std::string* text :
         {&info->title, &info->artist, &info->album, &info->comment, &info->language})
        checkText(*text);
    require(info->title == again->title && info->duration == again->duration && info->format == again->format,
            "a file says one thing");
    return 0;
}
