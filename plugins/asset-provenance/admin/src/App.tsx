import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { Layouts, Page, SubNav, useIsMobile } from '@strapi/strapi/admin';
import { actionsOf, NoPermission, Protected, readActions, screens, usePermissions } from './access';
import type { ScreenId } from './access';
import { useMessages } from './i18n';
import { SideNav } from './SideNav';

const LaunchPage = lazy(() =>
  import('./launch/LaunchPage').then((m) => ({ default: m.LaunchPage }))
);
const PresetsPage = lazy(() =>
  import('./presets/PresetsPage').then((m) => ({ default: m.PresetsPage }))
);
const TasksPage = lazy(() => import('./tasks/TasksPage').then((m) => ({ default: m.TasksPage })));
const NewBatchPage = lazy(() =>
  import('./batches/NewBatchPage').then((m) => ({ default: m.NewBatchPage }))
);
const BatchesPage = lazy(() =>
  import('./batches/BatchesPage').then((m) => ({ default: m.BatchesPage }))
);
const BatchPage = lazy(() => import('./batches/BatchPage').then((m) => ({ default: m.BatchPage })));
const TaskPage = lazy(() => import('./tasks/TaskPage').then((m) => ({ default: m.TaskPage })));
const ReviewPage = lazy(() =>
  import('./review/ReviewPage').then((m) => ({ default: m.ReviewPage }))
);
const LibraryPage = lazy(() =>
  import('./library/LibraryPage').then((m) => ({ default: m.LibraryPage }))
);
const TracePage = lazy(() => import('./trace/TracePage').then((m) => ({ default: m.TracePage })));
const FollowUpPage = lazy(() =>
  import('./follow-up/FollowUpPage').then((m) => ({ default: m.FollowUpPage }))
);

const InsightsPage = lazy(() =>
  import('./insights/InsightsPage').then((m) => ({ default: m.InsightsPage }))
);
const NoticesPage = lazy(() =>
  import('./notices/NoticesPage').then((m) => ({ default: m.NoticesPage }))
);
const RightsPage = lazy(() =>
  import('./rights/RightsPage').then((m) => ({ default: m.RightsPage }))
);

/** The first screen that the role may see; on a phone, where the sub-navigation is hidden, the navigation itself. */
const Start = () => {
  const { canAny } = usePermissions();
  const isMobile = useIsMobile();
  const first = screens.find(({ actions }) => canAny(actions));
  if (!first) return <NoPermission actions={readActions} />;
  if (isMobile) {
    return (
      <SubNav.PageWrapper>
        <SideNav />
      </SubNav.PageWrapper>
    );
  }
  return <Navigate to={first.to} replace />;
};

const screen = (id: ScreenId, page: ReactNode) => (
  <Protected actions={actionsOf(id)}>{page}</Protected>
);

export const App = () => {
  const { t } = useMessages();
  const { canAny } = usePermissions();
  return (
    <>
      <Page.Title>{t('plugin.name')}</Page.Title>
      <Layouts.Root sideNav={canAny(readActions) ? <SideNav /> : undefined}>
        <Suspense fallback={<Page.Loading />}>
          <Routes>
            <Route index element={<Start />} />
            <Route path="launch" element={screen('launch', <LaunchPage />)} />
            <Route path="launch/batch" element={screen('launch', <NewBatchPage />)} />
            <Route path="launch/presets" element={screen('launch', <PresetsPage />)} />
            <Route path="tasks" element={screen('tasks', <TasksPage />)} />
            <Route path="tasks/batches" element={screen('tasks', <BatchesPage />)} />
            <Route path="tasks/batches/:batchId" element={screen('tasks', <BatchPage />)} />
            <Route path="tasks/:taskId" element={screen('tasks', <TaskPage />)} />
            <Route path="review" element={screen('review', <ReviewPage />)} />
            <Route path="review/:outputId" element={screen('review', <ReviewPage />)} />
            <Route path="library" element={screen('library', <LibraryPage />)} />
            <Route path="trace" element={screen('trace', <TracePage />)} />
            <Route path="follow-up" element={screen('follow-up', <FollowUpPage />)} />
            <Route path="rights" element={screen('rights', <RightsPage />)} />
            <Route path="insights" element={screen('insights', <InsightsPage />)} />
            <Route path="notices" element={screen('notices', <NoticesPage />)} />
            <Route path="*" element={<Start />} />
          </Routes>
        </Suspense>
      </Layouts.Root>
    </>
  );
};
