// SPDX-License-Identifier: Apache-2.0
#include <durus/client/Device.h>
#include <durus/client/Importer.h>
#include <durus/client/Recorder.h>
#include <durus/client/Synchroniser.h>
#include <durus/client/durus.h>
#include <durus/core/Error.h>
#include <durus/model/Completion.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <string>

using namespace durus;

struct durus_box {
    std::unique_ptr<client::Device> device;
};

struct durus_player {
    client::Device& device;
    std::unique_ptr<player::Player> player;
    Subscription recording;
};

namespace {

thread_local std::string lastError;

durus_status_t statusOf(ErrorCode code) {
    switch (code) {
    case ErrorCode::InvalidInput:
    case ErrorCode::NotFound:
    case ErrorCode::AlreadyExists:
        return DURUS_INVALID_ARGUMENT;
    case ErrorCode::Unsupported:
        return DURUS_UNSUPPORTED;
    case ErrorCode::WrongState:
        return DURUS_WRONG_STATE;
    case ErrorCode::Unauthorized:
        return DURUS_NOT_AUTHORIZED;
    case ErrorCode::Unavailable:
    case ErrorCode::Timeout:
    case ErrorCode::StorageFull:
    case ErrorCode::LeaseLost:
        return DURUS_RETRY_LATER;
    case ErrorCode::StorageFailure:
    case ErrorCode::NewerSchema:
    case ErrorCode::Corrupt:
        return DURUS_UNRECOVERABLE;
    case ErrorCode::PluginMisbehaved:
    case ErrorCode::Internal:
        return DURUS_INTERNAL;
    }
    return DURUS_INTERNAL;
}

durus_status_t fail(durus_status_t status, const char* fault) noexcept {
    try {
        lastError = fault;
    } catch (...) {
        lastError.clear();
    }
    return status;
}

/// The one place where exceptions become statuses.
template<typename Call>
durus_status_t guard(Call&& call) noexcept {
    try {
        return call();
    } catch (const Error& fault) {
        return fail(statusOf(fault.code()), fault.what());
    } catch (const std::bad_alloc&) {
        return fail(DURUS_NO_MEMORY, "out of memory");
    } catch (const std::exception& fault) {
        return fail(DURUS_INTERNAL, fault.what());
    } catch (...) {
        return fail(DURUS_INTERNAL, "an unknown fault");
    }
}

void require(const void* argument, const char* name) {
    if (argument == nullptr) throw Error(ErrorCode::InvalidInput, std::string(name) + " is NULL");
}

model::AccountName accountOf(client::Device& device, const char* account) {
    return device.store().accounts().resolve(account == nullptr ? std::nullopt
                                                                : std::optional(model::AccountName(account)));
}

store::LibraryItem itemOf(client::Device& device, const char* slug, const model::AccountName& account) {
    require(slug, "slug");
    auto item = device.store().library().bySlug(model::Slug(slug), account);
    if (!item) throw Error(ErrorCode::NotFound, std::string("there is no lecture '") + slug + "'");
    return *std::move(item);
}

durus_status_t mark(durus_box_t* box, const char* account, const char* slug,
                    const model::PlaybackEvent::Body& body) {
    return guard([&] {
        require(box, "box");
        const auto owner = accountOf(*box->device, account);
        box->device->mark(owner, itemOf(*box->device, slug, owner), body);
        return DURUS_OK;
    });
}

/// Copies as much of `value` as the caller's version of the struct holds.
template<typename Struct>
void give(Struct value, Struct* out) {
    require(out, "result");
    if (out->struct_size < sizeof(std::uint32_t))
        throw Error(ErrorCode::InvalidInput, "struct_size is not set");
    const auto size = std::min<std::size_t>(out->struct_size, sizeof(Struct));
    value.struct_size = out->struct_size;
    std::memcpy(out, &value, size);
}

template<typename Command>
durus_status_t command(durus_player_t* player, Command&& run) {
    return guard([&] {
        require(player, "player");
        run(*player->player);
        return DURUS_OK;
    });
}

} // namespace

const char* durus_last_error(void) {
    return lastError.c_str();
}

durus_status_t durus_box_open(const char* data_directory, const char* plugin_directory, durus_box_t** box) {
    return guard([&] {
        require(data_directory, "data_directory");
        require(box, "box");
        client::DeviceOptions options{
            .dataDirectory = data_directory, .pluginDirectories = {}, .log = nullptr};
        if (plugin_directory != nullptr) options.pluginDirectories.emplace_back(plugin_directory);
        *box = new durus_box{client::Device::open(std::move(options))};
        return DURUS_OK;
    });
}

void durus_box_close(durus_box_t* box) {
    delete box;
}

durus_status_t durus_box_import(durus_box_t* box, const char* file, char* slug, uint64_t capacity) {
    return guard([&] {
        require(box, "box");
        require(file, "file");
        require(slug, "slug");
        const auto report = client::Importer(box->device->store()).import({file}, {});
        if (report.imported.empty())
            throw Error(ErrorCode::InvalidInput,
                        report.failed.empty() ? "no audio there" : report.failed.front().fault);
        const auto& name = report.imported.front().slug.str();
        if (name.size() >= capacity)
            throw Error(ErrorCode::InvalidInput, "the slug needs more room: " + name);
        std::memcpy(slug, name.c_str(), name.size() + 1);
        return DURUS_OK;
    });
}

durus_status_t durus_box_set_favorite(durus_box_t* box, const char* account, const char* slug, int favorite) {
    return mark(box, account, slug, model::FavoriteMarked{favorite != 0});
}

durus_status_t durus_box_set_completed(durus_box_t* box, const char* account, const char* slug,
                                       int completed) {
    return mark(box, account, slug, model::CompletionMarked{completed != 0});
}

durus_status_t durus_box_progress(durus_box_t* box, const char* account, const char* slug,
                                  durus_progress_t* progress) {
    return guard([&] {
        require(box, "box");
        const auto owner = accountOf(*box->device, account);
        const auto known = itemOf(*box->device, slug, owner).progress.value_or(model::Progress{});
        give({0, known.completed ? 1 : 0, known.position.count(), known.duration.count()}, progress);
        return DURUS_OK;
    });
}

durus_status_t durus_box_sync(durus_box_t* box) {
    return guard([&] {
        require(box, "box");
        for (const auto& [account, report] : client::Synchroniser(*box->device).syncNow())
            if (report.failure) return fail(DURUS_RETRY_LATER, report.failure->detail.c_str());
        return durus_status_t{DURUS_OK};
    });
}

durus_status_t durus_player_create(durus_box_t* box, int silent, durus_player_t** player) {
    return guard([&] {
        require(box, "box");
        require(player, "player");
        auto made = std::make_unique<durus_player>(
            durus_player{*box->device,
                         box->device->makePlayer(silent != 0 ? client::PlayerOutput::ClockedNull
                                                             : client::PlayerOutput::Default),
                         {}});
        made->recording = box->device->recorder().follow(*made->player);
        *player = made.release();
        return DURUS_OK;
    });
}

void durus_player_destroy(durus_player_t* player) {
    if (player == nullptr) return;
    guard([&] {
        player->player->stop();
        player->player->drain();
        player->device.recorder().drain();
        return DURUS_OK;
    });
    player->recording.reset();
    delete player;
}

durus_status_t durus_player_open(durus_player_t* player, const char* account, const char* slug,
                                 int64_t from_ms) {
    return guard([&] {
        require(player, "player");
        const auto owner = accountOf(player->device, account);
        const auto item = itemOf(player->device, slug, owner);
        const auto known = item.progress.value_or(model::Progress{});
        player->player->open({item.listing.id, owner, player->device.playableUri(item), item.listing.title,
                              item.listing.duration},
                             from_ms < 0 ? model::resumePosition(known.position, known.completed)
                                         : Milliseconds{from_ms});
        return DURUS_OK;
    });
}

durus_status_t durus_player_play(durus_player_t* player) {
    return command(player, [](player::Player& it) { it.play(); });
}

durus_status_t durus_player_pause(durus_player_t* player) {
    return command(player, [](player::Player& it) { it.pause(); });
}

durus_status_t durus_player_seek(durus_player_t* player, int64_t position_ms) {
    return command(player, [&](player::Player& it) { it.seek(Milliseconds{position_ms}); });
}

durus_status_t durus_player_stop(durus_player_t* player) {
    return command(player, [](player::Player& it) { it.stop(); });
}

durus_status_t durus_player_snapshot(durus_player_t* player, durus_snapshot_t* snapshot) {
    return guard([&] {
        require(player, "player");
        const auto now = player->player->snapshot();
        give({0, static_cast<int32_t>(now.state), now.position.count(), now.duration.count()}, snapshot);
        return DURUS_OK;
    });
}

static_assert(static_cast<int>(model::PlaybackState::Idle) == DURUS_STATE_IDLE);
static_assert(static_cast<int>(model::PlaybackState::Failed) == DURUS_STATE_FAILED);
