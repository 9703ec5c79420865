// Writes docs/providers.md from the adapters; `--check` only says whether it is up to date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { renderProviders } from './provider-docs/render';

const FILE = path.resolve(__dirname, '..', 'docs', 'providers.md');

const main = async () => {
  const text = await format(renderProviders(), {
    ...(await resolveConfig(FILE)),
    parser: 'markdown',
  });
  if (!process.argv.includes('--check')) {
    writeFileSync(FILE, text);
    return;
  }
  const isCurrent = existsSync(FILE) && readFileSync(FILE, 'utf8') === text;
  if (isCurrent) return;
  console.error('docs/providers.md is not what the adapters say: run "npm run docs:providers".');
  process.exitCode = 1;
};

void main();
