import { api } from '../../../shared/api';
import type {
  EntryProvenance,
  EntryStatuses,
  EntryStatusesInput,
  FileStanding,
  FileStandingsInput,
  OverdueEntry,
  OverrideInput,
} from '../../../shared/gate';
import type { Page } from '../../../shared/tasks';
import type { ApprovalStatus } from '../../../shared/vocabulary';
import { provenanceApi } from './base';
import { createBatch } from './batch';
import { collect, get, post, unwrap } from './request';

export type EntryArg = { uid: string; documentId: string; locale?: string };
/** `version`: another text whenever the entry was saved, so that it is asked anew. */
export type EntryStatusArg = EntryArg & { version: string };
export type StandingArg = Omit<FileStandingsInput, 'fileDocumentIds'> & { fileDocumentId: string };

// The contract of both: `{ data: … }`.
const dataOf = (answer: unknown): unknown => (answer as { data: unknown }).data;

const entryStatus = createBatch<EntryStatusArg, ApprovalStatus>({
  groupOf: ({ uid, locale }) => `${uid}/${locale ?? ''}`,
  idOf: ({ documentId }) => documentId,
  request: ({ uid, locale }, documentIds) =>
    post(api.entryStatuses, { uid, locale, documentIds } satisfies EntryStatusesInput),
  read: (answer) => dataOf(answer) as EntryStatuses,
});

const fileStanding = createBatch<StandingArg, FileStanding>({
  groupOf: ({ uid, documentId, locale }) => [uid, documentId, locale].join('/'),
  idOf: ({ fileDocumentId }) => fileDocumentId,
  request: ({ fileDocumentId: _one, ...entry }, fileDocumentIds) =>
    post(api.fileStandings, { ...entry, fileDocumentIds } satisfies FileStandingsInput),
  read: (answer) =>
    Object.fromEntries(
      (dataOf(answer) as FileStanding[]).map((standing) => [standing.fileDocumentId, standing])
    ),
});

const gateApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceEntry: build.query<EntryProvenance, EntryArg>({
      query: (entry) => get(api.entry, entry),
      transformResponse: unwrap<EntryProvenance>,
      providesTags: ['ProvenanceEntry'],
    }),
    /** The worst status in one entry; null: it shows no media. */
    provenanceEntryStatus: build.query<ApprovalStatus | null, EntryStatusArg>({
      queryFn: (entry, _api, _options, fetch) => entryStatus(entry, fetch),
      providesTags: ['ProvenanceEntry'],
    }),
    /** The standing of one file, as seen from an entry; null: it is not there. */
    provenanceFileStanding: build.query<FileStanding | null, StandingArg>({
      queryFn: (file, _api, _options, fetch) => fileStanding(file, fetch),
      providesTags: ['ProvenanceEntry'],
    }),
    provenanceOverdue: build.query<Page<OverdueEntry>, { wanted?: number }>({
      queryFn: (filters, _api, _options, fetchPage) =>
        collect<OverdueEntry>(fetchPage, api.overdueEntries, filters),
      providesTags: ['ProvenanceOverdue', 'ProvenanceEntry'],
    }),
    provenanceOverride: build.mutation<unknown, OverrideInput>({
      query: (body) => post(api.overrides, body),
      invalidatesTags: ['ProvenanceEntry'],
    }),
  }),
});

export const {
  useProvenanceEntryQuery: useEntryQuery,
  useProvenanceEntryStatusQuery: useEntryStatusQuery,
  useProvenanceFileStandingQuery: useFileStandingQuery,
  useLazyProvenanceFileStandingQuery: useLazyFileStandingQuery,
  useProvenanceOverdueQuery: useOverdueQuery,
  useProvenanceOverrideMutation: useOverrideMutation,
} = gateApi;
