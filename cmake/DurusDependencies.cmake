# SPDX-License-Identifier: Apache-2.0
# Third-party libraries. The Debian packages that carry them: packaging/dependencies.txt.

find_package(Threads REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(Poco 1.11 REQUIRED COMPONENTS Foundation Net NetSSL Crypto JSON XML Util Data DataSQLite)
find_package(ICU 72 REQUIRED COMPONENTS i18n uc)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3>=3.40)
pkg_check_modules(libvlc REQUIRED IMPORTED_TARGET libvlc>=3.0)
pkg_check_modules(taglib REQUIRED IMPORTED_TARGET taglib>=1.13)
pkg_check_modules(qrencode REQUIRED IMPORTED_TARGET libqrencode>=4.1)
if(DURUS_BUILD_SAMPLES)
  pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq>=15)
endif()
if(DURUS_BUILD_TESTS)
  pkg_check_modules(cppunit REQUIRED IMPORTED_TARGET cppunit>=1.15)
endif()
