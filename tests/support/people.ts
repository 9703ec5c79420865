import { api, readyMadeRoles } from '../../plugins/asset-provenance/shared';
import type { ReadyMadeRole, SettingsStatus } from '../../plugins/asset-provenance/shared';
import { createClients } from './http';
import type { Answer, Http } from './http';

export type Person = {
  id: string;
  name: string;
  email: string;
  password: string;
  token: string;
  /** The plugin's own routes, `/asset-provenance/...`. */
  api: Http;
  /** Every other path: `/content-manager/...`, `/upload`, `/api/...`. */
  http: Http;
};
export type People = {
  superAdmin: Person;
  editor: Person;
  contentManager: Person;
  auditor: Person;
};
export type StoredPerson = Omit<Person, 'api' | 'http'>;
type Login = { email: string; password: string };
type AdminUser = { id: number | string; firstname: string; lastname: string | null; email: string };

const PASSWORD = 'Provenance-2026';

const candidates = {
  superAdmin: { firstname: 'Ada', lastname: 'Admin', email: 'admin@example.org' },
  editor: { firstname: 'Edith', lastname: 'Editor', email: 'editor@example.org' },
  contentManager: { firstname: 'Conrad', lastname: 'Manager', email: 'manager@example.org' },
  auditor: { firstname: 'Aurelia', lastname: 'Auditor', email: 'auditor@example.org' },
};

const roleOf = {
  editor: 'provenance-editor',
  contentManager: 'provenance-content-manager',
  auditor: 'provenance-auditor',
} satisfies Record<string, ReadyMadeRole>;

const expectOk = <T>(answer: Answer<T>, what: string): T => {
  if (answer.status >= 400) {
    throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  return answer.data;
};

export const revive = (url: string, stored: StoredPerson): Person => ({
  ...stored,
  ...createClients(url, stored.token),
});

const personOf = (url: string, user: AdminUser, password: string, token: string) =>
  revive(url, {
    id: String(user.id),
    name: [user.firstname, user.lastname].filter(Boolean).join(' '),
    email: user.email,
    password,
    token,
  });

export const logIn = async (url: string, { email, password }: Login): Promise<Person> => {
  const answer = await createClients(url).http.post<{ token: string; user: AdminUser }>(
    '/admin/login',
    { email, password }
  );
  const { token, user } = expectOk(answer, `Log-in of ${email}`);
  return personOf(url, user, password, token);
};

/** The first super admin; logs in where one exists already. */
export const registerFirstAdmin = async (url: string, password = PASSWORD): Promise<Person> => {
  const { http } = createClients(url);
  const { hasAdmin } = expectOk(await http.get<{ hasAdmin: boolean }>('/admin/init'), 'Init');
  const candidate = candidates.superAdmin;
  if (!hasAdmin) {
    expectOk(await http.post('/admin/register-admin', { ...candidate, password }), 'First admin');
  }
  return logIn(url, { email: candidate.email, password });
};

export const prepareRoles = async (superAdmin: Person) => {
  type Prepared = { created: string[]; roles: SettingsStatus['roles'] };
  const { roles } = expectOk(await superAdmin.api.post<Prepared>(api.prepareRoles, {}), 'Roles');
  return (code: ReadyMadeRole) => {
    const role = roles.find((each) => each.code === code);
    if (!role?.roleId) throw new Error(`Role ${readyMadeRoles[code].name} was not prepared.`);
    return role.roleId;
  };
};

type Candidate = { firstname: string; lastname: string; email: string };

export const createUser = async (
  superAdmin: Person,
  { url, roleId, candidate }: { url: string; roleId: string; candidate: Candidate }
): Promise<Person> => {
  const created = await superAdmin.http.post<AdminUser>('/admin/users', {
    ...candidate,
    roles: [Number(roleId)],
  });
  const user = expectOk(created, `Creating ${candidate.email}`);
  const activated = await superAdmin.http.put(`/admin/users/${user.id}`, {
    password: PASSWORD,
    isActive: true,
  });
  expectOk(activated, `Activating ${candidate.email}`);
  return logIn(url, { email: candidate.email, password: PASSWORD });
};

/** The super admin and one person for each ready-made role; logs in who exists already. */
export const preparePeople = async (url: string): Promise<People> => {
  const superAdmin = await registerFirstAdmin(url);
  const roleIdOf = await prepareRoles(superAdmin);
  const { results } = expectOk(
    await superAdmin.http.get<{ results: AdminUser[] }>('/admin/users', { pageSize: 100 }),
    'Users'
  );
  const known = new Set(results.map(({ email }) => email));
  const create = (who: keyof typeof roleOf) => {
    const candidate = candidates[who];
    if (known.has(candidate.email)) return logIn(url, { ...candidate, password: PASSWORD });
    return createUser(superAdmin, { url, roleId: roleIdOf(roleOf[who]), candidate });
  };
  return {
    superAdmin,
    editor: await create('editor'),
    contentManager: await create('contentManager'),
    auditor: await create('auditor'),
  };
};
