// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace durus::ctl {

class Arguments;
class Session;

int backendAdd(Session& session, const Arguments& arguments);
int backendList(Session& session, const Arguments& arguments);
int backendRemove(Session& session, const Arguments& arguments);
int backendTest(Session& session, const Arguments& arguments);
int accountAdd(Session& session, const Arguments& arguments);
int accountList(Session& session, const Arguments& arguments);
int accountRemove(Session& session, const Arguments& arguments);

} // namespace durus::ctl
