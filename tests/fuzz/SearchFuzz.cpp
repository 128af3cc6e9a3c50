// SPDX-License-Identifier: Apache-2.0
// Folding settles at once, slugs are slugs, and every query is an expression the index understands, which
// finds the text it was taken from.
#include "Property.h"
#include "SearchIndex.h"

#include <durus/text/Fold.h>

#include <sqlite3.h>

#include <string>

using namespace durus::fuzz;

namespace {

class Index {
public:
    Index() {
        require(sqlite3_open(":memory:", &database_) == SQLITE_OK, "a database");
        // As in the migration that makes listing_words.
        run("CREATE VIRTUAL TABLE words USING fts5(title, "
            "tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\", prefix = '2 3')",
            {});
    }
    ~Index() { sqlite3_close(database_); }
    Index(const Index&) = delete;
    Index& operator=(const Index&) = delete;

    int run(const char* sql, std::string_view value) {
        sqlite3_stmt* statement = nullptr;
        require(sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) == SQLITE_OK, "SQL is SQL");
        if (sqlite3_bind_parameter_count(statement) > 0)
            sqlite3_bind_text(statement, 1, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
        const int result = sqlite3_step(statement);
        sqlite3_finalize(statement);
        return result;
    }

private:
    sqlite3* database_ = nullptr;
};

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text.append(text.empty() ? "" : " ").append(word);
    return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Index index;
    const std::string_view text = asText(data, size);
    const std::string folded = durus::text::fold(text);
    require(durus::text::fold(folded) == folded, "folding settles at once");
    const auto words = durus::text::words(folded);
    for (const std::string& word : words)
        require(!word.empty() && word.find_first_of(" \"*\n") == std::string::npos, "a word is a word");
    require(durus::text::words(joined(words)) == words, "words are read back as they are");

    const std::string slug = durus::text::slug(text);
    require(durus::text::slug(slug) == slug, "a slug is its own slug");
    require(slug.find("--") == std::string::npos && !slug.starts_with('-') && !slug.ends_with('-'),
            "single hyphens join words");

    const std::string expression = durus::store::matchExpression(durus::store::matchTerms(text));
    require(expression.empty() == words.empty(), "words make an expression");
    if (expression.empty()) return 0;
    index.run("DELETE FROM words", {});
    require(index.run("INSERT INTO words(title) VALUES(?1)", joined(words)) == SQLITE_DONE,
            "words are stored");
    require(index.run("SELECT 1 FROM words WHERE words MATCH ?1", expression) == SQLITE_ROW,
            "a text is found by its own words");
    return 0;
}
