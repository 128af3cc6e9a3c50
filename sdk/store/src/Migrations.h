// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sqlite/Migrator.h>

#include <cstdint>
#include <span>

namespace durus::store {

/// Marks a file as ours, as `file` and other tools show it: "Drus".
inline constexpr std::int32_t kApplicationId = 0x44727573;

/// The files of migrations/, compiled in.
std::span<const sqlite::Migration> migrations() noexcept;

} // namespace durus::store
