import { readFileSync } from 'node:fs';
import path from 'node:path';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020';

type Json = Record<string, unknown>;

const document = JSON.parse(
  readFileSync(path.join(__dirname, '..', 'fakes', 'specs', 'openai-media.json'), 'utf8')
) as { paths: Record<string, Record<string, Json>>; components: { schemas: Record<string, Json> } };

/** The document writes `nullable` as OpenAPI 3.0 did, although it says 3.1. */
const modern = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(modern);
  if (value === null || typeof value !== 'object') return value;
  const { nullable, ...rest } = value as Json;
  const schema = Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, modern(each)]));
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
};

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addFormat('unixtime', true);
ajv.addFormat('binary', true);
ajv.addSchema(modern(document) as Json, 'openai');

/** What is wrong with a value by one of OpenAI's schemas; unknown fields count as wrong. */
export const openaiProblems = (schema: string, value: unknown): string[] => {
  const validate = ajv.compile({ $ref: `openai#/components/schemas/${schema}` });
  validate(value);
  const known = Object.keys((document.components.schemas[schema]?.properties ?? {}) as Json);
  return [
    ...(validate.errors ?? []).map((each) => `${each.instancePath} ${each.message ?? ''}`),
    ...Object.keys(Object(value) as Json)
      .filter((key) => !known.includes(key))
      .map((key) => `${key} is not in ${schema}`),
  ];
};

/** Whether the document has this operation. */
export const hasOperation = (method: string, address: string): boolean =>
  document.paths[address]?.[method.toLowerCase()] !== undefined;
