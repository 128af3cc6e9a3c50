// SPDX-License-Identifier: Apache-2.0
#include <cppunit/BriefTestProgressListener.h>
#include <cppunit/CompilerOutputter.h>
#include <cppunit/TestResult.h>
#include <cppunit/TestResultCollector.h>
#include <cppunit/TestRunner.h>
#include <cppunit/extensions/TestFactoryRegistry.h>

#include <csignal>
#include <iostream>
#include <stdexcept>

/// Runs the fixture named by the first argument, or all of them. Exit 0 = all passed, 1 = a failure,
/// 2 = there is no such fixture or it holds no test.
int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);

    CppUnit::TestResult result;
    CppUnit::TestResultCollector collected;
    CppUnit::BriefTestProgressListener progress;
    result.addListener(&collected);
    result.addListener(&progress);

    CppUnit::TestRunner runner;
    runner.addTest(CppUnit::TestFactoryRegistry::getRegistry().makeTest());
    try {
        runner.run(result, argc > 1 ? argv[1] : "");
    } catch (const std::invalid_argument&) {
        std::cerr << "no fixture named " << argv[1] << '\n';
        return 2;
    }
    CppUnit::CompilerOutputter(&collected, std::cerr).write();
    if (collected.runTests() == 0) return 2;
    return collected.wasSuccessful() ? 0 : 1;
}
