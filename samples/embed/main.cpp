// SPDX-License-Identifier: Apache-2.0
// Plays a recording so that progress counts: the smallest program that embeds Durus.
// usage: embed DATA_DIRECTORY AUDIO_FILE

#include <durus/client/Device.h>
#include <durus/client/Importer.h>
#include <durus/client/Recorder.h>
#include <durus/core/Error.h>

#include <chrono>
#include <future>
#include <iostream>

int main(int argc, char** argv) try {
    using namespace durus;
    if (argc != 3) {
        std::cerr << "usage: embed DATA_DIRECTORY AUDIO_FILE\n";
        return 2;
    }

    // The box: its store, its plugins, everything wired.
    auto device = client::Device::open(
        {.dataDirectory = argv[1], .pluginDirectories = {DURUS_PLUGIN_DIR}, .log = nullptr});

    // A recording of our own. With a backend it would come from its catalogue.
    const auto imported = client::Importer(device->store()).import({argv[2]}, {});
    if (imported.imported.empty()) throw Error(ErrorCode::InvalidInput, imported.failed.front().fault);
    const auto slug = imported.imported.front().slug;
    const auto item = device->store().library().bySlug(slug, model::kLocalAccount).value();

    // A player whose events count.
    auto player = device->makePlayer(client::PlayerOutput::ClockedNull);
    const auto recording = device->recorder().follow(*player);
    std::promise<void> heardEnough;
    InlineExecutor here;
    auto watching = player->subscribe(here, [&, told = false](const model::PlaybackEvent& event) mutable {
        const auto* progress = std::get_if<model::ProgressReported>(&event.body);
        const bool over = std::holds_alternative<model::PlaybackEnded>(event.body);
        if (told || !(over || (progress != nullptr && progress->position >= std::chrono::seconds{1}))) return;
        told = true;
        heardEnough.set_value();
    });
    player->open({item.listing.id, model::kLocalAccount, device->playableUri(item), item.listing.title,
                  item.listing.duration});
    player->play();
    heardEnough.get_future().wait_for(std::chrono::seconds{30});
    player->stop();
    player->drain();
    device->recorder().drain();

    const auto progress = device->store().library().progress(model::kLocalAccount, item.listing.id);
    if (!progress) throw Error(ErrorCode::Internal, "nothing was recorded");
    std::cout << item.listing.title << ": resumes at " << progress->position.count() / 1000 << " s of "
              << progress->duration.count() / 1000 << " s\n";
    return progress->position.count() > 0 ? 0 : 1;
} catch (const std::exception& fault) {
    std::cerr << "embed: " << fault.what() << '\n';
    return 1;
}
