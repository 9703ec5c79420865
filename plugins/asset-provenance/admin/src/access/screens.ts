import {
  Bell,
  Book,
  ChartPie,
  CheckCircle,
  ClockCounterClockwise,
  Images,
  Magic,
  Search,
  Shield,
} from '@strapi/icons';
import { actionUid } from '../../../shared/permissions';
import type { PermissionAction } from '../../../shared/permissions';
import type { Counts } from '../../../shared/api';
import type { MessageKey } from '../i18n';
import { paths } from '../paths';
import type { Icon } from '../ui/icon';

export type ScreenId =
  | 'launch'
  | 'tasks'
  | 'review'
  | 'library'
  | 'trace'
  | 'follow-up'
  | 'rights'
  | 'insights'
  | 'notices';

export type Screen = {
  id: ScreenId;
  to: string;
  label: MessageKey;
  icon: Icon;
  /** Any one of these is enough to see the screen. */
  actions: readonly PermissionAction[];
  count?: { of: keyof Counts; label: MessageKey };
};

/** The screens in the order of the sub-navigation. */
export const screens: readonly Screen[] = [
  { id: 'launch', to: paths.launch, label: 'nav.launch', icon: Magic, actions: ['task.launch'] },
  {
    id: 'tasks',
    to: paths.tasks,
    label: 'nav.tasks',
    icon: ClockCounterClockwise,
    actions: ['task.read', 'task.read-all'],
    count: { of: 'liveTasks', label: 'nav.tasks.count' },
  },
  {
    id: 'review',
    to: paths.review,
    label: 'nav.review',
    icon: CheckCircle,
    actions: ['review.decide'],
    count: { of: 'waitingReviews', label: 'nav.review.count' },
  },
  {
    id: 'library',
    to: paths.library,
    label: 'nav.library',
    icon: Images,
    actions: ['task.read', 'task.read-all'],
  },
  {
    id: 'rights',
    to: paths.rights,
    label: 'nav.rights',
    icon: Shield,
    actions: ['asset.manage'],
  },
  { id: 'trace', to: paths.trace, label: 'nav.trace', icon: Search, actions: ['trace.read'] },
  {
    id: 'follow-up',
    to: paths.followUp,
    label: 'nav.follow-up',
    icon: Book,
    actions: ['follow-up.write'],
    count: { of: 'dueRechecks', label: 'nav.follow-up.count' },
  },
  {
    id: 'insights',
    to: paths.insights,
    label: 'nav.insights',
    icon: ChartPie,
    actions: ['cost.manage'],
  },
  {
    id: 'notices',
    to: paths.notices,
    label: 'nav.notices',
    icon: Bell,
    actions: [
      'task.launch',
      'task.read',
      'task.read-all',
      'review.decide',
      'asset.manage',
      'trace.read',
      'follow-up.write',
    ],
    count: { of: 'unreadNotices', label: 'nav.notices.count' },
  },
];

export const actionsOf = (id: ScreenId): readonly PermissionAction[] =>
  screens.find((screen) => screen.id === id)?.actions ?? [];

/** Actions as Strapi's menu, settings and `Page.Protect` want them. */
export const asPermissions = (actions: readonly PermissionAction[]) =>
  actions.map((action) => ({ action: actionUid(action), subject: null }));

export const readActions = [...new Set(screens.flatMap(({ actions }) => actions))];
