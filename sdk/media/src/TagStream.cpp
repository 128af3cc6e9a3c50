// SPDX-License-Identifier: Apache-2.0
#include "TagStream.h"

#include <algorithm>

namespace durus::media {

namespace {

constexpr std::uint64_t kBudget = std::uint64_t{64} << 20U;
/// What a call costs whatever it reads: a million reads of 8 bytes take time too.
constexpr std::uint64_t kPerRead = 256;

} // namespace

TagLib::ByteVector TagStream::readBlock(unsigned long length) {
    if (position_ < 0 || position_ >= this->length()) return {};
    const auto available = static_cast<std::uint64_t>(this->length() - position_);
    const auto wanted = std::min<std::uint64_t>(length, available);
    if (spent_ + wanted + kPerRead > kBudget) return {};
    spent_ += wanted + kPerRead;

    TagLib::ByteVector block(static_cast<unsigned>(wanted), '\0');
    const std::span into(reinterpret_cast<std::uint8_t*>(block.data()), block.size());
    const auto got = file_.read(start_ + static_cast<std::uint64_t>(position_), into);
    block.resize(static_cast<unsigned>(got));
    position_ += static_cast<long>(got);
    return block;
}

void TagStream::seek(long offset, Position from) {
    switch (from) {
    case Beginning:
        position_ = offset;
        break;
    case Current:
        position_ += offset;
        break;
    case End:
        position_ = length() + offset;
        break;
    }
}

} // namespace durus::media
