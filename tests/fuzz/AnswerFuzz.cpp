// SPDX-License-Identifier: Apache-2.0
// What a backend sends, in whatever pieces it comes: the same answer or the same refusal.
#include "Property.h"
#include "ResponseReader.h"

#include <durus/core/Error.h>

#include <algorithm>
#include <array>
#include <string>

using namespace durus::fuzz;
using namespace durus::http;

namespace {

class Pieces final : public ByteSource {
public:
    Pieces(std::string_view text, std::size_t piece) : text_(text), piece_(piece) {}

    std::optional<std::size_t> read(std::span<char> buffer, Deadline) override {
        const std::size_t count = text_.copy(buffer.data(), std::min(buffer.size(), piece_));
        text_.remove_prefix(count);
        return count;
    }

private:
    std::string_view text_;
    std::size_t piece_;
};

/// What was understood, as one text. A body that turns out bad has no say in where its pieces ended.
std::string readIn(std::string_view text, std::size_t piece, bool toHead) {
    Pieces pieces(text, piece);
    ResponseReader reader(pieces, toHead);
    const Deadline deadline = Deadline::in(durus::Milliseconds{60'000});
    std::array<char, 24> block{};
    try {
        const ResponseHead& head = reader.readHead(deadline);
        require(head.status >= 200 && head.status <= 999, "a status is final");
        std::string account = std::to_string(head.status);
        for (const auto& [name, value] : head.headers) {
            require(!name.empty() && value.find_first_of("\r\n") == std::string::npos, "fields are fields");
            account.append("\n").append(name).append(": ").append(value);
        }
        account += '\n';
        std::uint64_t bytes = 0;
        while (const auto count = *reader.readBody(block, deadline)) {
            account.append(block.data(), count);
            bytes += count;
        }
        require(reader.isComplete(), "a body that ends is complete");
        require(head.framing != Framing::Length || bytes == head.length, "a length is kept");
        require(head.framing != Framing::None || bytes == 0, "no body is no body");
        return account;
    } catch (const durus::Error& error) {
        return "refused: " + std::string(name(error.code()));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view input = asText(data, size);
    const std::uint8_t steering = takeByte(input);
    const bool toHead = steering >= 192;
    require(readIn(input, input.size() + 1, toHead) == readIn(input, 1 + steering % 32, toHead),
            "pieces change nothing");
    return 0;
}
