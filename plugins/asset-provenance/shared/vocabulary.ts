/**
 * The single source of every term that the code, the API, the database, the admin, the docs and the
 * exports use. A key that is not here may not appear as a state, class, status or verdict anywhere.
 */

/** A label and, where a person may need it, a one-sentence meaning, in both languages. */
export type Term = { en: string; zh: string; meaning?: { en: string; zh: string } };

const term = (en: string, zh: string, meaningEn?: string, meaningZh?: string): Term =>
  meaningEn && meaningZh ? { en, zh, meaning: { en: meaningEn, zh: meaningZh } } : { en, zh };

const keysOf = <T extends Record<string, Term>>(terms: T) =>
  Object.keys(terms) as [keyof T & string, ...(keyof T & string)[]];

export const taskStates = {
  awaiting_approval: term(
    'Waiting for spend approval',
    '待费用批准',
    'Somebody with the right to approve spending must agree before anything is sent.',
    '需由有费用批准权限的人同意后才会提交。'
  ),
  queued: term(
    'Queued',
    '待提交',
    'Recorded here and not yet sent to the provider; nothing is billed.',
    '已记录，尚未提交给服务商，不产生费用。'
  ),
  submitting: term('Submitting', '提交中', 'Being sent to the provider.', '正在提交给服务商。'),
  submit_unknown: term(
    'Submission to be checked',
    '提交结果待核实',
    'The provider may or may not have taken it; it is never sent again by itself.',
    '服务商可能已接收，也可能没有；系统不会自动重复提交。'
  ),
  processing: term('Processing', '处理中', 'The provider is working on it.', '服务商正在处理。'),
  succeeded: term(
    'Succeeded, fetching files',
    '成功（文件获取中）',
    'The provider is done; the files are on their way here.',
    '服务商已完成，文件正在获取。'
  ),
  downloadable: term(
    'Downloadable',
    '可下载',
    'The files are here, checked and stored.',
    '文件已获取、校验并保存。'
  ),
  failed: term('Failed', '失败', 'It ended without a file.', '任务结束但没有得到文件。'),
  cancelled: term('Cancelled', '已取消', 'Stopped on request.', '已按要求停止。'),
} as const;

/** States of one provider job; `stored` is `downloadable` seen from a job. */
export const jobStates = {
  queued: taskStates.queued,
  submitting: taskStates.submitting,
  submit_unknown: taskStates.submit_unknown,
  processing: taskStates.processing,
  succeeded: taskStates.succeeded,
  stored: term('Stored', '已保存'),
  failed: taskStates.failed,
  cancelled: taskStates.cancelled,
} as const;

export const outputStates = {
  expected: term('Expected', '等待生成'),
  fetching: term('Fetching', '获取中'),
  stored: term('Stored', '已保存'),
  failed: term('Failed', '失败'),
} as const;

export const failureGroups = {
  parameters: term('Parameters', '参数不合规'),
  queue: term('Queue', '排队'),
  upstream: term('Upstream', '上游失败'),
  download: term('Download', '下载失败'),
} as const;

export const failureClasses = {
  invalid_parameters: term('Parameters not accepted', '参数不合规'),
  moderation: term("Refused by the provider's moderation", '上游内容安全拦截'),
  queue: term('Queue time-out or rate limit', '排队超时或限流'),
  upstream: term('Failed upstream', '上游失败'),
  authentication: term('Key or permission not valid', '密钥或权限无效'),
  credit: term('Provider credit used up', '上游余额不足'),
  timeout: term('Timed out', '等待超时'),
  cancelled_by_provider: term('Cancelled by the provider', '上游已取消'),
  download: term('Download failed', '下载失败'),
} as const;

export const failurePhases = {
  submit: term('Submit', '提交'),
  poll: term('Poll', '查询'),
  download: term('Download', '下载'),
} as const;

export const billedStates = {
  yes: term('Billed', '已计费'),
  no: term('Not billed', '未计费'),
  unknown: term('Billing to be checked', '计费待核实'),
} as const;

/** In the order of precedence for display: the first that holds is shown. */
export const approvalStatuses = {
  revoked: term('Revoked', '已撤销'),
  changed: term('File changed, review again', '文件已变更需重审'),
  superseded: term('Superseded', '已被替代'),
  expired: term('Expired', '已过期'),
  rejected: term('Rejected', '未通过'),
  pending: term('Waiting for review', '待审核'),
  unsubmitted: term('Not submitted', '未送审'),
  approved: term('Approved', '已通过'),
  untracked: term('No record', '无记录'),
} as const;

export const verdicts = {
  approved: term('Approved', '通过'),
  rejected: term('Rejected', '不通过'),
  regenerate: term('Regenerate', '重新生成'),
  withdrawn: term(
    'Taken back',
    '已撤回',
    'The reviewer took the last verdict back; what stood before it stands again.',
    '审核人撤回了上一结论，恢复到之前的状态。'
  ),
} as const;

/** Life of an approved asset. */
export const assetStates = {
  active: term('Active', '有效'),
  expired: approvalStatuses.expired,
  revoked: approvalStatuses.revoked,
  superseded: approvalStatuses.superseded,
  changed: approvalStatuses.changed,
} as const;

export const kinds = { image: term('Image', '图片'), video: term('Video', '视频') } as const;
export const stages = {
  draft: term('Draft', '草稿阶段', 'Explore cheaply.', '低成本探索方向。'),
  final: term('Final', '正式产出', 'A deliverable file.', '可交付的正式文件。'),
} as const;
export const inputTypes = {
  text_to_image: term('Text to image', '文生图'),
  image_to_image: term('Image to image', '图生图'),
  text_to_video: term('Text to video', '文生视频'),
  image_to_video: term('Image to video', '图生视频'),
} as const;
export const origins = {
  unknown: term('Unknown origin', '来源未知'),
  generated: term('Generated here', '本系统生成'),
  declared: term('Declared by a person', '人工声明'),
  detected: term('Detected in the file', '自动识别'),
} as const;
export const referenceRoles = {
  subject: term('Subject', '主体'),
  style: term('Style', '风格'),
  composition: term('Composition', '构图'),
  first_frame: term('First frame', '首帧'),
  last_frame: term('Last frame', '尾帧'),
  mask: term('Mask', '蒙版'),
} as const;
export const qualities = {
  low: term('Low', '低'),
  medium: term('Medium', '中'),
  high: term('High', '高'),
} as const;
export const cameraMotions = {
  static: term('Static', '固定'),
  pan_left: term('Pan left', '左摇'),
  pan_right: term('Pan right', '右摇'),
  tilt_up: term('Tilt up', '上摇'),
  tilt_down: term('Tilt down', '下摇'),
  zoom_in: term('Zoom in', '推近'),
  zoom_out: term('Zoom out', '拉远'),
  orbit: term('Orbit', '环绕'),
} as const;
/** How a new task came from an earlier one. */
export const derivations = {
  reproduce: term('Reproduce', '复现'),
  variant: term('Variant', '生成变体'),
  promote: term('Promote to final', '转正式产出'),
  regenerate: term('Regenerate', '重新生成'),
  edit: term('Edited version', '编辑版本'),
} as const;
/** A named set of parameters; each save of it is a version. */
export const preset = term('Preset', '预设');

export const rightsKinds = {
  own_work: term('Own work', '自有作品'),
  licence: term('Licence', '授权许可'),
  model_release: term('Model release', '肖像授权'),
  brand: term('Brand permission', '品牌授权'),
} as const;
export const noteTargets = {
  asset: term('Asset', '素材'),
  task: term('Generation task', '生成任务'),
  entry: term('Content entry', '内容条目'),
} as const;
export const noteOutcomes = {
  confirmed: term('Still right', '确认无误'),
  updated: term('Updated', '已更新'),
  withdrawn: term('No longer needed', '不再需要'),
} as const;
export const actorTypes = {
  admin: term('Admin user', '后台用户'),
  token: term('API token', 'API 令牌'),
  user: term('Site user', '站点用户'),
  system: term('System', '系统'),
  provider: term('Provider', '服务商'),
} as const;
export const digitalSourceTypes = {
  algorithmicMedia: term('Made by an algorithm, no model', '算法生成（未使用模型）'),
  trainedAlgorithmicMedia: term('Made by a generative model', '生成式模型生成'),
  compositeWithTrainedAlgorithmicMedia: term('Composite with generated parts', '含生成内容的合成'),
} as const;
/** How a trace reached its record, strongest first. */
export const traceMatches = {
  stored_bytes: term('The same bytes', '文件完全一致'),
  format_bytes: term('The same bytes as one of its sizes', '与其某一尺寸完全一致'),
  received_bytes: term('The bytes that the provider sent', '与服务商返回的文件一致'),
  rendition_bytes: term(
    'The same bytes as a working copy made of it',
    '与其导出的工作副本完全一致'
  ),
  replaced_bytes: term(
    'Bytes that took the place of its file; they were never approved',
    '取代其文件的字节，从未审核通过'
  ),
  former_bytes: term('Bytes that this file had before it was replaced', '与替换前的文件一致'),
  url: term('The address of the file', '文件地址匹配'),
  task_id: term('The task ID', '任务 ID'),
  provider_task_id: term("The provider's task ID", '上游任务 ID'),
  output_id: term('The output ID', '生成结果 ID'),
  asset_id: term('The asset ID', '素材 ID'),
  file_id: term('The file ID', '文件 ID'),
  entry: term('Shown in the entry', '条目中使用'),
  signed_manifest: term('Carries a manifest that was signed here', '带有本站签署的内容凭证'),
  broken_manifest: term(
    'Carries a manifest that was signed here for other bytes',
    '带有本站为其他字节签署的内容凭证'
  ),
  embedded_id: term('Its metadata names it', '元数据中的 ID 匹配'),
  looks_alike: term('Looks alike', '外观一致'),
  looks_possible: term('May be a copy', '可能为副本'),
} as const;
/** What became of a callback that came in. */
export const callbackResults = {
  recorded: term(
    'Recorded, being applied',
    '已记录，处理中',
    'It is verified and kept; what it says is being applied.',
    '已验证并保存，正在应用其内容。'
  ),
  applied: term('Applied', '已生效', 'It moved the job on.', '已据此更新上游作业。'),
  late: term(
    'Late',
    '迟到',
    'The job already was there, or past it: nothing changed.',
    '作业已处于或越过该状态，未作改动。'
  ),
  other_job: term(
    'Of another job',
    '属于另一作业',
    'It speaks of another job at the provider, which is noted for whoever checks the bill.',
    '所述为服务商处的另一作业，已记录备查。'
  ),
  hint: term(
    'Hint',
    '提示',
    'It is not signed, or says no result, so the provider was asked.',
    '未签名或未说明结果，因此改为主动查询服务商。'
  ),
  unchecked: term(
    'Could not be checked',
    '无法验证',
    'What is needed to check the signature was not there; the provider was asked instead.',
    '缺少验证签名所需的信息，因此改为主动查询服务商。'
  ),
  forged: term(
    'Forged',
    '伪造',
    'The signature does not fit: refused, nothing changed.',
    '签名不符，已拒绝，未作改动。'
  ),
  stale: term(
    'Too old',
    '已过时效',
    'Signed at a moment too far from now: refused, nothing changed.',
    '签名时间与当前相差过大，已拒绝，未作改动。'
  ),
  unreadable: term(
    'Unreadable',
    '无法解读',
    'It has not the form that the provider describes, or is too large: refused.',
    '格式与服务商说明不符或体积过大，已拒绝。'
  ),
  unknown_address: term(
    'Unknown address',
    '未知地址',
    'Sent to an address that was never given out.',
    '发往从未提供过的地址。'
  ),
} as const;
/** A callback of ours, on its way to the address that the requester gave. */
export const deliveryStates = {
  pending: term('Waiting to be sent', '待发送'),
  delivered: term('Delivered', '已送达'),
  given_up: term('Given up', '已放弃'),
} as const;
/** How one attempt to deliver a callback ended. */
export const deliveryResults = {
  delivered: term('Delivered', '已送达'),
  refused: term(
    'Not accepted',
    '未被接受',
    'The address answered with an error.',
    '对方返回错误。'
  ),
  redirected: term(
    'Redirected',
    '被重定向',
    'The address points elsewhere; callbacks do not follow.',
    '地址指向他处，回调不会跟随重定向。'
  ),
  gone: term(
    'No longer wanted',
    '不再接收',
    'The address answered 410: what waits for it is not sent.',
    '对方返回 410，不再发送等待中的回调。'
  ),
  not_connected: term('No connection', '无法连接'),
  unanswered: term(
    'No answer',
    '无应答',
    'It was sent, and no answer came; it may have arrived.',
    '已发送但未收到应答，可能已送达。'
  ),
  blocked: term(
    'Address refused',
    '地址被拒绝',
    'The address leads into a private network.',
    '该地址指向内部网络。'
  ),
  unsigned: term(
    'Not signed',
    '无法签名',
    'This server has no secret to sign callbacks with.',
    '服务器尚未配置回调签名密钥。'
  ),
} as const;
/** Marks that a file can bring with it and that say where it came from. */
export const markKinds = {
  c2pa: term('Content credentials (C2PA)', '内容凭证（C2PA）'),
  iptc: term('IPTC digital source type', 'IPTC 数字来源类型'),
  aigc_label: term('AIGC label (GB 45438)', 'AIGC 标识（GB 45438）'),
  automatic1111: term('AUTOMATIC1111 parameters', 'AUTOMATIC1111 参数'),
  comfyui: term('ComfyUI workflow', 'ComfyUI 工作流'),
  invokeai: term('InvokeAI metadata', 'InvokeAI 元数据'),
} as const;
/** What we do to the files that we store. */
export const writtenMarks = {
  text_removal: term(
    'Removal of generator texts',
    '清除生成工具文本',
    'What the generator wrote into the file beside the picture, which may be the prompt, is taken out.',
    '清除生成工具写入文件的附加文本（可能包含提示词）。'
  ),
  visible_label: term('Visible label', '显式标识'),
  iptc: term('IPTC metadata (XMP)', 'IPTC 元数据（XMP）'),
  aigc_label: markKinds.aigc_label,
  c2pa: markKinds.c2pa,
} as const;
/** Why a mark that was wanted is not in a file. */
export const markProblems = {
  unsupported_format: term(
    'Format takes no mark',
    '格式不支持标识',
    'Files of this format are stored as they come.',
    '该格式的文件按原样保存，无法写入标识。'
  ),
  too_large: term(
    'Too large',
    '文件过大',
    'The file is larger than what is read into memory for this mark.',
    '文件超过写入该标识所允许的大小。'
  ),
  malformed: term(
    'Not built as its format says',
    '文件结构异常',
    'The file shows a picture or video, but is not built so that a mark can be put into it safely.',
    '文件可正常显示，但其结构无法安全写入标识。'
  ),
  metadata_unreadable: term(
    'Unreadable metadata',
    '元数据无法读取',
    'The file has XMP that cannot be read; it was left as it was.',
    '文件自带的 XMP 无法读取，已保持原样。'
  ),
  packet_too_large: term(
    'No room for the metadata',
    '元数据空间不足',
    'Together with the metadata that the file has, ours does not fit into its format.',
    '与文件已有元数据合并后超出该格式的上限。'
  ),
  label_elsewhere: term(
    'Labelled at another place',
    '标识位于其他位置',
    'The file has a label at a place that is not written anew; a second one is not allowed.',
    '文件在其他位置已有标识，且不允许写入第二个。'
  ),
  fragmented: term(
    'Fragmented video',
    '分段视频',
    'The label cannot be put into a video whose parts lie in fragments.',
    '分段存储的视频无法写入该标识。'
  ),
  would_break_credentials: term(
    'Would break content credentials',
    '会破坏已有内容凭证',
    'The file has content credentials of its own, which this mark would break without a new signature.',
    '文件自带内容凭证，未重新签名时写入该标识会使其失效。'
  ),
  signing_failed: term(
    'Signing failed',
    '签名失败',
    'The file could not be signed, or its signature did not hold when it was read back.',
    '文件无法签名，或签名回读校验未通过。'
  ),
  marker_failed: term(
    'Marking was ended',
    '标识处理中断',
    'Writing the marks took too long or broke off; the file was stored without them.',
    '写入标识超时或中断，文件已按无标识保存。'
  ),
  label_too_long: term(
    'Text has no room',
    '文字放不下',
    'The visible label does not fit on a picture of this size.',
    '显式标识文字在该尺寸的图片上放不下。'
  ),
  not_for_videos: term(
    'Not for videos',
    '不适用于视频',
    'The visible label is drawn on pictures only.',
    '显式标识仅绘制在图片上。'
  ),
} as const;
/** What files say about being read by machines, in the terms of PLUS. */
export const dataMining = {
  allowed: term('Allowed', '允许'),
  prohibited: term('Prohibited', '禁止'),
  prohibited_training: term('Prohibited for training of models', '禁止用于训练模型'),
  prohibited_generative_training: term(
    'Prohibited for training of generative models',
    '禁止用于训练生成式模型'
  ),
  prohibited_except_search: term('Prohibited except for search engines', '除搜索引擎索引外禁止'),
} as const;
export const labelCorners = {
  top_left: term('Top left', '左上'),
  top_right: term('Top right', '右上'),
  bottom_left: term('Bottom left', '左下'),
  bottom_right: term('Bottom right', '右下'),
} as const;
/** What was declared to the platform where a placement outside appears. */
export const aiDeclarations = {
  declared: term('Declared as AI-generated', '已声明为 AI 生成'),
  not_declared: term('Not declared', '未声明'),
  not_asked: term('The platform does not ask', '平台未要求'),
} as const;
/** What stands against publishing a file in one place. */
export const gateObstacles = {
  not_approved: term('Not approved', '未通过审核'),
  draft_stage: term('Draft', '草稿'),
  changed: approvalStatuses.changed,
  expired: approvalStatuses.expired,
  revoked: approvalStatuses.revoked,
  superseded: approvalStatuses.superseded,
  not_yet_valid: term('Not valid yet', '尚未生效'),
  not_public: term('Not for public use', '不可公开使用'),
  wrong_channel: term('Not for this channel', '不适用于该渠道'),
  wrong_region: term('Not for this region', '不适用于该地区'),
  wrong_language: term('Not for this language', '不适用于该语言'),
  too_many_placements: term('Shown in as many places as allowed', '使用次数已达上限'),
  reuse_not_allowed: term('May be used only once', '不可重复使用'),
  no_licence: term('No licence stated', '未注明许可'),
  rights_withdrawn: term('Rights of a reference withdrawn', '参考图授权已撤回'),
  rights_expired: term('Rights of a reference over', '参考图授权已到期'),
  origin_unknown: term('Origin unknown', '来源未知'),
  no_record: term('No record', '无记录'),
} as const;
export const noticeKinds = {
  submitted: term('Submitted for review', '送审'),
  decided: term('Verdict given', '审核结论'),
  assigned: term('Review assigned', '审核已指派'),
  mentioned: term('Mentioned in a comment', '评论中提到您'),
  task_ended: term('Task ended', '任务结束'),
  expiring: term('Asset expires soon', '素材即将到期'),
  expired: term('Asset expired', '素材已到期'),
  rights_ended: term('Rights withdrawn or over', '授权撤回或到期'),
  due: term('Re-check due', '复查到期'),
  handed_over: term('Handed over to you', '移交给您'),
  spend_waiting: term('Spending to be approved', '费用待批准'),
  budget_reached: term('Share of a budget reached', '预算用量提醒'),
} as const;
/** What a provider counts when it bills. */
export const priceUnits = {
  output: term('Output', '个结果'),
  second: term('Second of video', '秒视频'),
  megapixel: term('Megapixel', '百万像素'),
  token: term('Token', '词元（token）'),
  credit: term('Credit', '点数'),
  run_second: term('Second of run time', '秒运行时间'),
} as const;
/** How sure an estimate is. */
export const estimateCertainties = {
  exact: term(
    'From the price list',
    '按价目计算',
    'Everything that the price depends on is known before the launch.',
    '计价所依据的数量在发起前即已确定。'
  ),
  approximate: term(
    'About',
    '约',
    'The provider counts something that is known only afterwards; this is the usual amount.',
    '服务商按事后才知的数量计费，此处为通常数量。'
  ),
  unknown: term(
    'Price unknown',
    '价格未知',
    'No price is configured for this model and these parameters.',
    '未为该模型与参数配置价格。'
  ),
} as const;
/** Where the actual cost of a job was taken from. */
export const costBases = {
  reported: term('Reported by the provider', '服务商报告'),
  computed: term('Computed from what came back', '按返回结果计算'),
  assumed: term(
    'Assumed as estimated',
    '按估算计入',
    'Whether or how much was billed is not known; the estimate is counted until it is.',
    '是否计费或计费金额未知，暂按估算计入。'
  ),
} as const;
/** What happened to the money of one job; each is one entry, never changed afterwards. */
export const costEntryKinds = {
  reserved: term('Reserved', '已预留'),
  settled: term('Settled', '已结算'),
  released: term('Released', '已释放'),
  corrected: term('Corrected', '已更正'),
} as const;
export const budgetPeriods = {
  day: term('Day', '每日'),
  week: term('Week', '每周'),
  month: term('Month', '每月'),
} as const;
export const budgetScopes = {
  everybody: term('Everybody together', '所有人合计'),
  each_person: term('Each person', '每人'),
} as const;
/** What a final without a chosen draft needs. */
export const finalWithoutDraft = {
  off: term('Nothing', '不要求'),
  ask: term('A reason is asked for', '建议填写理由'),
  require: term('A reason is required', '必须填写理由'),
} as const;
export const spendApprovals = {
  awaiting: term('Waiting for spend approval', '待费用批准'),
  approved: term('Spending approved', '费用已批准'),
  refused: term('Spending refused', '费用未批准'),
} as const;
export const budgetModes = {
  hard: term('Refuses', '拒绝', 'What does not fit is not launched.', '超出部分不予发起。'),
  soft: term(
    'Warns',
    '提醒',
    'What does not fit is launched with a warning.',
    '超出时提醒，仍可发起。'
  ),
} as const;
/** What spending is told apart by. */
export const spendGroupings = {
  task: term('Task ID', '任务 ID'),
  day: term(
    'Day',
    '日期',
    'Of the launch, in the time zone of the site.',
    '发起日期，按站点时区。'
  ),
  stage: term('Stage', '阶段'),
  provider: term('Provider', '服务商'),
  model: term('Model', '模型'),
  purpose: term('Purpose', '用途'),
  person: term('Person', '人员', 'Who launched it.', '任务的发起人。'),
} as const;
/** Figures of spending, on screen and as headers of exports. */
export const spendFigures = {
  key: term('Key', '标识'),
  tasks: term('Tasks', '任务数', 'Launched in the period.', '在此期间发起的任务。'),
  outputs: term('Results', '生成结果数', 'Files that were stored.', '已保存的文件。'),
  approvedAssets: term(
    'Approved assets',
    '正式素材数',
    'Made of results of these tasks, up to now.',
    '由这些任务的生成结果形成，截至目前。'
  ),
  spent: term('Spent', '已支出'),
  reserved: term(
    'Reserved',
    '已预留',
    'Kept aside for jobs that may still be billed.',
    '为可能计费的作业预留。'
  ),
  costPerApprovedAsset: term(
    'Cost per approved asset',
    '单个正式素材成本',
    'All that was spent, failures and rejections included, divided by the approved assets.',
    '全部支出（含失败与未通过的结果）除以正式素材数。'
  ),
  drift: term(
    'Drift from estimates',
    '与预估的偏差',
    'By how much jobs with a known cost cost more or less than estimated.',
    '费用已知的作业，实际费用高于或低于预估的金额。'
  ),
  currency: term('Currency', '币种'),
} as const;
/** Answer of one line of the pre-flight checklist; every one is computed. */
export const checkResults = {
  passed: term('Done', '已完成'),
  attention: term('Look again', '请留意'),
  missing: term('Missing', '缺少'),
} as const;

/** Stands where a provider stands otherwise: the file was made with another tool, outside of here. */
export const ELSEWHERE = 'elsewhere';
export const elsewhere = term('Made elsewhere', '外部制作');

/** Purposes and channels that come with the product; an operator may add more by configuration. */
export const purposes = {
  product_hero: term(
    'Product hero',
    '商品主图',
    'The main picture of a product.',
    '商品的主要展示图。'
  ),
  social_cover: term(
    'Social cover',
    '社媒封面',
    'The cover of a post or a short video.',
    '社媒帖子或短视频的封面。'
  ),
  poster_sketch: term(
    'Poster sketch',
    '海报草图',
    'A first layout for a poster.',
    '海报的初步构图。'
  ),
  character: term(
    'Character',
    '人物形象图',
    'A person or figure that returns in a series.',
    '系列中反复出现的人物形象。'
  ),
} as const;
export const channels = {
  website: term('Website', '官网'),
  social: term('Social media', '社交媒体'),
  ecommerce: term('E-commerce platforms', '电商平台'),
  print: term('Print', '印刷'),
  internal: term('Internal use', '内部使用'),
} as const;

export const TASK_STATES = keysOf(taskStates);
export const JOB_STATES = keysOf(jobStates);
export const OUTPUT_STATES = keysOf(outputStates);
export const FAILURE_GROUPS = keysOf(failureGroups);
export const FAILURE_CLASSES = keysOf(failureClasses);
export const FAILURE_PHASES = keysOf(failurePhases);
export const BILLED_STATES = keysOf(billedStates);
export const APPROVAL_STATUSES = keysOf(approvalStatuses);
export const VERDICTS = keysOf(verdicts);
export const ASSET_STATES = keysOf(assetStates);
export const KINDS = keysOf(kinds);
export const STAGES = keysOf(stages);
export const INPUT_TYPES = keysOf(inputTypes);
export const ORIGINS = keysOf(origins);
export const REFERENCE_ROLES = keysOf(referenceRoles);
export const QUALITIES = keysOf(qualities);
export const CAMERA_MOTIONS = keysOf(cameraMotions);
export const DERIVATIONS = keysOf(derivations);
export const RIGHTS_KINDS = keysOf(rightsKinds);
export const NOTE_TARGETS = keysOf(noteTargets);
export const NOTE_OUTCOMES = keysOf(noteOutcomes);
export const ACTOR_TYPES = keysOf(actorTypes);
export const DIGITAL_SOURCE_TYPES = keysOf(digitalSourceTypes);
export const TRACE_MATCHES = keysOf(traceMatches);
export const CALLBACK_RESULTS = keysOf(callbackResults);
export const DELIVERY_STATES = keysOf(deliveryStates);
export const DELIVERY_RESULTS = keysOf(deliveryResults);
export const CHECK_RESULTS = keysOf(checkResults);
export const MARK_KINDS = keysOf(markKinds);
export const WRITTEN_MARKS = keysOf(writtenMarks);
export const MARK_PROBLEMS = keysOf(markProblems);
export const DATA_MINING = keysOf(dataMining);
export const LABEL_CORNERS = keysOf(labelCorners);
export const AI_DECLARATIONS = keysOf(aiDeclarations);
export const GATE_OBSTACLES = keysOf(gateObstacles);
export const NOTICE_KINDS = keysOf(noticeKinds);
export const PRICE_UNITS = keysOf(priceUnits);
export const ESTIMATE_CERTAINTIES = keysOf(estimateCertainties);
export const COST_BASES = keysOf(costBases);
export const COST_ENTRY_KINDS = keysOf(costEntryKinds);
export const BUDGET_PERIODS = keysOf(budgetPeriods);
export const BUDGET_SCOPES = keysOf(budgetScopes);
export const BUDGET_MODES = keysOf(budgetModes);
export const FINAL_WITHOUT_DRAFT = keysOf(finalWithoutDraft);
export const SPEND_APPROVALS = keysOf(spendApprovals);
export const SPEND_GROUPINGS = keysOf(spendGroupings);

export type TaskState = keyof typeof taskStates;
export type JobState = keyof typeof jobStates;
export type OutputState = keyof typeof outputStates;
export type FailureGroup = keyof typeof failureGroups;
export type FailureClass = keyof typeof failureClasses;
export type FailurePhase = keyof typeof failurePhases;
export type Billed = keyof typeof billedStates;
export type ApprovalStatus = keyof typeof approvalStatuses;
export type VerdictKind = keyof typeof verdicts;
export type AssetState = keyof typeof assetStates;
export type Kind = keyof typeof kinds;
export type Stage = keyof typeof stages;
export type InputType = keyof typeof inputTypes;
export type Origin = keyof typeof origins;
export type ReferenceRole = keyof typeof referenceRoles;
export type Quality = keyof typeof qualities;
export type CameraMotion = keyof typeof cameraMotions;
export type Derivation = keyof typeof derivations;
export type RightsKind = keyof typeof rightsKinds;
export type NoteTarget = keyof typeof noteTargets;
export type NoteOutcome = keyof typeof noteOutcomes;
export type ActorType = keyof typeof actorTypes;
export type DigitalSourceType = keyof typeof digitalSourceTypes;
export type TraceMatch = keyof typeof traceMatches;
export type CallbackResult = keyof typeof callbackResults;
export type DeliveryState = keyof typeof deliveryStates;
export type DeliveryResult = keyof typeof deliveryResults;
export type CheckResult = keyof typeof checkResults;
export type MarkKind = keyof typeof markKinds;
export type WrittenMark = keyof typeof writtenMarks;
export type MarkProblem = keyof typeof markProblems;
export type DataMining = keyof typeof dataMining;
export type LabelCorner = keyof typeof labelCorners;
export type AiDeclaration = keyof typeof aiDeclarations;
export type GateObstacle = keyof typeof gateObstacles;
export type NoticeKind = keyof typeof noticeKinds;
export type PriceUnit = keyof typeof priceUnits;
export type EstimateCertainty = keyof typeof estimateCertainties;
export type CostBasis = keyof typeof costBases;
export type CostEntryKind = keyof typeof costEntryKinds;
export type BudgetPeriod = keyof typeof budgetPeriods;
export type BudgetScope = keyof typeof budgetScopes;
export type BudgetMode = keyof typeof budgetModes;
export type FinalWithoutDraft = keyof typeof finalWithoutDraft;
export type SpendApproval = keyof typeof spendApprovals;
export type SpendGrouping = keyof typeof spendGroupings;
export type SpendFigure = keyof typeof spendFigures;
