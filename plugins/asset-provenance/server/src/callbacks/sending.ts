import { Webhook } from 'standardwebhooks';
import type { DeliveryResult } from '../../../shared';
import { product, reached } from '../kernel';
import type { PluginConfig } from '../config';
import { BlockedAddress, NotSent, UnusableAddress } from '../network/service';
import type { Answered, Network } from '../network/service';
import { retryAfterOf } from '../providers/service';
import { GONE } from './delivery-rows';
import type { DeliveryRow } from './delivery-rows';

const TIMEOUT_MS = 15_000;

export type Sent = {
  result: DeliveryResult;
  httpStatus: number | null;
  detail: string | null;
  /** Seconds, where the address said so. */
  retryAfter: number | null;
  durationMs: number;
};
type Ending = Pick<Sent, 'result' | 'detail'>;

/** After these nothing is tried again. */
export const isFinal = (result: DeliveryResult): boolean =>
  ['delivered', 'gone', 'blocked', 'unsigned'].includes(result);

/** It wants nothing more: neither this nor what comes after it. */
export const gone: Ending = {
  result: 'gone',
  detail: `The address answered ${GONE}: it wants nothing more.`,
};

const endingOfStatus = (status: number): Ending => {
  if (status >= 200 && status < 300) return { result: 'delivered', detail: null };
  if (status === GONE) return gone;
  if (status >= 300 && status < 400) {
    return {
      result: 'redirected',
      detail: `The address answered ${status}, which points elsewhere. Callbacks do not follow: give the final address.`,
    };
  }
  return { result: 'refused', detail: `The address answered ${status}.` };
};

/** `(ECONNREFUSED)` of a message; the rest of it holds the host, which is not for everybody. */
const codeOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  return /\(([A-Z_]+)\)$/.exec(message)?.[0] ?? '';
};

const endingOfError = (error: unknown): Ending => {
  if (error instanceof BlockedAddress) {
    return {
      result: 'blocked',
      detail:
        'The address leads to this machine or into a private network. An operator can list its host in callbacks.allowedHosts if that is meant.',
    };
  }
  if (error instanceof UnusableAddress)
    return { result: 'blocked', detail: 'This is not an address that can be called.' };
  if (error instanceof NotSent) {
    return {
      result: 'not_connected',
      detail: `No connection to the address could be made. ${codeOf(error)}`.trim(),
    };
  }
  return {
    result: 'unanswered',
    detail:
      `It was sent, and no answer came within ${TIMEOUT_MS / 1000} seconds. ${codeOf(error)}`.trim(),
  };
};

/** Signs and sends one callback; what goes wrong is a result like any other. */
export const createSending = (
  network: Network,
  { signingSecret, allowedHosts }: PluginConfig['callbacks']
) => {
  const client = network.client(allowedHosts);
  const webhook = signingSecret ? new Webhook(signingSecret.trim()) : null;

  /** A fresh moment and signature at each attempt; the id stays. */
  const headersFor = (signer: Webhook, { eventId, payload }: DeliveryRow) => {
    const now = new Date();
    return {
      'content-type': 'application/json',
      'user-agent': product.replace(' ', '/'),
      'webhook-id': eventId,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': signer.sign(eventId, now, payload),
    };
  };

  const post = (signer: Webhook, delivery: DeliveryRow): Promise<Answered> =>
    client.exchange({
      method: 'POST',
      url: delivery.address,
      headers: headersFor(signer, delivery),
      body: delivery.payload,
      timeoutMs: TIMEOUT_MS,
      // The status says all: what else is answered, however large, is not waited for.
      maxBytes: null,
    });

  return async (delivery: DeliveryRow): Promise<Sent> => {
    const startedAt = Date.now();
    const took = () => ({ durationMs: Date.now() - startedAt });
    if (!webhook) {
      const detail = 'This server has no secret to sign callbacks with.';
      return { result: 'unsigned', httpStatus: null, retryAfter: null, detail, ...took() };
    }
    try {
      const { status, headers } = await post(webhook, delivery);
      reached('callback-sent', delivery.documentId);
      return {
        ...endingOfStatus(status),
        httpStatus: status,
        retryAfter: retryAfterOf(headers),
        ...took(),
      };
    } catch (error) {
      return { ...endingOfError(error), httpStatus: null, retryAfter: null, ...took() };
    }
  };
};
export type Send = ReturnType<typeof createSending>;
