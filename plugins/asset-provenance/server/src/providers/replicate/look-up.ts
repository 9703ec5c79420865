import type { ProviderHttp } from '../connection';
import type { LookUpAnswer } from '../contract';
import { readPoll } from '../answers';
import { pageSchema } from './schemas';

/** A hundred predictions each. */
const MAX_PAGES = 5;
/** Clocks differ; milliseconds. */
const TOLERANCE = 120_000;

/**
 * Looks for the prediction that was given this callback address, which no other job has. Not found
 * proves nothing: listings may lag, and may leave the address out.
 */
export const findByWebhook = async (
  http: ProviderHttp,
  path: string,
  webhook: string | null,
  submittedAt: string
): Promise<LookUpAnswer> => {
  if (!webhook) return { kind: 'unknown' };
  const from = new Date(Date.parse(submittedAt) - TOLERANCE).toISOString();
  let next: string | null = `${path}?created_after=${encodeURIComponent(from)}`;
  for (let page = 0; next && page < MAX_PAGES; page += 1) {
    const listed: ReturnType<typeof pageSchema.parse> = readPoll(
      pageSchema,
      await http.send({ method: 'GET', path: next })
    );
    const found = listed.results.find((prediction) => prediction.webhook === webhook);
    if (found) return { kind: 'accepted', providerTaskId: found.id };
    next = listed.next ?? null;
  }
  return { kind: 'unknown' };
};
