import { z } from 'zod';
import { DATA_MINING, LABEL_CORNERS } from '../../shared';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The check character of a unified social credit code (GB 32100-2015). */
const hasCheck = (code: string): boolean => {
  let sum = 0;
  let weight = 1;
  for (const letter of code.slice(0, -1)) {
    sum += ALPHABET.indexOf(letter) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31] === code.at(-1);
};

/** `00`, organisation, unified social credit code, service type (1 generates, 2 passes on), model. */
const CODE = /^0011(?<credit>[0-9A-HJ-NPQRTUWXY]{18})(?:(?<service>[12])[0-9A-Za-z]{4}|00000)$/;

/** Why a text is no code of a service of this type; null: it is one. */
const codeProblem = (code: string, service: '1' | '2'): string | null => {
  const parts = CODE.exec(code)?.groups;
  if (!parts)
    return 'must have 27 characters: 0011, the unified social credit code (18), and the service type with four characters for the model, or 00000';
  if (!hasCheck(parts.credit ?? ''))
    return 'has a unified social credit code whose check character is wrong';
  if (parts.service && parts.service !== service)
    return `names service type ${parts.service}; ${service} is meant here (1 generates, 2 passes on)`;
  return null;
};

const code = (service: '1' | '2') =>
  z
    .string()
    .trim()
    .transform((value) => value || null)
    .superRefine((value, context) => {
      const message = value && codeProblem(value, service);
      if (message) context.addIssue({ code: 'custom', message });
    })
    .nullish();

/** A sentence for every file, such as a credit line; one that is empty counts as not set. */
const sentence = () => z.string().trim().max(1000).nullish();
const address = () => z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).nullish();
const secretText = () => z.string().nullish();

/** What is written into the files that this installation makes. */
export const marksSchema = z.strictObject({
  /** Public address of this site: records of files are below it; without it no address is written. */
  publicUrl: address(),
  /** Whether prompts are written into files. They may hold personal data, and files are public. */
  prompt: z.boolean(),
  /** Whether results keep what their generator wrote beside the picture: prompts and workflows, too. */
  keepsGeneratorTexts: z.boolean(),
  xmp: z.strictObject({
    isEnabled: z.boolean(),
    /** As published beside the picture. */
    credit: sentence(),
    /** Who holds the rights. */
    rights: sentence(),
    usageTerms: sentence(),
    /** Page that states the rights. */
    webStatement: address(),
    dataMining: z.enum(DATA_MINING).nullish(),
  }),
  /** GB 45438-2025: written where the code of the producer is set. */
  aigc: z.strictObject({
    isEnabled: z.boolean(),
    producerCode: code('1'),
    /** Without it, the producer passes its own files on. */
    propagatorCode: code('2'),
  }),
  c2pa: z.strictObject({
    isEnabled: z.boolean(),
    /** Larger files are not signed: signing takes several times their size of memory. */
    maxMegabytes: z.number().min(1).max(500),
    /** Chain in PEM, the signer's certificate first, and its key; as texts or as files. */
    certificate: secretText(),
    certificateFile: secretText(),
    key: secretText(),
    keyFile: secretText(),
  }),
  /** Drawn on pictures before they are stored, which encodes them anew. */
  visibleLabel: z.strictObject({
    isEnabled: z.boolean(),
    text: z.string().trim().min(1).max(40),
    corner: z.enum(LABEL_CORNERS),
  }),
});
export type MarksConfig = z.infer<typeof marksSchema>;

export const defaultMarks: z.input<typeof marksSchema> = {
  prompt: false,
  keepsGeneratorTexts: false,
  xmp: { isEnabled: true },
  aigc: { isEnabled: true },
  c2pa: { isEnabled: true, maxMegabytes: 100 },
  visibleLabel: { isEnabled: false, text: 'AI 生成', corner: 'bottom_right' },
};
