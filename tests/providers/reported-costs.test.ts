import { api } from '../../plugins/asset-provenance/shared';
import type {
  Budget,
  BudgetInput,
  LaunchInput,
  TaskCosts,
} from '../../plugins/asset-provenance/shared';
import { OPENROUTER_KEY, createOpenRouterFake } from '../fakes/gateways/openrouter';
import type { Fake } from '../fakes/kit';
import { KLING_ACCESS_KEY, KLING_SECRET_KEY, createKlingFake } from '../fakes/kling';
import { registerFirstAdmin } from '../support/people';
import type { Person } from '../support/people';
import { providerSettings } from '../support/provider-suite';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { ok } from '../support/story';
import { imageLaunch, launchAndSettle, videoLaunch } from '../support/tasks';

jest.setTimeout(120_000);

const VIDEO = 'google/veo-3.1-lite';
const IMAGE = 'kling-v3-image';
/** What our price list says, in millionths; the fakes report something else. */
const EXPECTED = 10_000;
const price = {
  amount: '0.01',
  currency: 'USD',
  unit: 'output',
  source: 'A price list of last year',
};

const video = (): LaunchInput =>
  videoLaunch({
    providerId: 'gateway',
    modelId: VIDEO,
    parameters: {
      resolution: '720p',
      durationSeconds: 4,
      frameRate: null,
      cameraMotion: null,
      extras: {},
    },
  });
const image = (): LaunchInput =>
  imageLaunch({
    providerId: 'kling',
    modelId: IMAGE,
    parameters: { size: '1360x768', quality: null, extras: {} },
  });

describe('what a provider reports of its costs', () => {
  const fakes: Fake[] = [];
  let server: Server;
  let person: Person;

  beforeAll(async () => {
    const gateway = await createOpenRouterFake();
    const kling = await createKlingFake();
    fakes.push(gateway, kling);
    server = await startServer({
      env: {
        ...providerSettings,
        GATEWAY_BASE_URL: `${gateway.url}/api`,
        GATEWAY_API_KEY: OPENROUTER_KEY,
        GATEWAY_PRESET: 'openrouter',
        GATEWAY_OPTIONS: JSON.stringify({ videos: { pollAfter: 0.2 } }),
        KLING_ACCESS_KEY,
        KLING_SECRET_KEY,
        KLING_BASE_URL: kling.url,
        PROVIDER_PRICES: JSON.stringify({ gateway: { [VIDEO]: price }, kling: { [IMAGE]: price } }),
      },
    });
    person = await registerFirstAdmin(server.url);
  });
  afterAll(async () => {
    for (const fake of fakes) await fake.close();
    await server?.dispose();
  });

  const costsOf = async (body: LaunchInput): Promise<TaskCosts> => {
    const task = await launchAndSettle(person, body);
    expect(task.state).toBe('downloadable');
    return ok(await person.api.get<TaskCosts>(api.costsOfTask(task.taskId)), 'Costs');
  };

  it('in a currency without a rate: kept, the estimate assumed, and the missing rate named', async () => {
    const costs = await costsOf(image());
    expect(costs).toMatchObject({
      reserved: 0,
      spent: EXPECTED,
      jobs: [{ basis: 'assumed', actualCost: { microUnits: 20_000, currency: 'credit' } }],
    });
    expect(costs.entries.at(-1)?.note).toContain('there is no rate for credit');
  });

  it('more than was reserved: booked as reported, and the budget refuses the next', async () => {
    const budget: BudgetInput = { name: 'Videos', stage: 'draft', period: 'month', cap: '0.08' };
    ok(await person.api.post(api.budgets, budget), 'Budget');
    const reported = 123_457;
    expect(await costsOf(video())).toMatchObject({
      estimate: EXPECTED,
      reserved: 0,
      spent: reported,
      jobs: [{ basis: 'reported', actualCost: { microUnits: reported, currency: 'USD' } }],
      entries: [
        { kind: 'reserved', reservedChange: EXPECTED, spentChange: 0 },
        { kind: 'settled', reservedChange: -EXPECTED, spentChange: reported },
      ],
    });
    const [standing] = ok(await person.api.get<Budget[]>(api.budgets), 'Budgets');
    expect(standing).toMatchObject({ cap: 80_000, spent: EXPECTED + reported, reserved: 0 });

    const { status, error } = await person.api.post(api.tasks, video());
    expect([status, error?.details.code]).toEqual([409, 'budget_exceeded']);
    expect(error?.message).toContain('Videos');
  });
});
