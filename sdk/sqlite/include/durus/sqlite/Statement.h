// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Id.h>
#include <durus/core/Time.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace durus::sqlite {

struct Prepared;

/// Bytes to bind as a BLOB.
struct Blob {
    std::string_view bytes;
};

/// A prepared statement on loan from its connection: values in, rows out. It is reset and given back on
/// destruction, so the next loan of the same SQL costs no parsing.
/// Thread: the connection's. Lifetime: within the connection's.
class Statement {
public:
    explicit Statement(Prepared& prepared) noexcept : prepared_(&prepared) {}
    Statement(Statement&& other) noexcept : prepared_(other.prepared_) { other.prepared_ = nullptr; }
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    /// Binds the values to ?1, ?2, ... ; each is copied. Times are bound as milliseconds, an empty optional
    /// as NULL.
    template<typename... Values>
    Statement& bind(const Values&... values) {
        int index = 0;
        (bindOne(++index, values), ...);
        return *this;
    }

    /// Moves to the next row; false = there is none. Errors: see Connection.
    bool step();
    /// Steps to the end.
    void run();

    bool isNull(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    bool flag(int column) const { return integer(column) != 0; }
    std::string text(int column) const; ///< or a BLOB's bytes; empty for NULL
    Milliseconds milliseconds(int column) const { return Milliseconds{integer(column)}; }
    WallTime wall(int column) const { return {milliseconds(column)}; }
    template<typename IdType>
    IdType id(int column) const {
        return IdType{text(column)};
    }

private:
    void bindNull(int index);
    void bindInteger(int index, std::int64_t value);
    void bindReal(int index, double value);
    void bindText(int index, std::string_view value);
    void bindBlob(int index, std::string_view value);

    void bindOne(int index, std::nullptr_t) { bindNull(index); }
    void bindOne(int index, std::integral auto value) {
        bindInteger(index, static_cast<std::int64_t>(value));
    }
    void bindOne(int index, std::floating_point auto value) { bindReal(index, value); }
    void bindOne(int index, std::string_view value) { bindText(index, value); }
    void bindOne(int index, const char* value) { bindText(index, value); }
    void bindOne(int index, const std::string& value) { bindText(index, value); }
    void bindOne(int index, const Blob& value) { bindBlob(index, value.bytes); }
    void bindOne(int index, Milliseconds value) { bindInteger(index, value.count()); }
    void bindOne(int index, WallTime value) { bindInteger(index, value.sinceEpoch.count()); }
    void bindOne(int index, MonotonicTime value) { bindInteger(index, value.sinceBoot.count()); }
    template<typename Tag>
    void bindOne(int index, const Id<Tag>& value) {
        bindText(index, value.str());
    }
    template<typename T>
    void bindOne(int index, const std::optional<T>& value) {
        if (value)
            bindOne(index, *value);
        else
            bindNull(index);
    }

    Prepared* prepared_;
};

} // namespace durus::sqlite
