// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace durus::ctl {

class Arguments;
class Session;

int sync(Session& session, const Arguments& arguments);
int status(Session& session, const Arguments& arguments);

} // namespace durus::ctl
