// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace durus::ctl {

class Arguments;
class Session;

int pluginsList(Session& session, const Arguments& arguments);
int doctor(Session& session, const Arguments& arguments);

} // namespace durus::ctl
