// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "VlcHandles.h"

#include <durus/core/Log.h>
#include <durus/core/Subscription.h>
#include <durus/core/ThreadExecutor.h>

#include <cstdarg>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace durus::vlc {

/// The process's one libVLC instance, alive while somebody holds it. libVLC tells why something failed only
/// in its log, on the threads that play; so the log is taken there and written elsewhere.
/// Thread: any.
class VlcInstance {
public:
    /// Errors: Error(Unavailable).
    static std::shared_ptr<VlcInstance> shared();

    VlcInstance();
    ~VlcInstance();
    VlcInstance(const VlcInstance&) = delete;
    VlcInstance& operator=(const VlcInstance&) = delete;

    libvlc_instance_t* get() const noexcept { return handle_.get(); }

    /// Writes libVLC's complaints from now on to `log` until the subscription ends.
    Subscription logTo(Log& log);

    /// The first complaint at error level since forgetFault(); empty if there was none.
    std::string fault() const;
    void forgetFault();

private:
    static void onLog(void* self, int level, const libvlc_log_t* context, const char* format, va_list values);
    void take(int level, const libvlc_log_t* context, std::string text);
    void write(LogLevel level, const std::string& module, const std::string& text);

    mutable std::mutex faultMutex_;
    std::string fault_;
    std::mutex logsMutex_;
    std::vector<Log*> logs_;
    ThreadExecutor writer_{"vlc-log"};
    InstanceHandle handle_;
};

} // namespace durus::vlc
