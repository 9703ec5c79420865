import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { CALLBACK_BASE } from '../../../shared';
import type { Providers } from '../providers/service';

const TOKEN_BYTES = 24;

/**
 * The addresses that providers call: one per job, with a token that nobody can guess. The token is
 * derived from the application's keys, so that no row holds it.
 */
export const createCallbackAddresses = (strapi: Core.Strapi, providers: Providers) => {
  const [appKey = ''] = [strapi.config.get<string | string[]>('server.app.keys', '')].flat();
  const key = Buffer.from(hkdfSync('sha256', appKey, '', 'asset-provenance inbound callback', 32));
  const prefix = strapi.config.get<string>('api.rest.prefix', '/api');

  const tokenOf = (jobId: string): string =>
    createHmac('sha256', key).update(jobId).digest().subarray(0, TOKEN_BYTES).toString('base64url');

  return {
    of: ({ documentId, providerId }: { documentId: string; providerId: string }): string | null => {
      const base = providers.callbackBaseOf(providerId)?.replace(/\/+$/, '');
      return base ? `${base}${prefix}${CALLBACK_BASE}/${documentId}/${tokenOf(documentId)}` : null;
    },

    isTokenOf: (jobId: string, token: string): boolean => {
      const expected = Buffer.from(tokenOf(jobId));
      const given = Buffer.from(token);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
};
export type CallbackAddresses = ReturnType<typeof createCallbackAddresses>;
