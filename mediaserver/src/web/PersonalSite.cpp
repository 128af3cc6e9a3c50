// SPDX-License-Identifier: Apache-2.0
#include "web/PersonalSite.h"

#include "auth/Credentials.h"
#include "http/Characters.h"
#include "http/RequestTarget.h"
#include "web/MyPage.h"
#include "web/PairPage.h"

#include <durus/core/Error.h>
#include <durus/text/Fold.h>

namespace durus::mediaserver::web {

namespace {

constexpr std::size_t kFields = 8;
constexpr std::size_t kRows = 50;

/// The fields of a form.
class Form {
public:
    explicit Form(const http::Request& request) {
        if (!http::decodeQuery(request.body, kFields, fields_))
            throw Error(ErrorCode::InvalidInput, "The form cannot be read");
    }
    std::string operator[](std::string_view name) const {
        for (const auto& [field, value] : fields_)
            if (field == name) return value;
        return {};
    }

private:
    std::vector<http::Request::Pair> fields_;
};

http::Response seeOther(std::string_view address) {
    return http::Response::redirect(http::Status::SeeOther, address);
}

/// People write a code with spaces, and in Arabic digits.
std::string digitsOf(std::string_view text) {
    std::string digits = text::fold(text);
    std::erase_if(digits, [](char c) { return !http::isDigit(c); });
    return digits;
}

} // namespace

http::Response PersonalSite::pairForm(const http::Request& request) const {
    return htmlResponse(pairPage(site_.contextOf(request), false));
}

http::Response PersonalSite::pair(const http::Request& request) const {
    const Form form(request);
    try {
        const store::Pairing pairing = devices_.pair(digitsOf(form["code"]), form["name"]);
        http::Response response = seeOther(site_.contextOf(request).links().mine());
        response.headers.add("Set-Cookie", auth::tokenCookie(pairing.token));
        response.headers.add("Set-Cookie", auth::markerCookie());
        return response;
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Unauthorized) throw;
        return htmlResponse(pairPage(site_.contextOf(request), true), http::Status::Forbidden);
    }
}

http::Response PersonalSite::toPairing(const http::Request& request) const {
    return seeOther(site_.contextOf(request).links().pairing());
}

http::Response PersonalSite::mine(const http::Request& request, const store::PairedDevice& device) const {
    MyContent content{.device = device, .begun = {}, .favorites = {}};
    store::LibraryFilter filter;
    filter.favoritesOnly = true;
    filter.limit = kRows;
    content.favorites = library_.list(filter, device.account).items;
    for (const auto& entry : library_.progressOf(device.account)) {
        if (content.begun.size() == kRows) break;
        if (entry.progress.completed) continue;
        if (auto item = library_.byId(entry.listing, device.account))
            content.begun.push_back(*std::move(item));
    }
    return htmlResponse(myPage(site_.contextOf(request), content));
}

http::Response PersonalSite::favorite(const http::Request& request, const store::PairedDevice& device) const {
    return mark(request, device, [](bool on) { return model::FavoriteMarked{on}; });
}

http::Response PersonalSite::completed(const http::Request& request,
                                       const store::PairedDevice& device) const {
    return mark(request, device, [](bool on) { return model::CompletionMarked{on}; });
}

http::Response PersonalSite::unpair(const http::Request& request, const store::PairedDevice& device) const {
    devices_.revoke(device.id);
    http::Response response = seeOther(site_.contextOf(request).links().home());
    response.headers.add("Set-Cookie", auth::expiredTokenCookie());
    response.headers.add("Set-Cookie", auth::expiredMarkerCookie());
    return response;
}

http::Response PersonalSite::mark(const http::Request& request, const store::PairedDevice& device,
                                  const std::function<model::PlaybackEvent::Body(bool)>& body) const {
    const Form form(request);
    const auto item = library_.bySlug(model::Slug{form["slug"]}, device.account);
    if (!item) return site_.error(request, http::Status::NotFound);
    api::ListenerActions actions(record_, clock_, random_, device.account);
    actions.add(item->listing.id, body(form["on"] == "1"));
    actions.commit();
    return seeOther(form["from"] == "me" ? site_.contextOf(request).links().mine()
                                         : site_.contextOf(request).links().listing(item->listing.slug));
}

} // namespace durus::mediaserver::web
