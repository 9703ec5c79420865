import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { keepOutClean } from './say';

type StrapiPackage = {
  createStrapi: (options: {
    appDir: string;
    distDir: string;
    serveAdminPanel: boolean;
  }) => Core.Strapi;
};

/** Where the compiled project is: beside its sources where there is nothing to compile. */
const distDirOf = (appDir: string): string => {
  if (!existsSync(path.join(appDir, 'tsconfig.json'))) return appDir;
  const distDir = path.join(appDir, 'dist');
  if (existsSync(path.join(distDir, 'config'))) return distDir;
  throw new Error(
    `${appDir} is not built yet; run "npm run build" first. 项目尚未构建，请先运行“npm run build”。`
  );
};

const MOST_STARTS = 5;
const PAUSE_MS = 500;

/** Beside a server on SQLite: a start reads and writes, and what somebody else wrote between ends it. */
const isLocked = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('database is locked');

/**
 * Loads the Strapi project of a folder with its own copy of Strapi. Nothing listens, so no
 * background work starts.
 * @throws Error when there is no project, or it is not built.
 */
export const loadStrapiIn = async (appDir: string): Promise<Core.Strapi> => {
  const manifest = path.join(appDir, 'package.json');
  if (!existsSync(manifest))
    throw new Error(
      `${appDir} holds no Strapi project (no package.json). 当前目录不是 Strapi 项目（没有 package.json）。`
    );
  keepOutClean();
  const { createStrapi } = createRequire(manifest)('@strapi/strapi') as StrapiPackage;
  for (let start = 1; ; start += 1) {
    const strapi = createStrapi({ appDir, distDir: distDirOf(appDir), serveAdminPanel: false });
    try {
      return await strapi.load();
    } catch (error) {
      await strapi.destroy().catch(() => undefined);
      if (!isLocked(error) || start === MOST_STARTS) throw error;
      await pause(start * PAUSE_MS);
    }
  }
};
