// SPDX-License-Identifier: Apache-2.0
#include "DeviceCommands.h"

#include "Arguments.h"
#include "QrCode.h"
#include "Session.h"
#include "Table.h"

#include <durus/core/IsoTime.h>
#include <durus/store/Devices.h>

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iostream>
#include <memory>
#include <thread>

namespace durus::ctl {

namespace {

constexpr auto kLookAgain = std::chrono::milliseconds{250};

/// Addresses of IPv4 by which the room reaches this machine.
std::vector<std::string> roomAddresses() {
    std::vector<std::string> addresses;
    ifaddrs* list = nullptr;
    if (::getifaddrs(&list) != 0) return addresses;
    const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> guard(list, &::freeifaddrs);
    for (const ifaddrs* one = list; one != nullptr; one = one->ifa_next) {
        if (one->ifa_addr == nullptr || one->ifa_addr->sa_family != AF_INET) continue;
        if ((one->ifa_flags & IFF_LOOPBACK) != 0 || (one->ifa_flags & IFF_UP) == 0) continue;
        std::array<char, INET_ADDRSTRLEN> text{};
        const auto* address = reinterpret_cast<const sockaddr_in*>(one->ifa_addr);
        if (::inet_ntop(AF_INET, &address->sin_addr, text.data(), text.size()) != nullptr)
            addresses.emplace_back(text.data());
    }
    return addresses;
}

/// Where a phone opens the page; empty if no media server runs or the machine is in no network.
std::string pairingAddress(Session& session) {
    const std::string server = session.device().serverAddress();
    const auto addresses = roomAddresses();
    const std::size_t colon = server.rfind(':');
    if (server.empty() || addresses.empty() || colon == std::string::npos) return {};
    return "http://" + addresses.front() + server.substr(colon) + "/pair";
}

Poco::JSON::Object::Ptr describe(const store::PairedDevice& device) {
    Poco::JSON::Object::Ptr entry = new Poco::JSON::Object;
    entry->set("id", device.id);
    entry->set("name", device.name);
    entry->set("account", device.account.str());
    entry->set("pairedAt", toIso8601(device.pairedAt));
    entry->set("seenAt", toIso8601(device.seenAt));
    return entry;
}

void show(const store::PairingCode& code, const std::string& address) {
    std::cout << "code " << code.code.substr(0, 3) << ' ' << code.code.substr(3) << " for "
              << code.account.str() << ", good for two minutes\n";
    if (address.empty()) {
        std::cout << "open /pair on this box's page (no media server was found running on this data)\n";
        return;
    }
    // The code stands behind '#', which browsers do not send: it is in no log.
    std::cout << "open " << address << "\n\n" << qrCode(address + '#' + code.code);
}

/// Waits until the code is used, used up or has run out. Returns the device, if one was paired.
std::optional<store::PairedDevice> await(store::Devices& devices, const std::string& code,
                                         const std::vector<store::PairedDevice>& before) {
    for (auto now = devices.invitation(); now && now->code == code; now = devices.invitation())
        std::this_thread::sleep_for(kLookAgain);
    for (const auto& device : devices.list())
        if (std::none_of(before.begin(), before.end(),
                         [&](const auto& known) { return known.id == device.id; }))
            return device;
    return std::nullopt;
}

} // namespace

int pair(Session& session, const Arguments& arguments) {
    arguments.expectPositional(0, 0);
    store::Devices& devices = session.device().store().devices();
    const auto before = devices.list();
    const auto code = devices.invite(session.account(arguments.value("--account")));
    const std::string address = pairingAddress(session);
    if (session.json()) {
        Poco::JSON::Object answer;
        answer.set("code", code.code);
        answer.set("account", code.account.str());
        answer.set("secondsLeft", std::chrono::duration_cast<std::chrono::seconds>(code.left).count());
        answer.set("address", address);
        session.print(answer);
        return 0;
    }
    show(code, address);
    if (arguments.has("--no-wait")) return 0;
    std::cout << std::flush;
    const auto device = await(devices, code.code, before);
    if (!device)
        throw Error(ErrorCode::Timeout,
                    "no device was paired: the code ran out, or was guessed at five times",
                    "have another made with: durusctl pair");
    std::cout << "\npaired: " << device->name << '\n';
    return 0;
}

int devicesList(Session& session, const Arguments& arguments) {
    arguments.expectPositional(0, 0);
    Poco::JSON::Array::Ptr list = new Poco::JSON::Array;
    Table table({"ID", "NAME", "ACCOUNT", "PAIRED", "LAST SEEN"});
    for (const auto& device : session.device().store().devices().list()) {
        list->add(describe(device));
        table.add({device.id, device.name, device.account.str(), toIso8601(device.pairedAt).substr(0, 10),
                   toIso8601(device.seenAt).substr(0, 10)});
    }
    if (session.json()) {
        Poco::JSON::Object answer;
        answer.set("devices", list);
        session.print(answer);
    } else if (table.empty()) {
        std::cout << "no device is paired; durusctl pair makes a code\n";
    } else {
        table.print(std::cout);
    }
    return 0;
}

int devicesRevoke(Session& session, const Arguments& arguments) {
    arguments.expectPositional(1, 1);
    const std::string& id = arguments.positional().front();
    session.device().store().devices().revoke(id);
    if (session.json()) {
        Poco::JSON::Object answer;
        answer.set("revoked", id);
        session.print(answer);
    } else {
        std::cout << id << ": its pairing has ended\n";
    }
    return 0;
}

} // namespace durus::ctl
