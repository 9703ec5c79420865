import { execFileSync } from 'node:child_process';
import path from 'node:path';

type Finding = { ruleId: string; message: string };

const ROOT = path.resolve(__dirname, '..', '..');
const PLUGIN = 'plugins/asset-provenance';

// ESLint's configuration is an ES module, which Jest cannot load: ESLint runs in its own process.
const LINT = `
  import { ESLint } from 'eslint';
  const eslint = new ESLint();
  const cases = JSON.parse(process.argv[1]);
  const results = await Promise.all(cases.map(({ file, code }) => eslint.lintText(code, { filePath: file })));
  console.log(JSON.stringify(results.map(([result]) => result.messages)));
`;

const lintImports = (imports: [file: string, source: string][]): string[][] => {
  const cases = imports.map(([file, source]) => ({
    file: path.join(ROOT, PLUGIN, file),
    code: `import { thing } from '${source}';\nexport const other = thing;\n`,
  }));
  const output = execFileSync(
    process.execPath,
    ['--input-type=module', '-e', LINT, JSON.stringify(cases)],
    { cwd: ROOT, encoding: 'utf8' }
  );
  return (JSON.parse(output) as Finding[][]).map((findings) =>
    findings.filter(({ ruleId }) => ruleId === 'local/rooms').map(({ message }) => message)
  );
};

describe('imports between rooms', () => {
  const allowed: [string, string][] = [
    ['server/src/generation/service.ts', '../media/service'],
    ['server/src/generation/service.ts', '../kernel'],
    ['server/src/dispatch/service.ts', '../kernel'],
    ['server/src/generation/content-types/task.ts', '../../kernel'],
    ['server/src/generation/launch.ts', './content-types/task'],
    ['server/src/generation/launch.ts', '../../../shared'],
    ['server/src/generation/launch.ts', '../config'],
    ['server/src/register.ts', './generation/content-types'],
    ['server/src/index.ts', './review/routes'],
    ['admin/src/launch/Page.tsx', '../../../shared/vocabulary'],
  ];

  const forbidden: [string, string, RegExp][] = [
    ['server/src/media/service.ts', '../generation/service', /downward only/],
    ['server/src/review/service.ts', '../reuse/service', /downward only/],
    ['server/src/kernel/index.ts', '../audit/service', /downward only/],
    ['server/src/generation/service.ts', '../media/storing', /front door/],
    ['server/src/generation/service.ts', '../media/content-types', /front door/],
    ['server/src/generation/service.ts', '../register', /wiring/],
    ['server/src/config.ts', './kernel', /imports no room/],
    ['server/src/novelty/service.ts', '../kernel', /no level yet/],
    ['shared/tasks.ts', '../server/src/kernel', /shared\//],
    ['admin/src/launch/Page.tsx', '../../../server/src/kernel', /admin\//],
  ];

  it('go downward, through front doors, and nowhere else', () => {
    const all = [
      ...allowed,
      ...forbidden.map(([file, source]): [string, string] => [file, source]),
    ];
    const found = lintImports(all);
    expect(found.slice(0, allowed.length)).toEqual(allowed.map(() => []));
    forbidden.forEach(([, , expected], index) => {
      expect(found[allowed.length + index]).toEqual([expect.stringMatching(expected)]);
    });
  }, 60_000);
});
