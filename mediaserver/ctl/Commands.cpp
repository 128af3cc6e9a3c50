// SPDX-License-Identifier: Apache-2.0
#include "AccountCommands.h"
#include "Command.h"
#include "DeviceCommands.h"
#include "DoctorCommands.h"
#include "DownloadCommands.h"
#include "LibraryCommands.h"
#include "MarkCommands.h"
#include "OutboxCommands.h"
#include "PlayCommand.h"
#include "SyncCommands.h"

namespace durus::ctl {

namespace {

const OptionNames kNone{};
const OptionNames kAccount{.values = {"--account"}, .flags = {}};

const Command kCommands[] = {
    {"import", "PATH...", "take in your own audio files and folders", kNone, &importFiles},
    {"catalog pull",
     "[--backend NAME]",
     "fetch what the backend offers",
     {.values = {"--backend"}, .flags = {}},
     &catalogPull},
    {"list",
     "[--downloaded|--playable] [--favorites] [--started] [--scholar SLUG] [--account NAME]",
     "lectures and series",
     {.values = {"--account", "--scholar"},
      .flags = {"--downloaded", "--playable", "--favorites", "--started"}},
     &list},
    {"search", "WORDS... [--account NAME]", "find lectures, in Arabic or Latin letters", kAccount, &search},
    {"download",
     "SLUG...|--all",
     "fetch audio; goes on where it was cut off",
     {.values = {}, .flags = {"--all"}},
     &download},
    {"downloads", "", "how downloads stand", kNone, &downloads},
    {"play",
     "SLUG [--from TIME] [--for TIME] [--output default|null] [--account NAME]",
     "play a lecture; goes on where you were",
     {.values = {"--from", "--for", "--output", "--account"}, .flags = {}},
     &play},
    {"progress", "[SLUG] [--account NAME]", "how far you are", kAccount, &progress},
    {"complete", "SLUG [--account NAME]", "mark as completed", kAccount, &complete},
    {"uncomplete", "SLUG [--account NAME]", "take that back", kAccount, &uncomplete},
    {"favorite", "SLUG [--account NAME]", "mark as a favourite", kAccount, &favorite},
    {"unfavorite", "SLUG [--account NAME]", "take that back", kAccount, &unfavorite},
    {"backend add",
     "NAME --codec CODEC --url URL [--ca FILE]",
     "make a backend known",
     {.values = {"--codec", "--url", "--ca"}, .flags = {}},
     &backendAdd},
    {"backend list", "", "the backends this box knows", kNone, &backendList},
    {"backend remove", "NAME", "forget a backend", kNone, &backendRemove},
    {"backend test", "NAME", "whether a backend answers", kNone, &backendTest},
    {"account add",
     "NAME --backend NAME --token-file FILE",
     "add a listener's account",
     {.values = {"--backend", "--token-file"}, .flags = {}},
     &accountAdd},
    {"account list", "", "the accounts of this box", kNone, &accountList},
    {"account remove",
     "NAME [--deliver|--keep|--discard [--yes]]",
     "sign out; what was not sent is sent first, kept for its owner, or given up",
     {.values = {}, .flags = {"--deliver", "--keep", "--discard", "--yes"}},
     &accountRemove},
    {"sync",
     "[--now] [--account NAME]",
     "deliver what is pending and fetch news",
     {.values = {"--account"}, .flags = {"--now"}},
     &sync},
    {"status", "", "what is pending, and since when", kNone, &status},
    {"outbox list",
     "[--limit N] [--account NAME]",
     "entries, newest first",
     {.values = {"--limit", "--account"}, .flags = {}},
     &outboxList},
    {"outbox show", "ID", "one entry", kNone, &outboxShow},
    {"quarantine list",
     "[--limit N] [--account NAME]",
     "entries that await a person, oldest first",
     {.values = {"--limit", "--account"}, .flags = {}},
     &quarantineList},
    {"quarantine retry", "ID", "try one of them again", kNone, &quarantineRetry},
    {"quarantine discard",
     "ID [--yes]",
     "give one of them up, for good",
     {.values = {}, .flags = {"--yes"}},
     &quarantineDiscard},
    {"quarantine export",
     "[--account NAME] [--out FILE]",
     "all that is known of them, one JSON object a line",
     {.values = {"--account", "--out"}, .flags = {}},
     &quarantineExport},
    {"pair",
     "[--account NAME] [--no-wait]",
     "make a code that pairs a phone with an account",
     {.values = {"--account"}, .flags = {"--no-wait"}},
     &pair},
    {"devices", "", "the devices that are paired", kNone, &devicesList},
    {"devices revoke", "ID", "end a device's pairing", kNone, &devicesRevoke},
    {"plugins list", "", "the plugins that were found", kNone, &pluginsList},
    {"doctor", "", "check this box and say what to do", kNone, &doctor},
};

} // namespace

std::span<const Command> commands() {
    return kCommands;
}

} // namespace durus::ctl
