/** RBAC actions of the plugin. The uid in Strapi is `plugin::asset-provenance.<action>`. */
export const PLUGIN_ID = 'asset-provenance';

export const permissionActions = {
  'task.launch': { en: 'Launch generation tasks', zh: '发起生成任务', group: 'tasks' },
  'task.read': {
    en: 'Read own and team tasks, and the library',
    zh: '查看本人与团队任务及素材库',
    group: 'tasks',
  },
  'task.read-all': { en: "Read everybody's tasks", zh: '查看所有人的任务', group: 'tasks' },
  'task.cancel': { en: 'Cancel tasks', zh: '取消任务', group: 'tasks' },
  'task.reconcile': { en: 'Settle submissions to be checked', zh: '核实提交结果', group: 'tasks' },
  'review.decide': {
    en: 'Review: approve, reject, regenerate',
    zh: '审核：通过、不通过、重新生成',
    group: 'review',
  },
  'asset.manage': {
    en: 'Manage approved assets',
    zh: '管理正式素材',
    group: 'review',
  },
  'gate.override': {
    en: 'Publish against the gate, with a reason',
    zh: '说明理由后越过发布校验',
    group: 'review',
  },
  'cost.manage': {
    en: 'Manage budgets and see what everybody spends',
    zh: '管理预算并查看所有人的费用',
    group: 'costs',
  },
  'spend.approve': {
    en: 'Approve spending above the threshold',
    zh: '批准超过门槛的费用',
    group: 'costs',
  },
  'hand-over': {
    en: "Hand over somebody's tasks, assets and reviews",
    zh: '移交他人的任务、素材与审核',
    group: 'settings',
  },
  'person.erase': {
    en: 'Erase the personal data of people who left',
    zh: '抹除离开人员的个人数据',
    group: 'settings',
  },
  'hold.manage': {
    en: 'Place and lift legal holds',
    zh: '设定与解除法律保全',
    group: 'audit',
  },
  'trace.read': { en: 'Trace files, tasks and entries', zh: '溯源', group: 'audit' },
  'audit.read': { en: 'Read the ledger', zh: '查看审计链', group: 'audit' },
  'record.read-private': {
    en: 'Read private records (prompts, provider answers)',
    zh: '查看私有记录（提示词、上游返回）',
    group: 'audit',
  },
  'follow-up.write': {
    en: 'Write revision notes and re-checks',
    zh: '撰写修订记录与复查',
    group: 'follow-up',
  },
  'settings.manage': {
    en: 'Manage settings and ready-made roles',
    zh: '管理设置与预置角色',
    group: 'settings',
  },
} as const;

export type PermissionAction = keyof typeof permissionActions;
export const PERMISSION_ACTIONS = Object.keys(permissionActions) as PermissionAction[];
export const actionUid = (action: PermissionAction) => `plugin::${PLUGIN_ID}.${action}` as const;

/** RBAC condition on reading media: only what may be used today. */
export const USABLE_MEDIA = `plugin::${PLUGIN_ID}.usable` as const;

/** Ready-made roles; the keys are Strapi role codes. */
export const readyMadeRoles = {
  'provenance-editor': {
    name: 'Provenance editor',
    description: 'Launches tasks, chooses and submits results. 发起生成任务、选定并送审。',
    actions: ['task.launch', 'task.read', 'task.cancel'],
    content: ['create', 'read', 'update'],
    seesUsableMediaOnly: true,
    media: [
      'read',
      'configure-view',
      'assets.create',
      'assets.update',
      'assets.download',
      'assets.copy-link',
    ],
  },
  'provenance-content-manager': {
    name: 'Provenance content manager',
    description:
      'Reviews results, sets reuse limits, publishes. 审核结果、设定复用限制、发布内容。',
    actions: [
      'task.launch',
      'task.read',
      'task.read-all',
      'task.cancel',
      'task.reconcile',
      'spend.approve',
      'review.decide',
      'asset.manage',
      'hold.manage',
      'gate.override',
      'trace.read',
      'record.read-private',
      'follow-up.write',
    ],
    content: ['create', 'read', 'update', 'delete', 'publish'],
    seesUsableMediaOnly: false,
    media: [
      'read',
      'configure-view',
      'assets.create',
      'assets.update',
      'assets.download',
      'assets.copy-link',
    ],
  },
  'provenance-auditor': {
    name: 'Provenance auditor',
    description: 'Traces any asset to its record and follows up. 溯源素材档案并跟进复查。',
    actions: [
      'task.read',
      'task.read-all',
      'trace.read',
      'audit.read',
      'hold.manage',
      'record.read-private',
      'follow-up.write',
    ],
    content: ['read'],
    seesUsableMediaOnly: false,
    media: ['read', 'assets.download', 'assets.copy-link'],
  },
} as const satisfies Record<
  string,
  {
    name: string;
    description: string;
    actions: readonly PermissionAction[];
    content: readonly ('create' | 'read' | 'update' | 'delete' | 'publish')[];
    /** Whether the stock library and the picker show this role only what may be used today. */
    seesUsableMediaOnly: boolean;
    media: readonly string[];
  }
>;
export type ReadyMadeRole = keyof typeof readyMadeRoles;
