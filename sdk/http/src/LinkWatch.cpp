// SPDX-License-Identifier: Apache-2.0
#include <durus/core/FileDescriptor.h>
#include <durus/http/LinkWatch.h>

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <thread>
#include <utility>

namespace durus::http {

namespace {

FileDescriptor openNetlink() noexcept {
    FileDescriptor socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE));
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups =
        RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE;
    if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        socket.reset();
    return socket;
}

// The kernel's macros cast as C does.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"

bool isGain(const nlmsghdr& message) noexcept {
    if (message.nlmsg_type == RTM_NEWADDR || message.nlmsg_type == RTM_NEWROUTE) return true;
    if (message.nlmsg_type != RTM_NEWLINK) return false;
    const auto* const link = static_cast<const ifinfomsg*>(NLMSG_DATA(&message));
    return (link->ifi_flags & IFF_RUNNING) != 0;
}

/// Reads all that is there. A queue that ran over has lost what may have been a gain.
bool readGain(int socket) noexcept {
    alignas(nlmsghdr) std::array<char, 16'384> buffer;
    bool gain = false;
    for (;;) {
        const auto size = ::recv(socket, buffer.data(), buffer.size(), 0);
        if (size < 0 && errno == ENOBUFS) {
            gain = true;
            continue;
        }
        if (size <= 0) return gain;
        auto left = static_cast<unsigned>(size);
        for (auto* message = reinterpret_cast<nlmsghdr*>(buffer.data()); NLMSG_OK(message, left);
             message = NLMSG_NEXT(message, left))
            gain = gain || isGain(*message);
    }
}

#pragma GCC diagnostic pop

} // namespace

class LinkWatch::Core {
public:
    explicit Core(std::function<void()> gained)
        : gained_(std::move(gained)), socket_(openNetlink()), stop_(::eventfd(0, EFD_CLOEXEC)) {
        if (!socket_ || !stop_) return;
        thread_ = std::thread([this] { run(); });
        ::pthread_setname_np(thread_.native_handle(), "durus-link");
    }

    ~Core() {
        if (!thread_.joinable()) return;
        const std::uint64_t one = 1;
        while (::write(stop_.get(), &one, sizeof one) < 0 && errno == EINTR) {
        }
        thread_.join();
    }

private:
    void run() const {
        std::array<pollfd, 2> waiting{pollfd{socket_.get(), POLLIN, 0}, pollfd{stop_.get(), POLLIN, 0}};
        for (;;) {
            if (::poll(waiting.data(), waiting.size(), -1) < 0) {
                if (errno == EINTR) continue;
                return;
            }
            if (waiting[1].revents != 0) return;
            if (waiting[0].revents != 0 && readGain(socket_.get())) gained_();
        }
    }

    const std::function<void()> gained_;
    const FileDescriptor socket_;
    const FileDescriptor stop_;
    std::thread thread_;
};

LinkWatch::LinkWatch(std::function<void()> gained) : core_(std::make_unique<Core>(std::move(gained))) {}

LinkWatch::~LinkWatch() = default;

} // namespace durus::http
