import { api } from '../../../shared/api';
import type {
  DeclareOriginInput,
  EditedVersionInput,
  FileOrigin,
  LibraryChoices,
  LibraryItem,
  LibraryQuery,
  LibraryView,
  LibraryViewInput,
  RecordElsewhereInput,
  WorkingCopiesInput,
} from '../../../shared/library';
import type { BulkResult } from '../../../shared/review';
import type { Page, TaskDetail } from '../../../shared/tasks';
import { provenanceApi } from './base';
import { collect, del, get, post, unwrap } from './request';
import type { ListOf } from './request';
import { saveFromPost } from './saveFromPost';

export type LibraryArg = ListOf<LibraryQuery>;
type OfFile = { fileDocumentId: string };
type OfFiles = { fileDocumentIds: string[] };

/** What changes when a file's origin, hold or status does. */
const touched = [
  'ProvenanceLibrary',
  'ProvenanceOrigin',
  'ProvenanceRecord',
  'ProvenanceEntry',
  'ProvenanceAsset',
] as const;
/** What changes when a new result comes in beside the others. */
const added = [...touched, 'ProvenanceTask', 'ProvenanceCounts'] as const;

const libraryApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceLibrary: build.query<Page<LibraryItem>, LibraryArg>({
      queryFn: (filters, _api, _options, fetchPage) =>
        collect<LibraryItem>(fetchPage, api.library, filters),
      providesTags: ['ProvenanceLibrary'],
    }),
    /** Null when it is not there, or not for this reader. */
    provenanceLibraryItem: build.query<LibraryItem | null, string>({
      query: (fileDocumentId) => get(api.library, { fileDocumentId, limit: 1 }),
      transformResponse: (answer: { data: Page<LibraryItem> }) => answer.data.results[0] ?? null,
      providesTags: ['ProvenanceLibrary'],
    }),
    provenanceLibraryChoices: build.query<LibraryChoices, void>({
      query: () => get(api.libraryChoices),
      transformResponse: unwrap<LibraryChoices>,
      providesTags: ['ProvenanceLibrary'],
    }),
    provenanceLibraryViews: build.query<LibraryView[], void>({
      query: () => get(api.libraryViews),
      transformResponse: unwrap<LibraryView[]>,
      providesTags: ['ProvenanceView'],
    }),
    provenanceSaveView: build.mutation<LibraryView, LibraryViewInput>({
      query: (body) => post(api.libraryViews, body),
      transformResponse: unwrap<LibraryView>,
      invalidatesTags: ['ProvenanceView'],
    }),
    provenanceDeleteView: build.mutation<unknown, string>({
      query: (viewId) => del(api.libraryView(viewId)),
      invalidatesTags: ['ProvenanceView'],
    }),
    provenanceFileOrigin: build.query<FileOrigin, string>({
      query: (fileDocumentId) => get(api.fileOrigin(fileDocumentId)),
      transformResponse: unwrap<FileOrigin>,
      providesTags: ['ProvenanceOrigin'],
    }),
    provenanceRecordElsewhere: build.mutation<
      TaskDetail,
      OfFile & { record: RecordElsewhereInput }
    >({
      query: ({ fileDocumentId, record }) => post(api.recordElsewhere(fileDocumentId), record),
      transformResponse: unwrap<TaskDetail>,
      invalidatesTags: [...added],
    }),
    provenanceEditedVersion: build.mutation<
      TaskDetail,
      { outputId: string; file: File } & EditedVersionInput
    >({
      query: ({ outputId, file, editedWith, changes }) => {
        const body = new FormData();
        body.append('editedWith', editedWith);
        body.append('changes', changes);
        body.append('file', file);
        return post(api.editedVersion(outputId), body);
      },
      transformResponse: unwrap<TaskDetail>,
      invalidatesTags: [...added],
    }),
    provenanceDeclare: build.mutation<BulkResult[], OfFiles & DeclareOriginInput>({
      query: (body) => post(api.bulkDeclare, body),
      transformResponse: unwrap<BulkResult[]>,
      invalidatesTags: [...touched],
    }),
    provenanceHold: build.mutation<BulkResult[], OfFiles & { isHeld: boolean; reason: string }>({
      query: (body) => post(api.bulkHold, body),
      transformResponse: unwrap<BulkResult[]>,
      invalidatesTags: [...touched],
    }),
    provenanceRevokeMany: build.mutation<BulkResult[], OfFiles & { reason: string }>({
      query: (body) => post(api.bulkRevoke, body),
      transformResponse: unwrap<BulkResult[]>,
      invalidatesTags: [...touched, 'ProvenanceTask', 'ProvenanceReview'],
    }),
    /** Hands a zip to the browser; answers with the name of the file. */
    provenanceWorkingCopies: build.mutation<string, WorkingCopiesInput>({
      queryFn: (body, { getState }, _options, fetchPage) =>
        saveFromPost(api.workingCopies, body, {
          getState,
          fetchPage,
          fallbackName: 'working-copies.zip',
        }),
      invalidatesTags: ['ProvenanceRecord'],
    }),
  }),
});

export const {
  useProvenanceLibraryQuery: useLibraryQuery,
  useProvenanceLibraryItemQuery: useLibraryItemQuery,
  useProvenanceLibraryChoicesQuery: useLibraryChoicesQuery,
  useProvenanceLibraryViewsQuery: useLibraryViewsQuery,
  useProvenanceSaveViewMutation: useSaveViewMutation,
  useProvenanceDeleteViewMutation: useDeleteViewMutation,
  useProvenanceFileOriginQuery: useFileOriginQuery,
  useProvenanceRecordElsewhereMutation: useRecordElsewhereMutation,
  useProvenanceEditedVersionMutation: useEditedVersionMutation,
  useProvenanceDeclareMutation: useDeclareMutation,
  useProvenanceHoldMutation: useHoldMutation,
  useProvenanceRevokeManyMutation: useRevokeManyMutation,
  useProvenanceWorkingCopiesMutation: useWorkingCopiesMutation,
} = libraryApi;
