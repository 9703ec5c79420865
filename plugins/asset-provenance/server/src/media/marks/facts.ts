import type { DigitalSourceType } from '../../../../shared';
import type { MarksConfig } from '../../config-marks';
import { generator, sha256 } from '../../kernel';
import type { Act, ManifestFacts } from './c2pa/manifest';
import type { Credentials } from './c2pa/sign';
import type { MarkPlan } from './plan';
import { SOURCE_TYPES } from './source-types';
import type { Property } from './xmp/properties';

/** What is known of a file when it is stored, as far as it may stand in public files. */
export type MarkFacts = {
  taskId: string;
  outputId: string;
  digitalSourceType: DigitalSourceType;
  /** What made it, and the version that the provider names. */
  system: { name: string; version: string | null };
  /** ISO 8601. */
  madeAt: string;
  /** Written only where an operator wants it. */
  prompt: string | null;
  /** documentId of the file that a person changed to make this one; null: nobody did. */
  editedFrom: string | null;
};

/** The terms of PLUS. */
const DATA_MINING: Record<NonNullable<MarksConfig['xmp']['dataMining']>, string> = {
  allowed: 'DMI-ALLOWED',
  prohibited: 'DMI-PROHIBITED',
  prohibited_training: 'DMI-PROHIBITED-AIMLTRAINING',
  prohibited_generative_training: 'DMI-PROHIBITED-GENAIMLTRAINING',
  prohibited_except_search: 'DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING',
};

/** The same text gives the same one. It says that it is of version 4, for C2PA takes no other. */
export const uuidOf = (text: string): string =>
  sha256(text).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');

type Binary = {
  /** `hash` of the file. */
  fileHash: string;
  /** `thumbnail`, `small` …; null for the original. */
  format: string | null;
};

/** Where the public record of a file is; null: no public address is configured. */
const recordAddressOf = ({ publicUrl }: MarksConfig, { fileHash }: Binary): string | null =>
  publicUrl
    ? `${publicUrl.replace(/\/+$/, '')}/api/asset-provenance/public/files/${encodeURIComponent(fileHash)}`
    : null;

const propertiesOf = (
  { xmp, prompt: isPromptWanted }: MarksConfig,
  facts: MarkFacts,
  { format }: Binary,
  { record, instance }: { record: string | null; instance: string }
): Property[] => {
  const { credit, rights, usageTerms, webStatement, dataMining } = xmp;
  const text = (prefix: Property['prefix'], name: string, value: string | null | undefined) =>
    value ? [{ prefix, name, value, form: 'text' as const }] : [];
  const alternatives = (prefix: Property['prefix'], name: string, value?: string | null) =>
    value ? [{ prefix, name, value, form: 'alternatives' as const }] : [];
  const { system, digitalSourceType, taskId, outputId } = facts;
  return [
    ...text('Iptc4xmpExt', 'DigitalSourceType', SOURCE_TYPES[digitalSourceType]),
    ...text('Iptc4xmpExt', 'AISystemUsed', system.name),
    ...text('Iptc4xmpExt', 'AISystemVersionUsed', system.version),
    ...text('Iptc4xmpExt', 'AIPromptInformation', isPromptWanted ? facts.prompt : null),
    ...text('photoshop', 'Credit', credit),
    ...alternatives('dc', 'rights', rights),
    ...alternatives('xmpRights', 'UsageTerms', usageTerms),
    ...text('xmpRights', 'WebStatement', webStatement || record),
    ...text('xmpRights', 'Marked', rights || usageTerms ? 'True' : null),
    ...text(
      'plus',
      'DataMining',
      dataMining ? `http://ns.useplus.org/ldf/vocab/${DATA_MINING[dataMining]}` : null
    ),
    ...text('xmpMM', 'DocumentID', `xmp.did:${uuidOf(`${outputId} ${format ?? ''}`)}`),
    ...text('xmpMM', 'InstanceID', `xmp.iid:${instance}`),
    ...text('xmpMM', 'OriginalDocumentID', `xmp.did:${uuidOf(`${outputId} `)}`),
    ...text('assetProvenance', 'TaskID', taskId),
    ...text('assetProvenance', 'OutputID', outputId),
    ...text('assetProvenance', 'Record', record),
  ];
};

const manifestFactsOf = (
  facts: MarkFacts,
  { format }: Binary,
  {
    record,
    instance,
    isDevelopment,
  }: { record: string | null; instance: string; isDevelopment: boolean }
): Omit<ManifestFacts, 'act'> => ({
  generator,
  instanceId: `xmp:iid:${instance}`,
  manifestId: `urn:c2pa:${instance}`,
  digitalSourceType: facts.digitalSourceType,
  agent: facts.system,
  when: facts.madeAt,
  record: {
    taskId: facts.taskId,
    outputId: facts.outputId,
    ...(format ? { format } : {}),
    ...(record ? { record } : {}),
    ...(isDevelopment
      ? { notice: 'Signed with a development certificate: nobody vouches for the signer.' }
      : {}),
  },
});

/** What is to be written into one binary of a file. */
export const planOf = (
  config: MarksConfig,
  facts: MarkFacts,
  binary: Binary,
  { credentials, instance, act }: { credentials: Credentials | null; instance: string; act: Act }
): MarkPlan => {
  const record = recordAddressOf(config, binary);
  const { aigc, c2pa, xmp } = config;
  return {
    // Sizes are drawn anew without any, and what a person changed is theirs.
    removesTexts:
      !config.keepsGeneratorTexts && binary.format === null && facts.editedFrom === null,
    properties: xmp.isEnabled ? propertiesOf(config, facts, binary, { record, instance }) : null,
    label:
      aigc.isEnabled && aigc.producerCode
        ? {
            producerCode: aigc.producerCode,
            propagatorCode: aigc.propagatorCode ?? aigc.producerCode,
            contentId: facts.outputId,
          }
        : null,
    c2pa: credentials && {
      facts: manifestFactsOf(facts, binary, {
        record,
        instance,
        isDevelopment: credentials.isDevelopment,
      }),
      act,
      credentials,
      maxBytes: c2pa.maxMegabytes * 1_000_000,
    },
  };
};
