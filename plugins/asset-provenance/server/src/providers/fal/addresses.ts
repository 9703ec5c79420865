import type { z } from 'zod';
import type { acceptedSchema } from './schemas';
import { referenceSchema } from './schemas';

type Kept = z.infer<typeof referenceSchema>;

/** Applications below these are named by one more part. */
const NAMESPACES = new Set(['workflows', 'comfy']);

/** Requests are kept by application: the path of a model within it is left out. */
export const applicationOf = (modelId: string): string => {
  const parts = modelId.split('/');
  return parts.slice(0, NAMESPACES.has(parts[0] ?? '') ? 3 : 2).join('/');
};

const originOf = (address: string): string | null => {
  try {
    return new URL(address).origin;
  } catch {
    return null;
  }
};

/** The addresses of one request: those that fal gave, where they are its own. */
export const createAddresses = (baseUrl: string) => {
  const own = originOf(baseUrl);
  const ownOrNull = (address: string | null | undefined): string | null =>
    address && originOf(address) === own ? address : null;

  return {
    /** A key must never follow an address that leads elsewhere: such a one is not kept. */
    toKeep: (given: z.infer<typeof acceptedSchema>): Kept => ({
      statusUrl: ownOrNull(given.status_url),
      responseUrl: ownOrNull(given.response_url),
      cancelUrl: ownOrNull(given.cancel_url),
    }),

    of: ({
      modelId,
      providerTaskId,
      reference,
    }: {
      modelId: string;
      providerTaskId: string;
      reference: unknown;
    }) => {
      const read = referenceSchema.safeParse(reference);
      const kept = read.success ? read.data : null;
      const request = `/${applicationOf(modelId)}/requests/${encodeURIComponent(providerTaskId)}`;
      return {
        status: ownOrNull(kept?.statusUrl) ?? `${request}/status`,
        response: ownOrNull(kept?.responseUrl) ?? request,
        cancel: ownOrNull(kept?.cancelUrl) ?? `${request}/cancel`,
      };
    },
  };
};
