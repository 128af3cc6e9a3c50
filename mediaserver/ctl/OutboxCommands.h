// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace durus::ctl {

class Arguments;
class Session;

int outboxList(Session& session, const Arguments& arguments);
int outboxShow(Session& session, const Arguments& arguments);
int quarantineList(Session& session, const Arguments& arguments);
int quarantineRetry(Session& session, const Arguments& arguments);
int quarantineDiscard(Session& session, const Arguments& arguments);
int quarantineExport(Session& session, const Arguments& arguments);

} // namespace durus::ctl
