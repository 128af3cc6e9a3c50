# SPDX-License-Identifier: Apache-2.0
# cmake -D OUTPUT=FILE -D NAMES=a;b -D DIRECTORY=DIR -P EmbedFiles.cmake
# Writes a C++ source that holds the bytes of the named files for web/StaticFiles.h.
set(source "// SPDX-License-Identifier: Apache-2.0\n#include \"web/EmbeddedFiles.h\"\n\n")
string(APPEND source "namespace durus::mediaserver::web {\n\nnamespace {\n\n")
set(table "")
set(index 0)
foreach(name IN LISTS NAMES)
  file(READ "${DIRECTORY}/${name}" bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
  # Pieces, because a compiler need not take one literal of this length.
  string(REGEX REPLACE "((\\\\x..){24})" "\\1\"\n    \"" bytes "${bytes}")
  string(APPEND source "constexpr char kFile${index}[] =\n    \"${bytes}\";\n\n")
  string(APPEND table "    {\"${name}\", std::string_view(kFile${index}, sizeof kFile${index} - 1)},\n")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND source "constexpr EmbeddedFile kFiles[] = {\n${table}};\n\n} // namespace\n\n")
string(APPEND source "std::span<const EmbeddedFile> embeddedFiles() noexcept { return kFiles; }\n\n")
string(APPEND source "} // namespace durus::mediaserver::web\n")
file(WRITE "${OUTPUT}" "${source}")
