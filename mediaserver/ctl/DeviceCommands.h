// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace durus::ctl {

class Arguments;
class Session;

/// The phones and players of the room.
int pair(Session& session, const Arguments& arguments);
int devicesList(Session& session, const Arguments& arguments);
int devicesRevoke(Session& session, const Arguments& arguments);

} // namespace durus::ctl
