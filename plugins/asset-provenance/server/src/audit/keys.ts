import { randomBytes } from 'node:crypto';
import type { Bilingual, LedgerKey } from '../../../shared';
import type { LedgerConfig } from '../config-ledger';
import { createSigner, signKeyChange, toLedgerKey, vouchedKeys } from '../evidence';
import type { ExportKey, Signer, VerifierKey } from '../evidence';
import type { Kernel, RowOf, Transaction } from '../kernel';
import { ledgerKeys } from './content-types/ledger-key';
import { readSigningKeys } from './signing-key';
import type { SigningKey } from './signing-key';

type KeyRow = RowOf<typeof ledgerKeys>;
export type LedgerSigner = { origin: string; signer: Signer; isDevelopment: boolean };

/** Nothing can be signed here, and why. */
export class NoSigningKey extends Error {
  constructor(readonly problem: Bilingual) {
    super(problem.en);
  }
}

const retired: Bilingual = {
  en: 'The signing key of this server was replaced by a newer one. Give it the newer key; until then the other servers sign.',
  zh: '本服务器的签名密钥已被新密钥取代。请为其配置新密钥；在此之前由其他服务器签名。',
};

const DEVELOPMENT_WARNING =
  'Checkpoints of the ledger are signed with a development key that this server made for itself. It proves nothing to others: set LEDGER_SIGNING_KEY (docs/operators.md, "The ledger").';

const toExportKey = (row: KeyRow): ExportKey => ({
  key: row.verifierKey,
  isDevelopment: row.isDevelopment,
  since: row.since,
  addedAt: row.addedAt,
  change: row.change,
});

/** Which keys signed, which may, and which one signs here. */
export const createKeys = ({ store, log }: Kernel, config: LedgerConfig, folder: string) => {
  let reading: ReturnType<typeof readSigningKeys> | null = null;
  let hasWarned = false;

  /** Read once; what fails is tried again, so that a folder may be made writable meanwhile. */
  const own = async () => {
    reading ??= readSigningKeys(config, folder);
    try {
      return await reading;
    } catch (error) {
      reading = null;
      const reason = error instanceof Error ? error.message : String(error);
      throw new NoSigningKey({
        en: `Nothing is signed: ${reason}`,
        zh: `无法签名：${reason}`,
      });
    }
  };

  const history = (): Promise<KeyRow[]> =>
    store.find(ledgerKeys, { orderBy: { ordinal: 'asc' }, limit: 10_000 });

  const warnOnce = ({ isDevelopment }: SigningKey) => {
    if (isDevelopment && !hasWarned) log.warn(DEVELOPMENT_WARNING);
    hasWarned = true;
  };

  const add = async (
    tx: Transaction,
    row: Omit<KeyRow, 'id' | 'documentId' | 'createdAt'>
  ): Promise<void> => {
    await store.insert(ledgerKeys, row);
    await tx.emit({
      type: 'ledger.key_changed',
      aggregateType: 'site',
      aggregateId: 'site',
      aggregateVersion: null,
      taskId: null,
      data: {
        verifierKey: row.verifierKey,
        isDevelopment: row.isDevelopment,
        isVouched: row.ordinal === 0 || row.change !== null,
      },
    });
  };

  const isOwn = ({ origin, verifierKey }: KeyRow, { key }: SigningKey): boolean =>
    createSigner(origin, key).verifierKey === verifierKey;

  return {
    /**
     * The signer of this process, entered into the history if it is new. The caller holds the ledger.
     * @param sealed how many events are sealed.
     * @throws NoSigningKey
     */
    signer: async (tx: Transaction, sealed: number): Promise<LedgerSigner> => {
      const { current, previous } = await own();
      const rows = await history();
      const newest = rows.at(-1);
      const origin = newest?.origin ?? `asset-provenance/${randomBytes(8).toString('hex')}`;
      const { isDevelopment } = current;
      const signer = createSigner(origin, current.key);
      warnOnce(current);
      if (newest?.verifierKey === signer.verifierKey) return { origin, signer, isDevelopment };
      if (rows.some(({ verifierKey }) => verifierKey === signer.verifierKey))
        throw new NoSigningKey(retired);

      const before = previous && createSigner(origin, previous);
      const time = tx.at.toISOString();
      const change =
        newest && before?.verifierKey === newest.verifierKey
          ? signKeyChange({ origin, size: sealed, time }, before, signer)
          : null;
      await add(tx, {
        origin,
        ordinal: rows.length,
        verifierKey: signer.verifierKey,
        isDevelopment,
        since: sealed,
        addedAt: time,
        change,
      });
      if (newest && !change)
        log.warn(
          `The ledger is signed with another key (${signer.verifierKey}) than before, and the one before does not vouch for it. Verifications say so until LEDGER_TRUSTED_KEYS names the old one: ${newest.verifierKey}`
        );
      return { origin, signer, isDevelopment };
    },

    /** Why nothing can be signed here; null where it can. */
    problem: async (): Promise<Bilingual | null> => {
      try {
        const { current } = await own();
        const rows = await history();
        const mine = rows.findIndex((row) => isOwn(row, current));
        return mine >= 0 && mine < rows.length - 1 ? retired : null;
      } catch (error) {
        if (error instanceof NoSigningKey) return error.problem;
        throw error;
      }
    },

    history: async (): Promise<ExportKey[]> => (await history()).map(toExportKey),

    /**
     * Keys whose checkpoints count: our own, those of the configuration, and those that they vouch for.
     * A process that has no key of its own believes the newest of the history.
     */
    vouched: async (): Promise<{
      keys: VerifierKey[];
      all: LedgerKey[];
      origin: string | null;
    }> => {
      const rows = await history();
      const newest = rows.at(-1);
      const mine = await own().catch(() => null);
      const anchor = mine
        ? rows.find((row) => isOwn(row, mine.current))?.verifierKey
        : newest?.verifierKey;
      const keys = vouchedKeys(
        [...(anchor ? [anchor] : []), ...Object.values(config.trustedKeys)],
        rows.flatMap(({ change }) => change ?? [])
      );
      const vouched = new Set(keys.map(({ text }) => text));
      return {
        keys,
        all: rows.map((row) => toLedgerKey(toExportKey(row), vouched.has(row.verifierKey))),
        origin: newest?.origin ?? null,
      };
    },
  };
};
export type Keys = ReturnType<typeof createKeys>;
