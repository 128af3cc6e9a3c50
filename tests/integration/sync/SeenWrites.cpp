// SPDX-License-Identifier: Apache-2.0
#include "SeenWrites.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string_view>

namespace {

constexpr std::string_view kKeyName = "Idempotency-Key: ";

SeenWrite read(const std::string& text) {
    SeenWrite write{.text = text, .key = {}, .body = {}};
    const auto head = text.find("\r\n\r\n");
    if (const auto at = text.find(kKeyName); at < head) {
        const auto begin = at + kKeyName.size();
        if (const auto end = text.find("\r\n", begin); end != std::string::npos)
            write.key = text.substr(begin, end - begin);
    }
    if (head == std::string::npos) return write;
    write.body = text.substr(head + 4);
    const auto at = text.find("Content-Length: ");
    write.isWhole = at < head && std::stoul(text.substr(at + 16)) == write.body.size();
    return write;
}

class Checking {
public:
    Checking(const std::vector<SeenWrite>& writes, const std::string& latest)
        : writes_(writes), latest_(latest) {}

    std::vector<std::string> run() {
        for (std::size_t i = 0; i < writes_.size(); ++i) {
            if (i > 0) seeAfter(writes_[i - 1], writes_[i]);
            if (writes_[i].isWhole) seeItems(writes_[i]);
        }
        return std::move(faults_);
    }

private:
    void seeAfter(const SeenWrite& before, const SeenWrite& write) {
        const auto common = std::min(before.text.size(), write.text.size());
        const bool same = before.text.compare(0, common, write.text, 0, common) == 0;
        if (!before.isWhole && !same)
            faults_.push_back("another write came before this one was whole: " + before.text);
        if (before.isWhole && write.isWhole && before.key == write.key && before.text != write.text)
            faults_.push_back("key " + write.key + " came with other bytes");
    }

    void seeItems(const SeenWrite& write) {
        if (write.key.empty()) faults_.push_back("a write has no key: " + write.text);
        if (write.key == key_) return; // the same bytes again
        key_ = write.key;
        if (!keys_.insert(write.key).second)
            faults_.push_back("key " + write.key + " came back after another");
        const auto items =
            Poco::JSON::Parser().parse(write.body).extract<Poco::JSON::Object::Ptr>()->getArray("items");
        for (unsigned i = 0; i < items->size(); ++i)
            seeItem(write.key, *items->getObject(i));
    }

    void seeItem(const std::string& key, const Poco::JSON::Object& item) {
        std::ostringstream text;
        item.stringify(text);
        if (const auto [found, isNew] = keyOfItem_.try_emplace(text.str(), key); found->second != key)
            faults_.push_back("sent under two keys: " + text.str());
        if (item.getValue<std::string>("updatedAt") > latest_)
            faults_.push_back("a stamp from the future: " + text.str());
        if (!item.has("positionSeconds")) return;
        const auto position = item.getValue<long>("positionSeconds");
        auto& last = lastOfListing_[item.getValue<std::string>("listingId")];
        if (position < last) faults_.push_back("its lane was further already: " + text.str());
        last = position;
    }

    const std::vector<SeenWrite>& writes_;
    const std::string& latest_;
    std::vector<std::string> faults_;
    std::string key_;
    std::set<std::string> keys_;
    std::map<std::string, std::string> keyOfItem_;
    std::map<std::string, long> lastOfListing_;
};

} // namespace

std::vector<SeenWrite> writesOf(const std::vector<std::string>& requests) {
    std::vector<SeenWrite> writes;
    for (const std::string& request : requests)
        if (!request.empty() && !request.starts_with("G")) writes.push_back(read(request));
    return writes;
}

std::vector<std::string> faultsOf(const std::vector<SeenWrite>& writes, const std::string& latest) {
    return Checking(writes, latest).run();
}
