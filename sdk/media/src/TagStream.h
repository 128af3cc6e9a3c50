// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "InputFile.h"

#include <taglib/tiostream.h>

namespace durus::media {

/// What TagLib gets to see of a file: the bytes from `start` on, read-only, and no more of them than tags can
/// reasonably take. Behind that the file seems to end, so that lengths and loops in a hostile one cost
/// bounded time and memory.
class TagStream final : public TagLib::IOStream {
public:
    TagStream(const InputFile& file, std::uint64_t start) : file_(file), start_(start) {}

    TagLib::FileName name() const override { return ""; }
    TagLib::ByteVector readBlock(unsigned long length) override;
    void writeBlock(const TagLib::ByteVector&) override {}
    void insert(const TagLib::ByteVector&, unsigned long, unsigned long) override {}
    void removeBlock(unsigned long, unsigned long) override {}
    bool readOnly() const override { return true; }
    bool isOpen() const override { return true; }
    void seek(long offset, Position from) override;
    long tell() const override { return position_; }
    long length() override { return static_cast<long>(file_.size() - start_); }
    void truncate(long) override {}

private:
    const InputFile& file_;
    std::uint64_t start_;
    long position_ = 0;
    std::uint64_t spent_ = 0;
};

} // namespace durus::media
