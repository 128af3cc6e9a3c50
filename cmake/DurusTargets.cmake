# SPDX-License-Identifier: Apache-2.0
# The functions every CMakeLists of this project is written in.

# Warnings, sanitizers and hardening, PRIVATE so that nothing of them reaches the exported targets.
function(durus_set_build_flags target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
    -Wconversion -Wno-sign-conversion)
  get_target_property(sources ${target} SOURCES)
  if(sources MATCHES "\\.c(;|$)")
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:C>:-Wno-non-virtual-dtor -Wno-old-style-cast -Wno-overloaded-virtual>)
  endif()
  if(DURUS_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(DURUS_SANITIZE)
    list(JOIN DURUS_SANITIZE "," sanitizers)
    target_compile_options(${target} PRIVATE -fsanitize=${sanitizers} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PRIVATE -fsanitize=${sanitizers})
  endif()
  if(DURUS_COVERAGE)
    target_compile_options(${target} PRIVATE --coverage)
    target_link_options(${target} PRIVATE --coverage)
  endif()
  if(CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo" AND NOT DURUS_SANITIZE)
    target_compile_options(${target} PRIVATE -fstack-protector-strong)
    target_compile_definitions(${target} PRIVATE _GLIBCXX_ASSERTIONS _FORTIFY_SOURCE=2)
  endif()
endfunction()

# A module of the SDK: durus::<name>. Without SOURCES it is header-only. Its include directory holds
# durus/<name>/ and nothing else, so a module sees exactly the headers of what it links.
function(durus_add_module name)
  cmake_parse_arguments(arg "" "" "HEADERS;SOURCES;PUBLIC;PRIVATE" ${ARGN})
  set(target durus_${name})
  if(arg_SOURCES)
    add_library(${target} STATIC ${arg_SOURCES})
    set(scope PUBLIC)
    durus_set_build_flags(${target})
    target_include_directories(${target} PRIVATE src)
    target_link_libraries(${target} PRIVATE ${arg_PRIVATE})
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(durus::${name} ALIAS ${target})
  target_link_libraries(${target} ${scope} ${arg_PUBLIC})
  target_compile_features(${target} ${scope} cxx_std_20)
  target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS include FILES ${arg_HEADERS})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name} VERIFY_INTERFACE_HEADER_SETS ON)
  install(TARGETS ${target} EXPORT durusTargets COMPONENT devel
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT devel
          FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT devel)
endfunction()

# A plugin: a shared object that exports the one entry function of the ABI.
function(durus_add_plugin name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
  set(target durus_plugin_${name})
  add_library(${target} MODULE ${arg_SOURCES})
  durus_set_build_flags(${target})
  target_link_libraries(${target} PRIVATE durus::plugin_kit ${arg_LIBS})
  target_link_options(${target} PRIVATE
    "LINKER:--version-script=${PROJECT_SOURCE_DIR}/plugins/plugin.map" LINKER:-z,now)
  if(NOT DURUS_SANITIZE)
    target_link_options(${target} PRIVATE LINKER:-z,defs)
  endif()
  set_target_properties(${target} PROPERTIES
    PREFIX "" OUTPUT_NAME ${name} LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib/durus/plugins")
  install(TARGETS ${target} LIBRARY DESTINATION ${DURUS_PLUGIN_DIR} COMPONENT plugins)
endfunction()

# A program in bin/.
function(durus_add_program name)
  cmake_parse_arguments(arg "NO_INSTALL" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  durus_set_build_flags(${name})
  target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${arg_LIBS})
  if(NOT arg_NO_INSTALL)
    install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT programs)
  endif()
endfunction()

# One CppUnit executable <name>_tests; each fixture is a ctest entry <name>.<Fixture> of its own.
# DEPENDS names programs and plugins the tests start, so that they are built first.
function(durus_add_test_suite name)
  cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;FIXTURES;LIBS;LABELS;DEPENDS" ${ARGN})
  set(target ${name}_tests)
  add_executable(${target} ${arg_SOURCES})
  durus_set_build_flags(${target})
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(${target} PRIVATE ${arg_LIBS} durus_test_support)
  if(arg_DEPENDS)
    add_dependencies(${target} ${arg_DEPENDS})
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 60)
  endif()
  foreach(fixture IN LISTS arg_FIXTURES)
    add_test(NAME ${name}.${fixture} COMMAND ${target} ${fixture})
    set_tests_properties(${name}.${fixture} PROPERTIES
      LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT}
      ENVIRONMENT "DURUS_BUILD_DIR=${PROJECT_BINARY_DIR};DURUS_SOURCE_DIR=${PROJECT_SOURCE_DIR};${DURUS_TEST_ENVIRONMENT}")
  endforeach()
endfunction()
