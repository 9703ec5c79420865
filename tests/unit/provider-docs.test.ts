import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.resolve(__dirname, '..', '..');

describe('the document on providers', () => {
  it('says what the adapters say of themselves', async () => {
    const args = ['--require', './scripts/typescript.cjs', 'scripts/provider-docs.ts', '--check'];
    await expect(promisify(execFile)(process.execPath, args, { cwd: ROOT })).resolves.toMatchObject(
      { stderr: '' }
    );
  }, 60_000);
});
