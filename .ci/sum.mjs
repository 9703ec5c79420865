// Sums the phases of one run: Jest's figures, and one failure for each phase that failed without any.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const figuresOf = (file) => {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
    readFileSync(file, 'utf8')
  );
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
};

let passed = 0;
let failed = 0;
for (const codeFile of readdirSync(folder).filter((name) => name.endsWith('.code'))) {
  const name = path.basename(codeFile, '.code');
  const hasFailed = readFileSync(path.join(folder, codeFile), 'utf8').trim() !== '0';
  const figures = figuresOf(path.join(folder, `${name}.json`));
  if (hasFailed) console.log(`failed: ${name}`);
  passed += figures.passed;
  failed += hasFailed ? Math.max(figures.failed, 1) : figures.failed;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
