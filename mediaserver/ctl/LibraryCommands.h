// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace durus::ctl {

class Arguments;
class Session;

int importFiles(Session& session, const Arguments& arguments);
int list(Session& session, const Arguments& arguments);
int search(Session& session, const Arguments& arguments);

} // namespace durus::ctl
