// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Arguments.h"

#include <functional>
#include <span>
#include <string_view>

namespace durus::ctl {

class Session;

/// One command of durusctl. `name` may be two words ("account add"). `run` returns the exit code.
struct Command {
    std::string_view name;
    std::string_view synopsis; ///< what follows the name
    std::string_view summary;
    OptionNames options;
    int (*run)(Session& session, const Arguments& arguments);
};

/// Every command there is, in the order help lists them.
std::span<const Command> commands();

} // namespace durus::ctl
