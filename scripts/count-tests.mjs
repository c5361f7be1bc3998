// Used by .ci/run as: node scripts/count-tests.mjs REPORT EXIT_CODE
// Prints "passed failed skipped" of vitest's JSON report. A runner that crashed, or a file that could not be loaded, fails no
// single test: then its exit code counts as one failure.
import { readFileSync } from 'node:fs';

const [, , reportFile, exitCode] = process.argv;
const report = readReport();
const hasFailed = exitCode !== '0' || report.success === false;
const failed = Math.max(report.numFailedTests, hasFailed ? 1 : 0);
console.log(report.numPassedTests, failed, report.numPendingTests + report.numTodoTests);

function readReport() {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch (error) {
    console.error(`No test report: ${error.message}`);
    return {
      success: false,
      numPassedTests: 0,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
    };
  }
}
