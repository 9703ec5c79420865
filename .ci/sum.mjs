// Sums the phases of one run: Jest's figures, and one failure for each phase that failed without any.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const files = readdirSync(folder);

/** A phase may have run Jest more than once: `test.json`, `test.side-by-side.json`. */
const figuresOf = (name) => {
  const figures = { passed: 0, failed: 0 };
  for (const file of files.filter(
    (each) => each.startsWith(`${name}.`) && each.endsWith('.json')
  )) {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(path.join(folder, file), 'utf8')
    );
    figures.passed += numPassedTests;
    figures.failed += numFailedTests + numRuntimeErrorTestSuites;
  }
  return figures;
};

let passed = 0;
let failed = 0;
for (const codeFile of files.filter((name) => name.endsWith('.code'))) {
  const name = path.basename(codeFile, '.code');
  const hasFailed = readFileSync(path.join(folder, codeFile), 'utf8').trim() !== '0';
  const figures = figuresOf(name);
  if (hasFailed) console.log(`failed: ${name}`);
  passed += figures.passed;
  failed += hasFailed ? Math.max(figures.failed, 1) : figures.failed;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
