// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/// A line between a box and its backend that breaks when it is told to. It carries one connection at a time
/// and understands nothing of what it carries, so that TLS goes through it untouched.
class CuttingProxy {
public:
    explicit CuttingProxy(std::uint16_t backendPort);
    ~CuttingProxy();
    CuttingProxy(const CuttingProxy&) = delete;
    CuttingProxy& operator=(const CuttingProxy&) = delete;

    std::string url() const;

    /// What happens to the backend's bytes.
    enum class Manner {
        Carries,
        Garbles,  ///< a bit of each is flipped, as by a broken router
        Swallows, ///< none arrives and nobody closes: a half-open connection
        Drips,    ///< each arrives in a packet of its own
        Resets,   ///< the connection is reset instead
    };
    void setManner(Manner manner) { manner_ = manner; }

    static constexpr std::int64_t kUnbroken = -1;
    /// From now on the line breaks after this many bytes from the backend, and stays broken.
    void breakAfter(std::int64_t bytes) { left_ = bytes; }
    void mend() {
        left_ = kUnbroken;
        manner_ = Manner::Carries;
    }
    int breaks() const { return breaks_; }

    /// Asked about each piece that either side sends, before it is passed on: how many of its bytes are, of
    /// the `bytes` there are. Fewer than all of them end the connection. In the thread of the line.
    using Watch = std::function<int(int bytes)>;
    /// When it returns, the watch before is not asked any more.
    void watch(Watch watch);

private:
    void serve();
    void carry(Poco::Net::StreamSocket box);
    /// How many of these bytes the watch lets pass.
    int passed(int count);
    /// Moves what there is from one side to the other. False if the line ends here.
    bool move(Poco::Net::StreamSocket& from, Poco::Net::StreamSocket& to, bool fromBackend);

    /// Passes the backend's bytes on in the manner of the line. False if the line ends here.
    bool deliver(Poco::Net::StreamSocket& box, char* bytes, int count);

    const std::uint16_t backendPort_;
    Poco::Net::ServerSocket socket_;
    std::atomic<std::int64_t> left_{kUnbroken};
    std::atomic<Manner> manner_{Manner::Carries};
    std::atomic<int> breaks_{0};
    std::mutex watching_; ///< guards watch_, and is held while it is asked
    Watch watch_;
    std::atomic<bool> stopping_{false};
    std::vector<std::thread> carriers_; ///< one per connection; of the accepting thread alone
    std::thread thread_;
};
