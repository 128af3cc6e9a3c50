// SPDX-License-Identifier: Apache-2.0
#include "BackendRows.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

namespace durus::faults {

Rows readRows(const std::string& answer) {
    const auto json = Poco::JSON::Parser().parse(answer).extract<Poco::JSON::Array::Ptr>();
    Rows rows;
    for (unsigned i = 0; i < json->size(); ++i) {
        const auto row = json->getObject(i);
        rows[row->getValue<std::string>("listingId")] = {.position = row->optValue("positionSeconds", 0L),
                                                         .completed = row->has("completedAt"),
                                                         .favorite = row->has("savedAt")};
    }
    return rows;
}

} // namespace durus::faults
