import type { z } from 'zod';
import { bulkDeclareSchema, bulkHoldSchema, bulkRevokeSchema } from '../../../shared';
import type { BulkResult } from '../../../shared';
import { Refusal, parse } from '../kernel';
import type { Request } from '../kernel';

/** What a request for one file does; the file's documentId is a parameter of the path. */
type Single = (request: Request) => Promise<unknown>;

type Singles = { revoke: Single; declare: Single; hold: Single };

type BulkSchema = z.ZodType<{ fileDocumentIds: string[] }>;

/** Acts on many files, each as a single request would be and with an answer of its own. */
export const createBulk = ({ revoke, declare, hold }: Singles) => {
  const forEach =
    (schema: BulkSchema, act: Single) =>
    async (request: Request): Promise<BulkResult[]> => {
      const { fileDocumentIds, ...body } = parse(schema, request.body);
      const results: BulkResult[] = [];
      // One after the other: each is a transaction, and they may touch the same task.
      for (const id of new Set(fileDocumentIds)) {
        try {
          await act({ ...request, params: { ...request.params, fileDocumentId: id }, body });
          results.push({ id, refused: null });
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          const { status, message, details } = error;
          results.push({ id, refused: { status, message, details } });
        }
      }
      return results;
    };

  return {
    revoke: forEach(bulkRevokeSchema, revoke),
    declare: forEach(bulkDeclareSchema, declare),
    hold: forEach(bulkHoldSchema, hold),
  };
};
