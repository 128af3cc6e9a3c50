// SPDX-License-Identifier: Apache-2.0
#include "reference/PersonalBodies.h"

#include "reference/Http.h"
#include "reference/JsTime.h"

#include <durus/core/Uuid.h>

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/String.h>

#include <charconv>
#include <cmath>
#include <limits>

namespace durus::reference {

namespace {

using Poco::Dynamic::Var;
using ObjectPtr = Poco::JSON::Object::Ptr;
using ArrayPtr = Poco::JSON::Array::Ptr;

[[noreturn]] void failQuery(const std::string& code, const std::string& message) {
    throw HttpError(500, "Raw query failed. Code: `" + code + "`. Message: `" + message + "`");
}

ObjectPtr objectOf(const Var& value) {
    return value.type() == typeid(ObjectPtr) ? value.extract<ObjectPtr>() : ObjectPtr();
}

ArrayPtr arrayOf(const Var& value) {
    return value.type() == typeid(ArrayPtr) ? value.extract<ArrayPtr>() : ArrayPtr();
}

/// A whole number, as a number or as its text.
std::optional<double> numberOf(const Var& value) {
    if (value.isString()) {
        const auto& text = value.extract<std::string>();
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
        return number;
    }
    if (value.isEmpty() || value.isBoolean() || !value.isNumeric()) return std::nullopt;
    return value.convert<double>();
}

std::int64_t readPosition(const Var& value) {
    if (value.isEmpty())
        failQuery("23502", "null value in column \"positionSeconds\" violates not-null constraint");
    const auto number = numberOf(value);
    if (!number || std::trunc(*number) != *number)
        failQuery("22P02", "invalid input syntax for type integer: \"" + value.toString() + '"');
    if (*number > std::numeric_limits<std::int32_t>::max() ||
        *number < std::numeric_limits<std::int32_t>::min())
        failQuery("22003", "value out of range for type integer");
    return static_cast<std::int64_t>(*number);
}

std::string readListingId(const Var& value) {
    const std::string text = value.isString() ? value.extract<std::string>() : "undefined";
    if (!isUuid(text)) failQuery("22P02", "invalid input syntax for type uuid: \"" + text + '"');
    return Poco::toLower(text);
}

WallTime readUpdatedAt(const Var& value) {
    const auto time = readJsTime(value);
    if (!time) throw HttpError(500, "Invalid value for argument `date`: Provided Date object is invalid.");
    return *time;
}

/// JavaScript's calendar goes far past the year 9999.
WallTime readProgressStamp(const Var& value, const Quirks& quirks) {
    constexpr double kLastOfJavaScript = 8.64e15;
    if (quirks.has(Quirk::YearTenThousand) && !value.isEmpty() && !value.isBoolean() && value.isNumeric())
        if (const auto ms = value.convert<double>(); std::abs(ms) <= kLastOfJavaScript)
            return WallTime{Milliseconds{static_cast<std::int64_t>(ms)}};
    return readUpdatedAt(value);
}

bool isTruthy(const Var& value) {
    if (value.isEmpty()) return false;
    if (value.isBoolean()) return value.extract<bool>();
    if (value.isString()) return !value.extract<std::string>().empty();
    return !value.isNumeric() || value.convert<double>() != 0;
}

} // namespace

std::string foreignKeyMessage(const std::string& table) {
    return "Raw query failed. Code: `23503`. Message: `insert or update on table \"" + table +
           "\" violates foreign key constraint \"" + table + "_listingId_fkey\"`";
}

std::string deadlockMessage() {
    return "Raw query failed. Code: `40P01`. Message: `deadlock detected`";
}

std::vector<ProgressItem> readProgressBatch(const Var& body, const Quirks& quirks) {
    if (arrayOf(body)) return {};
    const ObjectPtr object = objectOf(body);
    if (!object) throw HttpError(500, "undefined is not an object (evaluating 'body.items')");
    const Var list = object->get("items");
    if (list.isEmpty()) return {};
    const ArrayPtr array = arrayOf(list);
    if (!array) throw HttpError(500, "items.map is not a function");

    std::vector<ProgressItem> items;
    items.reserve(array->size());
    for (const Var& entry : *array) {
        const ObjectPtr item = objectOf(entry);
        if (!item) throw HttpError(500, "null is not an object (evaluating 'item.listingId')");
        items.push_back({.listingId = readListingId(item->get("listingId")),
                         .state = {.positionSeconds = readPosition(item->get("positionSeconds")),
                                   .completed = isTruthy(item->get("completedAt")),
                                   .updatedAt = readProgressStamp(item->get("updatedAt"), quirks)}});
    }
    return items;
}

std::vector<SavedItem> readSavedBatch(const Var& body) {
    const ObjectPtr object = objectOf(body);
    const ArrayPtr array = object ? arrayOf(object->get("items")) : ArrayPtr();
    if (!array) throw HttpError(400, "Validation failed");

    std::vector<SavedItem> items;
    items.reserve(array->size());
    for (const Var& entry : *array) {
        const ObjectPtr item = objectOf(entry);
        if (!item || !item->get("listingId").isString() || !item->get("saved").isBoolean() ||
            !item->get("updatedAt").isString())
            throw HttpError(400, "Validation failed");
        items.push_back({.listingId = readListingId(item->get("listingId")),
                         .saved = item->get("saved").extract<bool>(),
                         .updatedAt = readUpdatedAt(item->get("updatedAt"))});
    }
    return items;
}

ProgressPut readProgressPut(const Var& body) {
    const ObjectPtr object = objectOf(body);
    if (!object) throw HttpError(500, "undefined is not an object (evaluating 'body.positionSeconds')");
    ProgressPut put;
    const Var position = object->get("positionSeconds");
    if (!position.isEmpty()) {
        const auto number = position.isString() ? std::nullopt : numberOf(position);
        if (!number || std::abs(*number) > std::numeric_limits<std::int32_t>::max())
            throw HttpError(500, "Invalid value for argument `positionSeconds`. Expected Int.");
        put.positionSeconds = static_cast<std::int64_t>(*number);
    }
    put.completed = isTruthy(object->get("isCompleted"));
    return put;
}

} // namespace durus::reference
