# SPDX-License-Identifier: Apache-2.0
# What a build can be asked for, and the settings every target of ours shares.

option(DURUS_BUILD_TESTS "Build the test suites and benchmarks" ${PROJECT_IS_TOP_LEVEL})
option(DURUS_BUILD_SAMPLES "Build the samples, the reference backend among them" ${PROJECT_IS_TOP_LEVEL})
option(DURUS_WERROR "Treat warnings as errors" ${PROJECT_IS_TOP_LEVEL})
set(DURUS_SANITIZE "" CACHE STRING "Sanitizers, as a list: address;undefined or thread")
option(DURUS_BUILD_FUZZERS "Build the fuzzers; needs clang and DURUS_SANITIZE with fuzzer-no-link" OFF)
option(DURUS_COVERAGE "Record test coverage" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

include(GNUInstallDirs)
set(DURUS_PLUGIN_DIR "${CMAKE_INSTALL_LIBDIR}/durus/plugins")
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")

# A second build directory of the same sources costs seconds instead of minutes.
find_program(DURUS_CCACHE ccache)
if(DURUS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER "${DURUS_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${DURUS_CCACHE}")
endif()
