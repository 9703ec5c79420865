import type { QueryArguments } from '@strapi/strapi/admin';
import { api, API_BASE } from '../../../shared/api';
import { get } from './request';
import type { RequestError } from './request';
import { saveFile } from './saveFile';

type Answer = { data: unknown; error?: undefined } | { error: RequestError; data?: undefined };
type Options = {
  getState: () => unknown;
  /** Strapi's base query, which renews a log-in that has run out. */
  fetchPage: (args: QueryArguments) => PromiseLike<Answer> | Answer;
  fallbackName: string;
};
type StrapiWindow = Window & { strapi?: { backendURL?: string } };

const UNAUTHORISED = 401;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Where Strapi's admin keeps who is logged in; its own fetch client reads no files from a POST. */
const tokenOf = (state: unknown): string => {
  const app = isRecord(state) ? state.admin_app : null;
  return isRecord(app) && typeof app.token === 'string' ? app.token : '';
};

const nameIn = (response: Response): string | undefined => {
  const header = response.headers.get('Content-Disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  return encoded ? decodeURIComponent(encoded) : /filename="?([^";]+)"?/i.exec(header)?.[1];
};

const errorOf = async (response: Response): Promise<RequestError> => {
  const body: unknown = await response.json().catch(() => null);
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  return { name: 'UnknownError', message: '', ...error, status: response.status };
};

/** Sends a body and gives the file in the answer to the browser to save; answers with its name. */
export const saveFromPost = async (
  path: string,
  body: unknown,
  { getState, fetchPage, fallbackName }: Options
): Promise<{ data: string } | { error: RequestError }> => {
  const send = () =>
    fetch(`${(window as StrapiWindow).strapi?.backendURL ?? ''}${API_BASE}${path}`, {
      method: 'POST',
      credentials: 'include',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${tokenOf(getState())}`,
      },
      body: JSON.stringify(body),
    });
  try {
    let response = await send();
    if (response.status === UNAUTHORISED) {
      await fetchPage(get(api.counts));
      response = await send();
    }
    if (!response.ok) return { error: await errorOf(response) };
    const name = nameIn(response) ?? fallbackName;
    saveFile(await response.blob(), name);
    return { data: name };
  } catch (error) {
    return { error: { name: 'UnknownError', message: String(error) } };
  }
};
