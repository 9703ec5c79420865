/** The part of a rule of secretlint that is used here. */
type Reported = { message: { messageId: string } };
type Context = {
  sharedOptions: Record<string, never>;
  createTranslator: () => (messageId: string) => Reported['message'];
  report: (found: Reported) => void;
  ignore: () => void;
};
type Source = { content: string; filePath: string; ext: string; contentType: 'text' };
type Rule = {
  meta: { id: string; type: string };
  create: (context: Context, options: object) => { file?: (source: Source) => unknown };
};

let loading: Promise<Rule[]> | null = null;

/** Loaded with the first text: an ES module, and nothing that a start should wait for. */
const load = async (): Promise<Rule[]> => {
  const preset = await import('@secretlint/secretlint-rule-preset-recommend');
  // A filter lets the words of a text switch rules off, which is for those who own the text.
  return (preset.rules as unknown as Rule[]).filter(({ meta }) => meta.type === 'scanner');
};

/** One rule, asked about one text. */
const finds = async (rule: Rule, content: string): Promise<boolean> => {
  let isFound = false;
  const { file } = rule.create(
    {
      sharedOptions: {},
      // Its messages would repeat the key.
      createTranslator: () => (messageId) => ({ messageId }),
      report: () => {
        isFound = true;
      },
      ignore: () => undefined,
    },
    {}
  );
  await file?.({ content, filePath: 'text', ext: '.txt', contentType: 'text' });
  return isFound;
};

/**
 * The name of the first rule of secretlint's recommended preset that finds a key in a text, or null.
 * The rules are run without secretlint's own engine: that one keeps marks of time for every text,
 * for ever, which suits a command and not a server.
 */
export const ruleIn = async (text: string): Promise<string | null> => {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  for (const rule of await loading) {
    if (await finds(rule, text)) return rule.meta.id.replace(/^.*secretlint-rule-/, '');
  }
  return null;
};
