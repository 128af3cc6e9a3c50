// SPDX-License-Identifier: Apache-2.0
#include "ContentFile.h"

#include <durus/client/Importer.h>
#include <durus/core/Error.h>
#include <durus/media/AudioProbe.h>

#include <algorithm>
#include <array>

namespace durus::client {

namespace {

namespace fs = std::filesystem;

constexpr std::array kAudioExtensions{".mp3", ".m4a", ".m4b",  ".mp4", ".opus",
                                      ".ogg", ".oga", ".flac", ".wav"};

bool looksLikeAudio(const fs::path& file) {
    auto extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    return std::find(kAudioExtensions.begin(), kAudioExtensions.end(), extension) != kAudioExtensions.end();
}

void collectFolder(const fs::path& folder, std::vector<fs::path>& files, ImportReport& report) {
    std::error_code fault;
    std::vector<fs::path> found;
    for (fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, fault),
         end;
         !fault && entry != end; entry.increment(fault)) {
        std::error_code ignored;
        if (entry->is_regular_file(ignored) && looksLikeAudio(entry->path())) found.push_back(entry->path());
    }
    if (fault) report.failed.push_back({folder, fault.message()});
    std::sort(found.begin(), found.end());
    files.insert(files.end(), found.begin(), found.end());
}

std::vector<fs::path> collect(const std::vector<fs::path>& paths, ImportReport& report) {
    std::vector<fs::path> files;
    for (const auto& path : paths) {
        std::error_code fault;
        if (fs::is_directory(path, fault))
            collectFolder(path, files, report);
        else
            files.push_back(path);
    }
    return files;
}

} // namespace

ImportReport Importer::import(const std::vector<fs::path>& paths, const OnFile& onFile) {
    ImportReport report;
    const auto files = collect(paths, report);
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (onFile) onFile(files[i], i, files.size());
        try {
            report.imported.push_back(importFile(files[i]));
        } catch (const Error& fault) {
            if (fault.code() == ErrorCode::StorageFull) throw;
            report.failed.push_back({files[i], fault.what()});
        }
    }
    return report;
}

ImportedFile Importer::importFile(const fs::path& file) {
    const auto info = media::probeAudio(file);
    const auto stored = contentPath(info.sha256, info.format);
    copyDurably(file, store_.dataDirectory() / stored);
    const auto listing = store_.library().addLocal({
        .title = info.title.empty() ? file.stem().string() : info.title,
        .scholar = info.artist,
        .series = info.album,
        .description = info.comment,
        .language = info.language,
        .orderIndex = info.track,
        .duration = info.duration,
        .file = stored,
        .format = info.format,
        .mediaType = info.mediaType,
        .sha256 = info.sha256,
        .sizeBytes = info.sizeBytes,
    });
    return {file, listing.slug, listing.added};
}

} // namespace durus::client
