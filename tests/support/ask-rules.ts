import { ruleIn } from '../../plugins/asset-provenance/server/src/kernel/secret-rules';

/**
 * Run by itself, because Jest does not load ES modules: reads texts from its input and answers with
 * the rule that each fell under, and with the milliseconds that the first and the rest took.
 */
const main = async () => {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const texts = JSON.parse(Buffer.concat(chunks).toString()) as string[];
  const began = performance.now();
  await ruleIn('the first one loads the rules');
  const firstMs = performance.now() - began;
  const rules: (string | null)[] = [];
  for (const text of texts) rules.push(await ruleIn(text));
  const restMs = performance.now() - began - firstMs;
  process.stdout.write(JSON.stringify({ rules, firstMs, restMs }));
};

void main();
