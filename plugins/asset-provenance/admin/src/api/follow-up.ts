import { api } from '../../../shared/api';
import type {
  CompleteNoteInput,
  NoteListQuery,
  RevisionNote,
  RevisionNoteInput,
} from '../../../shared/follow-up';
import type { Page } from '../../../shared/tasks';
import { provenanceApi } from './base';
import { collect, post, unwrap } from './request';
import type { ListOf } from './request';

export type NoteListArg = ListOf<NoteListQuery>;

const followUpApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceNotes: build.query<Page<RevisionNote>, NoteListArg>({
      queryFn: (filters, _api, _options, fetchPage) =>
        collect<RevisionNote>(fetchPage, api.revisionNotes, filters),
      providesTags: ['ProvenanceNote'],
    }),
    provenanceWriteNote: build.mutation<RevisionNote, RevisionNoteInput>({
      query: (body) => post(api.revisionNotes, body),
      transformResponse: unwrap<RevisionNote>,
      invalidatesTags: [
        'ProvenanceNote',
        'ProvenanceCounts',
        'ProvenanceRecord',
        'ProvenanceEntry',
      ],
    }),
    provenanceCompleteNote: build.mutation<
      RevisionNote,
      { noteId: string; completion: CompleteNoteInput }
    >({
      query: ({ noteId, completion }) => post(api.completeNote(noteId), completion),
      transformResponse: unwrap<RevisionNote>,
      invalidatesTags: [
        'ProvenanceNote',
        'ProvenanceCounts',
        'ProvenanceRecord',
        'ProvenanceEntry',
      ],
    }),
  }),
});

export const {
  useProvenanceNotesQuery: useNotesQuery,
  useProvenanceWriteNoteMutation: useWriteNoteMutation,
  useProvenanceCompleteNoteMutation: useCompleteNoteMutation,
} = followUpApi;
