import type { ModelCapabilities } from '../../plugins/asset-provenance/shared';
import { remoteDefinitions } from '../../plugins/asset-provenance/server/src/providers/registry';
import type {
  Adapter,
  AdapterDefinition,
  Evidence,
} from '../../plugins/asset-provenance/server/src/providers/contract';

const refuse = () => Promise.reject(new Error('Nothing is sent while documents are written.'));

/** The adapter as it is without any configuration, only to be described. */
const described = (definition: AdapterDefinition, preset: string | null): Adapter =>
  definition.create({
    providerId: definition.id,
    baseUrl: definition.defaultBaseUrl ?? 'http://provider.invalid',
    apiKey: null,
    secretKey: null,
    webhookSecret: null,
    preset,
    options: {},
    models: definition.models,
    baseModelOf: (modelId) => modelId,
    http: { send: refuse, download: refuse },
  });

const bases: Record<Evidence['basis'], string> = {
  specification: "provider's machine-readable specification",
  source_code: 'source code that was read',
  documentation: "provider's documentation",
  third_party: "a third party's account",
  unverified: 'recall, not verified',
};

const cancelWords = {
  any_time: 'yes, at any time; what was made until then may be billed',
  while_queued: 'only while it waits in the queue; afterwards it may still be billed',
  never: 'no; it may still be billed',
} as const;

const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();
const row = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: string[], rows: string[][]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const list = (values: readonly (string | number)[]) => values.join(', ') || '–';
const yes = (is: boolean) => (is ? 'yes' : 'no');

const sizesOf = ({ sizes }: ModelCapabilities): string => {
  const all = [...new Set(Object.values(sizes).flat())];
  return all.length > 4 ? `${all[0]} … ${all.at(-1)} (${all.length})` : list(all);
};

const durationsOf = ({ durationsSeconds: range }: ModelCapabilities): string =>
  range === null ? '' : `${range.minimum}–${range.maximum} s by ${range.step}`;

const modelRow = (model: ModelCapabilities): string[] => [
  `\`${model.id}\``,
  model.inputTypes.map((type) => type.replaceAll('_', ' ')).join(', '),
  list(model.aspectRatios),
  model.kind === 'image' ? sizesOf(model) : `${list(model.resolutions)}; ${durationsOf(model)}`,
  list(model.qualities),
  yes(model.hasSeed),
  model.references.maximum === 0
    ? 'none'
    : `${model.references.maximum} (${list(model.references.roles.map((role) => role.replaceAll('_', ' ')))})`,
  `${model.outputsPerJob} a job, ${model.maxCount} a task`,
  [model.hasAudio && 'audio', model.cameraMotions.length > 0 && 'camera']
    .filter(Boolean)
    .join(', ') || '–',
];

const callbacksOf = (definition: AdapterDefinition): string => {
  const isRead = (preset: string | null) => Boolean(described(definition, preset).readCallback);
  if (isRead(null)) return 'read';
  const presets = definition.presets.filter(isRead);
  return presets.length > 0
    ? `read with the preset ${presets.map((name) => `\`${name}\``).join(', ')}; otherwise it is polled`
    : 'none; it is polled';
};

const MODEL_HEAD = [
  'Model',
  'Input',
  'Ratios',
  'Sizes or resolutions',
  'Quality',
  'Seed',
  'References',
  'Outputs',
  'More',
];

const modelsTable = ({ models }: Adapter) => table(MODEL_HEAD, models.map(modelRow));

/** One table, and one more for each preset that offers other models. */
const modelTables = (definition: AdapterDefinition): string[] => {
  const plain = modelsTable(described(definition, null));
  const others = definition.presets
    .map((preset) => ({ preset, text: modelsTable(described(definition, preset)) }))
    .filter(({ text }) => text !== plain);
  return [
    plain,
    ...others.flatMap(({ preset, text }) => ['', `With the preset \`${preset}\`:`, '', text]),
  ];
};

const section = (definition: AdapterDefinition): string => {
  const adapter = described(definition, null);
  const { defaultBaseUrl, needs, presets, deadlines } = definition;
  return [
    `## ${definition.name}`,
    `- Adapter: \`${definition.id}\``,
    `- Base URL: ${defaultBaseUrl ? `\`${defaultBaseUrl}\` (settable)` : 'must be configured'}`,
    `- Needs: ${needs.map((name) => `\`${name}\``).join(', ') || 'nothing'}`,
    ...(presets.length ? [`- Presets: ${presets.map((name) => `\`${name}\``).join(', ')}`] : []),
    `- Deadlines where none is configured: ${deadlines.submit} s for the answer to a submit, ${deadlines.result} s for the result`,
    `- Cancel: ${cancelWords[adapter.cancelAbility]}`,
    `- Callbacks of the provider: ${callbacksOf(definition)}`,
    `- A submit without an answer: ${adapter.lookUp ? 'looked up at the provider, then a person decides' : 'a person decides'}`,
    '',
    ...modelTables(definition),
    '',
    '### What this rests on',
    table(
      ['Claim', 'Basis', 'Source'],
      definition.evidence.map(({ claim, basis, source }) => [claim, bases[basis], source])
    ),
  ].join('\n');
};

/** docs/providers.md, from what the adapters say of themselves. */
export const renderProviders = (): string =>
  [
    '<!-- Written by "npm run docs:providers" from the adapters; changes here are lost. -->',
    '# Providers',
    'What each adapter can do, and what every claim about a provider rests on. **Nothing here was run against a live service**: the adapters are tested against stateful fakes that speak the documented protocol. Models change often: the configuration may add, rename or restrict them (see [operators.md](operators.md)).',
    ...remoteDefinitions.map(section),
    '',
  ].join('\n\n');
