// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Log.h>
#include <durus/core/Random.h>
#include <durus/download/DownloadManager.h>
#include <durus/model/PlaybackEvent.h>
#include <durus/player/Player.h>
#include <durus/store/Store.h>
#include <durus/sync/BackendCodec.h>
#include <durus/sync/CataloguePull.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace durus::client {

class Recorder;

struct DeviceOptions {
    std::filesystem::path dataDirectory;
    /// Searched in order; empty = defaultPluginDirectories().
    std::vector<std::filesystem::path> pluginDirectories;
    /// Outlives the device; null = nothing is logged.
    Log* log = nullptr;
};

/// $DURUS_PLUGIN_PATH (separated by colons) if it is set; else lib/durus/plugins beside the bin folder of the
/// running program, then where Durus was installed.
std::vector<std::filesystem::path> defaultPluginDirectories();

struct PluginStatus {
    std::string id;
    std::string version;
    std::filesystem::path file;
    std::vector<std::string> roles; ///< "translator", "backend codec"
    std::string fault;              ///< why it was not loaded; empty = loaded
};

enum class PlayerOutput {
    Default,    ///< the machine's sound device
    ClockedNull ///< silent, in real time: for machines without sound, and tests
};

/// One box: a data directory and everything that works on it. This is where an embedding program starts.
/// Thread: any, unless a member says otherwise.
class Device {
public:
    /// Opens the store and loads the plugins. A plugin that cannot be loaded is reported by plugins(), and
    /// the rest works on. Errors: as Store::open.
    static std::unique_ptr<Device> open(DeviceOptions options);
    /// Ends after everything made by the device (players, synchronisers).
    ~Device();
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    store::Store& store() noexcept;
    Recorder& recorder() noexcept;
    const Clock& clock() const noexcept;
    Random& random() noexcept;
    Log& log() noexcept;
    std::vector<PluginStatus> plugins() const;

    /// A player on libVLC. Make what it plays count with recorder().follow(player).
    /// Errors: Error(Unavailable) if libVLC cannot start.
    std::unique_ptr<player::Player> makePlayer(PlayerOutput output);

    /// The address lectures of this box are served at by a media server that is running on this data
    /// directory, such as "http://127.0.0.1:8080"; empty if there is none.
    std::string serverAddress();
    /// Where to play an item from: the media server if one runs, else the file itself.
    /// Errors: Error(WrongState) if it is not here.
    std::string playableUri(const store::LibraryItem& item);

    /// Records what was done elsewhere, such as on a paired phone, and returns how many intents came of it;
    /// they are durable on return. Errors: Error(Unsupported), having recorded nothing, if the backend of an
    /// event's account has no such action; as Recorder::record.
    std::size_t record(const std::vector<model::PlaybackEvent>& events);

    /// Records what a person did to a lecture: CompletionMarked or FavoriteMarked. Durable when it returns.
    /// Errors: Error(Unsupported) if the account's backend has no such action, or if no plugin records it;
    /// Error(StorageFull), Error(StorageFailure).
    void mark(const model::AccountName& account, const store::LibraryItem& item,
              model::PlaybackEvent::Body body);

    /// The codec of a backend. Errors: Error(NotFound) naming the plugin that is missing.
    std::unique_ptr<sync::BackendCodec> makeCodec(const model::Backend& backend);

    /// Fetches a backend's whole catalogue into the store. Blocks on the network.
    /// `onRequest` is called after each answer with the number of answers so far.
    /// Errors: Error(StorageFull | StorageFailure | PluginMisbehaved); the network's are in the report.
    sync::CatalogueReport pullCatalogue(const model::Backend& backend,
                                        const std::function<void(std::size_t)>& onRequest);

    /// Works through the wanted downloads. Blocks on the network. Errors: as DownloadManager::run.
    download::DownloadSummary download(const download::DownloadManager::OnProgress& onProgress);

private:
    struct Parts;
    explicit Device(std::unique_ptr<Parts> parts);
    void requireSupport(const model::PlaybackEvent& mark);
    std::unique_ptr<Parts> parts_;
};

} // namespace durus::client
