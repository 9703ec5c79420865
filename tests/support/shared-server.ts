import { readFileSync, writeFileSync } from 'node:fs';
import { preparePeople, registerFirstAdmin, revive } from './people';
import type { People, Person, StoredPerson } from './people';

/** What the global setup tells the test files about the one server of the run. */
type State = {
  url: string;
  pid: number;
  databaseFile: string | null;
  databaseEnv: Record<string, string>;
  publicDir: string;
  logFile: string;
  superAdmin?: StoredPerson;
  people?: Record<keyof People, StoredPerson>;
};

const STATE_FILE = 'ASSET_PROVENANCE_TEST_STATE';

const stateFile = () => {
  const file = process.env[STATE_FILE];
  if (!file) throw new Error('No shared server: this suite belongs in tests/api or tests/e2e.');
  return file;
};

export const writeState = (file: string, state: State) => {
  process.env[STATE_FILE] = file;
  writeFileSync(file, JSON.stringify(state));
};
const readState = (): State => JSON.parse(readFileSync(stateFile(), 'utf8')) as State;

export const sharedServer = () => {
  const { url, pid, databaseFile, databaseEnv, publicDir, logFile } = readState();
  const logs = () => readFileSync(logFile, 'utf8');
  return { url, pid, databaseFile, databaseEnv, publicDir, logs };
};

const stored = ({ api: _api, http: _http, ...rest }: Person): StoredPerson => rest;

/** Registered once a run; later files get the same log-in. */
export const superAdmin = async (): Promise<Person> => {
  const state = readState();
  if (state.superAdmin) return revive(state.url, state.superAdmin);
  const person = await registerFirstAdmin(state.url);
  writeState(stateFile(), { ...readState(), superAdmin: stored(person) });
  return person;
};

/** Prepared once a run: super admin, editor, content manager, auditor. */
export const people = async (): Promise<People> => {
  const state = readState();
  if (!state.people) {
    const all = await preparePeople(state.url);
    const entries = Object.entries(all).map(([who, person]) => [who, stored(person)]);
    writeState(stateFile(), { ...readState(), people: Object.fromEntries(entries) });
    return all;
  }
  const { superAdmin: admin, editor, contentManager, auditor } = state.people;
  return {
    superAdmin: revive(state.url, admin),
    editor: revive(state.url, editor),
    contentManager: revive(state.url, contentManager),
    auditor: revive(state.url, auditor),
  };
};
