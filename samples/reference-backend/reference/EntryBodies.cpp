// SPDX-License-Identifier: Apache-2.0
#include "reference/EntryBodies.h"

#include "reference/Problem.h"
#include "reference/Stamps.h"

#include <durus/core/Uuid.h>

#include <Poco/JSON/Array.h>
#include <Poco/String.h>

#include <algorithm>
#include <array>

namespace durus::reference {

namespace {

using Poco::Dynamic::Var;
using ObjectPtr = Poco::JSON::Object::Ptr;
using ArrayPtr = Poco::JSON::Array::Ptr;

constexpr std::int64_t kLastPosition = 2'147'483'647'000;

std::optional<EntryKind> kindOf(const Var& value) {
    static constexpr std::array<std::pair<const char*, EntryKind>, 5> kKinds{
        {{"progress", EntryKind::Progress},
         {"completed", EntryKind::Completed},
         {"uncompleted", EntryKind::Uncompleted},
         {"favorite", EntryKind::Favorite},
         {"unfavorite", EntryKind::Unfavorite}}};
    if (!value.isString()) return std::nullopt;
    const auto* found = std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& kind) {
        return value.extract<std::string>() == kind.first;
    });
    if (found == kKinds.end()) return std::nullopt;
    return found->second;
}

std::optional<std::int64_t> integerOf(const Var& value, std::int64_t last) {
    if (value.isEmpty() || !value.isInteger() || value.isBoolean()) return std::nullopt;
    std::int64_t number = 0;
    try {
        number = value.convert<std::int64_t>();
    } catch (const Poco::Exception&) {
        return std::nullopt;
    }
    if (number < 0 || number > last) return std::nullopt;
    return number;
}

std::string uuidOf(const Var& value) {
    const std::string text = value.isString() ? value.extract<std::string>() : std::string();
    return isUuid(text) ? Poco::toLower(text) : std::string();
}

std::optional<std::int64_t> secondsOf(std::optional<std::int64_t> milliseconds) {
    constexpr std::int64_t kMillisecondsPerSecond = 1000;
    if (!milliseconds) return std::nullopt;
    return *milliseconds / kMillisecondsPerSecond;
}

SentEntry readEntry(const ObjectPtr& json, WallTime now) {
    SentEntry sent{.id = json ? uuidOf(json->get("id")) : std::string(), .entry = {}};
    if (sent.id.empty()) refuse(422, "invalid_batch", "each entry needs an id, which is a UUID");
    const auto kind = kindOf(json->get("kind"));
    const std::string listing = uuidOf(json->get("listing"));
    const auto position = integerOf(json->get("positionMs"), kLastPosition);
    const auto occurredAt = integerOf(json->get("occurredAt"), millisecondsOf(kLastStamp));
    if (!kind)
        sent.fault = "kind is none of progress, completed, uncompleted, favorite, unfavorite";
    else if (listing.empty())
        sent.fault = "listing is no UUID";
    else if (!position && (json->has("positionMs") || kind == EntryKind::Progress))
        sent.fault = "positionMs is no number of milliseconds";
    else if (!occurredAt)
        sent.fault = "occurredAt is no number of milliseconds since 1970";
    else
        sent.entry = Entry{sent.id, listing, *kind, secondsOf(position), std::min(timeOf(*occurredAt), now)};
    return sent;
}

} // namespace

std::vector<SentEntry> readEntries(const Var& body, WallTime now) {
    const ObjectPtr object = body.type() == typeid(ObjectPtr) ? body.extract<ObjectPtr>() : ObjectPtr();
    const ArrayPtr list = object ? object->getArray("entries") : ArrayPtr();
    if (!list) refuse(422, "invalid_batch", "the body needs a list named entries");
    if (list->size() > kMaxEntries)
        refuse(422, "too_many_entries",
               "at most " + std::to_string(kMaxEntries) + " entries go into a request");
    std::vector<SentEntry> entries;
    entries.reserve(list->size());
    for (std::size_t i = 0; i < list->size(); ++i)
        entries.push_back(readEntry(list->getObject(static_cast<unsigned>(i)), now));
    return entries;
}

} // namespace durus::reference
