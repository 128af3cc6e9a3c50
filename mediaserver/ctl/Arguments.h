// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace durus::ctl {

/// The command line was wrong; what() says how. Ends the program with exit code 2.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Which options a command knows: those that take a value and those that do not, with their dashes.
struct OptionNames {
    std::set<std::string_view> values;
    std::set<std::string_view> flags;
};

/// A command's words: positional ones in order, options anywhere, "--" ends the options.
class Arguments {
public:
    /// Errors: UsageError for an option the command does not know or one without its value.
    static Arguments parse(const std::vector<std::string>& words, const OptionNames& names);

    const std::vector<std::string>& positional() const noexcept { return positional_; }
    std::optional<std::string> value(const std::string& option) const;
    bool has(const std::string& flag) const { return flags_.contains(flag); }

    /// Errors: UsageError unless there are between `least` and `most` positional words.
    void expectPositional(std::size_t least, std::size_t most) const;
    /// The value of an option that must be there. Errors: UsageError.
    std::string required(const std::string& option) const;
    /// A time such as "90", "90s", "1:30" or "1:02:03". Errors: UsageError.
    std::optional<Milliseconds> duration(const std::string& option) const;

private:
    std::vector<std::string> positional_;
    std::map<std::string, std::string> values_;
    std::set<std::string> flags_;
};

} // namespace durus::ctl
