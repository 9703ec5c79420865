import { licenceTemplateSchema } from '../../../shared';
import type { FieldProblem, LicenceTemplate } from '../../../shared';
import type { PluginConfig } from '../config';
import { conflict, daysAfter, invalid, notFound, parse } from '../kernel';
import type { Kernel, Request, RowOf, Transaction } from '../kernel';
import { licenceTemplates } from './content-types/licence-template';

type Row = RowOf<typeof licenceTemplates>;
type Input = ReturnType<typeof licenceTemplateSchema.parse>;

/** More templates than anybody chooses from. */
const MOST = 500;

const keyOf = (name: string): string => name.normalize('NFKC').toLowerCase();

const toTemplate = (row: Row): LicenceTemplate => ({
  licenceTemplateId: row.documentId,
  name: row.name,
  purposes: row.purposes,
  validForDays: row.validForDays,
  limits: row.limits,
  changedBy: row.changedByName,
  changedAt: row.changedAt,
});

/** Limits as they would be if somebody approved on a day. */
const startingOn = (template: LicenceTemplate, today: string): LicenceTemplate =>
  template.validForDays === null
    ? template
    : {
        ...template,
        limits: { ...template.limits, validUntil: daysAfter(today, template.validForDays) },
      };

const unknownProblem = (
  path: string,
  values: string[],
  known: Record<string, unknown>
): FieldProblem[] => {
  const unknown = values.filter((value) => !Object.hasOwn(known, value));
  const all = Object.keys(known).join(', ');
  return unknown.length === 0
    ? []
    : [
        {
          path,
          message: `has unknown values: ${unknown.join(', ')} (known: ${all})`,
          zh: `含有未知值：${unknown.join('、')}（可选：${all}）`,
        },
      ];
};

/** Limits that are used again and again. */
export const createLicenceTemplates = (
  { store, transact, refuseSecrets, serialise }: Kernel,
  { config, todayOf }: { config: PluginConfig; todayOf: (moment: Date) => string }
) => {
  const all = async (): Promise<LicenceTemplate[]> =>
    (await store.find(licenceTemplates, { orderBy: { nameKey: 'asc' }, limit: MOST })).map(
      toTemplate
    );

  const read = async (request: Request): Promise<Input> => {
    const input = parse(licenceTemplateSchema, request.body);
    await refuseSecrets(request.actor, input);
    const problems = [
      ...unknownProblem('purposes', input.purposes, config.purposes),
      ...unknownProblem('limits.channels', input.limits.channels, config.channels),
    ];
    if (problems.length > 0) throw invalid(problems);
    return input;
  };

  /** Whoever changes templates waits here for the others, so that a name is taken by one of them. */
  const assertNameIsFree = async (
    tx: Transaction,
    name: string,
    ownId: string | null
  ): Promise<void> => {
    await serialise(tx, 'licence-templates');
    const other = await store.findOne(licenceTemplates, { nameKey: keyOf(name) });
    if (!other || other.documentId === ownId) return;
    throw conflict(
      {
        en: `There is a licence template with the name “${other.name}” already.`,
        zh: `已有名为“${other.name}”的许可模板。`,
      },
      {
        code: 'name_taken',
        fields: [{ path: 'name', message: 'is taken', zh: '已被使用' }],
      },
      { en: 'Choose another name, or change that one.', zh: '请换一个名称，或修改已有模板。' }
    );
  };

  const emitChanged = (tx: Transaction, id: string, version: number, isRemoved: boolean) =>
    tx.emit({
      type: 'licence_template.changed',
      aggregateType: 'licence_template',
      aggregateId: id,
      aggregateVersion: version,
      taskId: null,
      data: { isRemoved },
    });

  const columnsOf = (tx: Transaction, input: Input) => ({
    ...input,
    nameKey: keyOf(input.name),
    changedByType: tx.actor.type,
    changedById: tx.actor.id,
    changedByName: tx.actor.name,
    changedAt: tx.at.toISOString(),
  });

  const locked = async (_tx: Transaction, request: Request): Promise<Row> => {
    const row = await store.lock(licenceTemplates, request.params.licenceTemplateId ?? '');
    if (!row) throw notFound('licence template', 'licenceTemplateId');
    return row;
  };

  return {
    /** By name. */
    list: all,

    /**
     * For approving on a day: those for the purpose first, then those for all, then the others; the
     * last day counted from `today`.
     */
    forPurpose: async (
      purpose: string,
      today = todayOf(new Date())
    ): Promise<LicenceTemplate[]> => {
      const rank = ({ purposes }: LicenceTemplate): number => {
        if (purposes.includes(purpose)) return 0;
        return purposes.length === 0 ? 1 : 2;
      };
      return (await all())
        .sort((a, b) => rank(a) - rank(b))
        .map((template) => startingOn(template, today));
    },

    /** @throws Refusal 400 for unknown purposes and channels, 409 for a name that is taken. */
    add: async (request: Request): Promise<LicenceTemplate> => {
      const input = await read(request);
      return transact(request.actor, async (tx) => {
        await assertNameIsFree(tx, input.name, null);
        const row = await store.insert(licenceTemplates, { ...columnsOf(tx, input), version: 1 });
        await emitChanged(tx, row.documentId, row.version, false);
        return toTemplate(row);
      });
    },

    /** @throws Refusal like `add`, and 404 for unknown templates. */
    change: async (request: Request): Promise<LicenceTemplate> => {
      const input = await read(request);
      return transact(request.actor, async (tx) => {
        await assertNameIsFree(tx, input.name, request.params.licenceTemplateId ?? '');
        const row = await locked(tx, request);
        const next = { ...columnsOf(tx, input), version: row.version + 1 };
        await store.compareAndSet(
          licenceTemplates,
          { documentId: row.documentId, version: row.version },
          next
        );
        await emitChanged(tx, row.documentId, next.version, false);
        return toTemplate({ ...row, ...next });
      });
    },

    /**
     * What was approved with it keeps its limits.
     * @throws Refusal 404 for unknown templates.
     */
    remove: (request: Request): Promise<LicenceTemplate> =>
      transact(request.actor, async (tx) => {
        const row = await locked(tx, request);
        await store.remove(licenceTemplates, { documentId: row.documentId });
        await emitChanged(tx, row.documentId, row.version + 1, true);
        return toTemplate(row);
      }),
  };
};
