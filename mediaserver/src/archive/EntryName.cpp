// SPDX-License-Identifier: Apache-2.0
#include "archive/EntryName.h"

#include "feeds/XmlText.h"

namespace durus::mediaserver::archive {

namespace {

constexpr std::size_t kLongestTitle = 150;

bool continuesCharacter(char c) noexcept {
    return (static_cast<unsigned char>(c) & 0xc0U) == 0x80;
}

} // namespace

std::string entryName(std::size_t number, std::string_view title, std::string_view extension) {
    std::string clean = feeds::oneLine(title);
    for (char& c : clean)
        if (std::string_view("<>:\"/\\|?*").find(c) != std::string_view::npos) c = '_';
    if (clean.size() > kLongestTitle) {
        std::size_t end = kLongestTitle;
        while (end > 0 && continuesCharacter(clean[end]))
            --end;
        clean.resize(end);
    }
    while (!clean.empty() && (clean.back() == '.' || clean.back() == ' '))
        clean.pop_back();
    std::string name = (number < 10 ? "0" : "") + std::to_string(number);
    if (!clean.empty()) name += " - " + clean;
    return name.append(".").append(extension);
}

} // namespace durus::mediaserver::archive
