// SPDX-License-Identifier: Apache-2.0
#include "Waiting.h"

#include <durus/core/Error.h>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <limits>

namespace durus::http {

Event::Event() : handle_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (handle_ < 0)
        throw Error(ErrorCode::Unavailable, "too many files are open", "raise the limit on open files");
}

Event::~Event() {
    ::close(handle_);
}

void Event::raise() noexcept {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(handle_, &one, sizeof one);
}

void refuseIfRaised(const Event& interruption) {
    // No handle of its own to wait for: poll() skips a negative one.
    waitFor(-1, 0, interruption, Deadline::in(Milliseconds{0}));
}

bool waitFor(int handle, short events, const Event& interruption, Deadline limit) {
    for (;;) {
        std::array<pollfd, 2> watched{pollfd{interruption.handle(), POLLIN, 0}, pollfd{handle, events, 0}};
        const auto span =
            std::min<Milliseconds::rep>(limit.remaining().count(), std::numeric_limits<int>::max());
        const int ready = ::poll(watched.data(), watched.size(), static_cast<int>(span));
        if (ready < 0 && errno == EINTR) continue;
        if (watched[0].revents != 0) throw Error(ErrorCode::Unavailable, "the request was cancelled");
        return ready > 0;
    }
}

} // namespace durus::http
