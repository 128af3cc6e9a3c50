// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace durus::ctl {

class Arguments;
class Session;

int progress(Session& session, const Arguments& arguments);
int complete(Session& session, const Arguments& arguments);
int uncomplete(Session& session, const Arguments& arguments);
int favorite(Session& session, const Arguments& arguments);
int unfavorite(Session& session, const Arguments& arguments);

} // namespace durus::ctl
