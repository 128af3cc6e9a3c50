// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api/ListenerActions.h"
#include "web/Site.h"

#include <durus/store/Devices.h>

namespace durus::mediaserver::web {

/// The pages of people whose phone is paired: pairing it, what they have begun and kept, and the buttons that
/// work without a script. Needs the cookie of auth/Credentials.h.
/// Thread: any; blocks on the database. Errors: durus::Error as api::ProgressApi.
class PersonalSite {
public:
    /// All must outlive this object.
    PersonalSite(const Site& site, store::Library& library, store::Devices& devices,
                 api::ListenerActions::Record record, const Clock& clock, Random& random)
        : site_(site), library_(library), devices_(devices), record_(std::move(record)), clock_(clock),
          random_(random) {}

    /// GET /pair: a form for the code.
    http::Response pairForm(const http::Request& request) const;
    /// POST /pair: code=&name=. Gives the browser its token, or says that the code is wrong.
    http::Response pair(const http::Request& request) const;
    /// To /pair, for who is not paired.
    http::Response toPairing(const http::Request& request) const;

    /// GET /me
    http::Response mine(const http::Request& request, const store::PairedDevice& device) const;
    /// POST /me/favorite and /me/completed: slug=&on=0|1; back to the lecture.
    http::Response favorite(const http::Request& request, const store::PairedDevice& device) const;
    http::Response completed(const http::Request& request, const store::PairedDevice& device) const;
    /// POST /me/unpair
    http::Response unpair(const http::Request& request, const store::PairedDevice& device) const;

private:
    http::Response mark(const http::Request& request, const store::PairedDevice& device,
                        const std::function<model::PlaybackEvent::Body(bool)>& body) const;

    const Site& site_;
    store::Library& library_;
    store::Devices& devices_;
    const api::ListenerActions::Record record_;
    const Clock& clock_;
    Random& random_;
};

} // namespace durus::mediaserver::web
