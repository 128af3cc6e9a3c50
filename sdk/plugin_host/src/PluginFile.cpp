// SPDX-License-Identifier: Apache-2.0
#include "PluginFile.h"

#include <elf.h>
#include <sys/stat.h>

#include <cstring>
#include <fstream>
#include <vector>

namespace durus::plugin_host {

namespace fs = std::filesystem;

namespace {

#if defined(__x86_64__)
constexpr Elf64_Half kMachine = EM_X86_64;
#elif defined(__aarch64__)
constexpr Elf64_Half kMachine = EM_AARCH64;
#elif defined(__riscv)
constexpr Elf64_Half kMachine = EM_RISCV;
#else
#error "name this machine's ELF type here"
#endif

const std::string kRebuild = "build or install the plugin again";

/// Whether [offset, offset + size) lies in a file of `total` bytes.
bool fits(std::uint64_t offset, std::uint64_t size, std::uint64_t total) noexcept {
    return offset <= total && size <= total - offset;
}

template<typename Header>
bool read(std::ifstream& in, std::uint64_t offset, Header& header) {
    in.seekg(static_cast<std::streamoff>(offset));
    in.read(reinterpret_cast<char*>(&header), sizeof header);
    return in.good();
}

void checkElf(const fs::path& file) {
    const auto size = static_cast<std::uint64_t>(fs::file_size(file));
    std::ifstream in(file, std::ios::binary);
    Elf64_Ehdr header{};
    if (!read(in, 0, header) || std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0)
        throw refusal(file, "it is not a shared object", kRebuild);
    if (header.e_ident[EI_CLASS] != ELFCLASS64 || header.e_ident[EI_DATA] != ELFDATA2LSB ||
        header.e_machine != kMachine || header.e_type != ET_DYN)
        throw refusal(file, "it is not a shared object for this machine", "install the plugin built for it");
    const std::uint64_t sections = std::uint64_t{header.e_shnum} * header.e_shentsize;
    if (header.e_phentsize != sizeof(Elf64_Phdr) || header.e_phnum == 0 ||
        !fits(header.e_phoff, std::uint64_t{header.e_phnum} * sizeof(Elf64_Phdr), size) ||
        !fits(header.e_shoff, sections, size))
        throw refusal(file, "it is cut short or damaged", kRebuild);
    for (std::uint64_t i = 0; i < header.e_phnum; ++i) {
        Elf64_Phdr segment{};
        if (!read(in, header.e_phoff + i * sizeof segment, segment) ||
            !fits(segment.p_offset, segment.p_filesz, size))
            throw refusal(file, "it is cut short or damaged", kRebuild);
    }
}

mode_t modeOf(const fs::path& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0)
        throw refusal(path, std::string("it cannot be looked at: ") + std::strerror(errno), "");
    return info.st_mode;
}

/// Whoever can put another file in its place decides what code runs here.
void checkPermissions(const fs::path& file) {
    if ((modeOf(file) & S_IWOTH) != 0)
        throw refusal(file, "everybody may write to it", "chmod o-w " + file.string());
    const fs::path directory = file.parent_path();
    if ((modeOf(directory) & S_IWOTH) != 0)
        throw refusal(file, "everybody may write to its directory", "chmod o-w " + directory.string());
    for (fs::path above = directory; above.has_relative_path(); above = above.parent_path()) {
        const mode_t mode = modeOf(above.parent_path());
        if ((mode & S_IWOTH) != 0 && (mode & S_ISVTX) == 0)
            throw refusal(file, "everybody may replace the directory " + above.string(),
                          "chmod o-w " + above.parent_path().string());
    }
}

} // namespace

Error refusal(const fs::path& file, const std::string& fault, const std::string& nextStep) {
    return Error(ErrorCode::PluginMisbehaved, "plugin " + file.string() + ": " + fault, nextStep);
}

fs::path checkPluginFile(const fs::path& file) {
    std::error_code failed;
    fs::path real = fs::canonical(file, failed);
    if (failed || !fs::is_regular_file(real, failed))
        throw Error(ErrorCode::NotFound, "there is no plugin file " + file.string(), "check the path");
    checkPermissions(real);
    checkElf(real);
    return real;
}

} // namespace durus::plugin_host
