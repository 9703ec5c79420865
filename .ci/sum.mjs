// Sums the phases of one run: Jest's figures, and one failure for each phase that failed without any.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const files = readdirSync(folder);
const textOf = (file) => readFileSync(path.join(folder, file), 'utf8').trim();

/** What Jest left, where the phase ran it and it came to its end. */
const reportsOf = (name) =>
  files.filter((file) => file === `${name}.json`).map((file) => JSON.parse(textOf(file)));

/** Every failed test by name, and every file that could not be run at all. */
const failuresIn = ({ testResults }) =>
  testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed');
    const file = path.relative(process.cwd(), name);
    if (failed.length > 0) return failed.map(({ fullName }) => `${file}: ${fullName}`);
    return status === 'failed' ? [`${file}: could not be run`] : [];
  });

let passed = 0;
let failed = 0;
for (const codeFile of files.filter((name) => name.endsWith('.code'))) {
  const name = path.basename(codeFile, '.code');
  const hasFailed = textOf(codeFile) !== '0';
  const reports = reportsOf(name);
  const failures = reports.flatMap(failuresIn);
  if (hasFailed) console.log(`failed: ${name}`);
  for (const failure of failures) console.log(`  ${failure}`);
  passed += reports.reduce((sum, { numPassedTests }) => sum + numPassedTests, 0);
  failed += hasFailed ? Math.max(failures.length, 1) : failures.length;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
