// SPDX-License-Identifier: Apache-2.0
#include "Confirmation.h"

#include "Arguments.h"

#include <unistd.h>

#include <iostream>

namespace durus::ctl {

bool isMeant(const Arguments& arguments, const std::string& question) {
    if (arguments.has("--yes")) return true;
    if (::isatty(STDIN_FILENO) == 0) throw UsageError("that is for good: without a terminal it needs --yes");
    std::cerr << question << " [y/N] " << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes";
}

} // namespace durus::ctl
