// SPDX-License-Identifier: Apache-2.0
#include "VlcInstance.h"

#include "Redact.h"

#include <durus/core/Error.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace durus::vlc {

std::shared_ptr<VlcInstance> VlcInstance::shared() {
    static std::mutex mutex;
    static std::weak_ptr<VlcInstance> current;
    const std::lock_guard lock(mutex);
    if (auto instance = current.lock()) return instance;
    auto instance = std::make_shared<VlcInstance>();
    current = instance;
    return instance;
}

VlcInstance::VlcInstance() {
    const char* const arguments[] = {"--no-video"};
    handle_.reset(libvlc_new(1, arguments));
    if (!handle_) {
        throw Error(ErrorCode::Unavailable, "libVLC does not start",
                    "install the packages libvlc5 and vlc-plugin-base");
    }
    libvlc_log_set(handle_.get(), &VlcInstance::onLog, this);
}

VlcInstance::~VlcInstance() {
    libvlc_log_unset(handle_.get());
}

Subscription VlcInstance::logTo(Log& log) {
    writer_.drain();
    const std::lock_guard lock(logsMutex_);
    logs_.push_back(&log);
    return Subscription([this, &log] {
        const std::lock_guard removal(logsMutex_);
        const auto found = std::ranges::find(logs_, &log);
        if (found != logs_.end()) logs_.erase(found);
    });
}

std::string VlcInstance::fault() const {
    const std::lock_guard lock(faultMutex_);
    return fault_;
}

void VlcInstance::forgetFault() {
    const std::lock_guard lock(faultMutex_);
    fault_.clear();
}

void VlcInstance::onLog(void* self, int level, const libvlc_log_t* context, const char* format,
                        va_list values) {
    if (level < LIBVLC_WARNING) return;
    char text[512];
    if (std::vsnprintf(text, sizeof text, format, values) < 0) return;
    static_cast<VlcInstance*>(self)->take(level, context, redacted(text));
}

void VlcInstance::take(int level, const libvlc_log_t* context, std::string text) {
    const char* module = nullptr;
    const char* file = nullptr;
    unsigned line = 0;
    libvlc_log_get_context(context, &module, &file, &line);
    if (level >= LIBVLC_ERROR) {
        const std::lock_guard lock(faultMutex_);
        if (fault_.empty()) fault_ = text;
    }
    const LogLevel ours = level >= LIBVLC_ERROR ? LogLevel::Warning : LogLevel::Debug;
    writer_.post([this, ours, module = std::string(module != nullptr ? module : ""), text = std::move(text)] {
        write(ours, module, text);
    });
}

void VlcInstance::write(LogLevel level, const std::string& module, const std::string& text) {
    const std::lock_guard lock(logsMutex_);
    for (Log* log : logs_)
        log->write(level, "vlc", "libVLC complains", {{"module", module}, {"text", text}});
}

} // namespace durus::vlc
