import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { preparePeople, registerFirstAdmin, revive } from './people';
import type { People, Person, StoredPerson } from './people';
import type { Server } from './server';

/** What the global setup tells the test files of a worker about its server. */
type State = Pick<
  Server,
  'url' | 'pid' | 'databaseFile' | 'databaseEnv' | 'publicDir' | 'logFile'
> & {
  superAdmin?: StoredPerson;
  people?: Record<keyof People, StoredPerson>;
};

/** Where the states of the workers are. */
const FOLDER = 'ASSET_PROVENANCE_TEST_STATE';

const fileOf = (folder: string, worker: string) => path.join(folder, `state-${worker}.json`);

/** Workers of Jest are counted from 1. */
const thisWorker = () => process.env.JEST_WORKER_ID ?? '1';

const stateFile = () => {
  const folder = process.env[FOLDER];
  if (!folder) throw new Error('No shared server: this suite belongs in tests/api or tests/e2e.');
  return fileOf(folder, thisWorker());
};

/** For a worker, this one unless told otherwise. */
export const writeState = (folder: string, server: Server, worker = thisWorker()) => {
  const { url, pid, databaseFile, databaseEnv, publicDir, logFile } = server;
  const state: State = { url, pid, databaseFile, databaseEnv, publicDir, logFile };
  writeFileSync(fileOf(folder, worker), JSON.stringify(state));
};

/** What follows reads the states in a folder; answers with the one before. */
export const readStatesIn = (folder: string | undefined): string | undefined => {
  const before = process.env[FOLDER];
  if (folder === undefined) delete process.env[FOLDER];
  else process.env[FOLDER] = folder;
  return before;
};
const readState = (): State => JSON.parse(readFileSync(stateFile(), 'utf8')) as State;
const addToState = (more: Partial<State>) =>
  writeFileSync(stateFile(), JSON.stringify({ ...readState(), ...more }));

export const sharedServer = () => {
  const { url, pid, databaseFile, databaseEnv, publicDir, logFile } = readState();
  const logs = () => readFileSync(logFile, 'utf8');
  return { url, pid, databaseFile, databaseEnv, publicDir, logs };
};

const stored = ({ api: _api, http: _http, ...rest }: Person): StoredPerson => rest;

/** Registered once a server; later files get the same log-in. */
export const superAdmin = async (): Promise<Person> => {
  const state = readState();
  if (state.superAdmin) return revive(state.url, state.superAdmin);
  const person = await registerFirstAdmin(state.url);
  addToState({ superAdmin: stored(person) });
  return person;
};

/** Prepared once a server: super admin, editor, content manager, auditor. */
export const people = async (): Promise<People> => {
  const state = readState();
  if (!state.people) {
    const all = await preparePeople(state.url);
    const entries = Object.entries(all).map(([who, person]) => [who, stored(person)]);
    addToState({ people: Object.fromEntries(entries) as State['people'] });
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
