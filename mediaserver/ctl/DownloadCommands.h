// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace durus::ctl {

class Arguments;
class Session;

int catalogPull(Session& session, const Arguments& arguments);
int download(Session& session, const Arguments& arguments);
int downloads(Session& session, const Arguments& arguments);

} // namespace durus::ctl
