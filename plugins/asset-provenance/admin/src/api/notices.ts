import { api } from '../../../shared/api';
import type { Notice, NoticeListQuery, NoticePreferences } from '../../../shared/notices';
import type { Page } from '../../../shared/tasks';
import { provenanceApi } from './base';
import { collect, get, post, put, unwrap } from './request';
import type { ListOf } from './request';

/** `isRead` travels as text: the contract reads `true` and `false` from the query string. */
export type NoticeListArg = ListOf<NoticeListQuery>;

const noticesApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceNotices: build.query<Page<Notice>, NoticeListArg>({
      queryFn: (filters, _api, _options, fetchPage) =>
        collect<Notice>(fetchPage, api.notices, filters),
      providesTags: ['ProvenanceNotice'],
    }),
    /** No ids: all of them. */
    provenanceReadNotices: build.mutation<{ read: number }, string[] | undefined>({
      query: (noticeIds) => post(api.readNotices, noticeIds ? { noticeIds } : {}),
      transformResponse: unwrap<{ read: number }>,
      invalidatesTags: ['ProvenanceNotice', 'ProvenanceCounts'],
    }),
    provenanceNoticePreferences: build.query<NoticePreferences, void>({
      query: () => get(api.noticePreferences),
      transformResponse: unwrap<NoticePreferences>,
      providesTags: ['ProvenanceNoticePreferences'],
    }),
    provenanceChangePreferences: build.mutation<NoticePreferences, NoticePreferences>({
      query: (body) => put(api.noticePreferences, body),
      transformResponse: unwrap<NoticePreferences>,
      invalidatesTags: ['ProvenanceNoticePreferences'],
    }),
  }),
});

export const {
  useProvenanceNoticesQuery: useNoticesQuery,
  useProvenanceReadNoticesMutation: useReadNoticesMutation,
  useProvenanceNoticePreferencesQuery: useNoticePreferencesQuery,
  useProvenanceChangePreferencesMutation: useChangePreferencesMutation,
} = noticesApi;
