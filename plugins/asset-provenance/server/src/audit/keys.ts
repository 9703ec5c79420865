import { randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Bilingual, LedgerKey } from '../../../shared';
import type { LedgerConfig } from '../config-ledger';
import { createSigner, signKeyChange, toLedgerKey, vouchedKeys } from '../evidence';
import type { ExportKey, Signer, VerifierKey } from '../evidence';
import type { Kernel, RowOf, Transaction } from '../kernel';
import { ledgerKeys } from './content-types/ledger-key';
import { NoSigningKey, developmentKey, existingDevelopmentKey, readGivenKeys } from './signing-key';

type KeyRow = RowOf<typeof ledgerKeys>;
type Own = { key: KeyObject; isDevelopment: boolean; previous: KeyObject | null };
export type LedgerSigner = { origin: string; signer: Signer; isDevelopment: boolean };

const missing: Bilingual = {
  en: 'Nothing is signed: the ledger is signed with a key that was given, and this process was given none. Give it the key that the other servers have.',
  zh: '无法签名：审计链由指定的密钥签署，而本进程未获配置。请为其配置与其他服务器相同的密钥。',
};

const retired: Bilingual = {
  en: 'Nothing is signed: the key of this process was replaced by a newer one. Give it the newer key; until then the other servers sign.',
  zh: '无法签名：本进程的密钥已被新密钥取代。请为其配置新密钥；在此之前由其他服务器签名。',
};

const unannounced = ({ verifierKey }: KeyRow): Bilingual => ({
  en: `Nothing is signed: this is another key than before, and the one before does not vouch for it. Set ledger.previousKey to the old private key; if it is lost, name its public key in ledger.trustedKeys: ${verifierKey}`,
  zh: `无法签名：密钥与此前不同，且原密钥未为其担保。请将 ledger.previousKey 设为原私钥；若已遗失，请在 ledger.trustedKeys 中列出其公钥：${verifierKey}`,
});

const DEVELOPMENT_WARNING =
  'Checkpoints of the ledger are signed with a development key that this server made for itself. It proves nothing to others: set LEDGER_SIGNING_KEY (docs/operators.md, "The ledger").';

const toExportKey = (row: KeyRow): ExportKey => ({
  key: row.verifierKey,
  isDevelopment: row.isDevelopment,
  since: row.since,
  addedAt: row.addedAt,
  change: row.change,
});

const signerOf = ({ origin }: Pick<KeyRow, 'origin'>, key: KeyObject): Signer =>
  createSigner(origin, key);

/** Which keys signed, which may, and which one signs here. */
export const createKeys = ({ store, log }: Kernel, config: LedgerConfig, folder: string) => {
  let hasWarned = false;

  const history = (): Promise<KeyRow[]> =>
    store.find(ledgerKeys, { orderBy: { ordinal: 'asc' }, limit: 10_000 });

  /**
   * The key of this process. A development key never takes the place of one that was given: a process
   * that was started without its settings must not stop the others from signing.
   * @throws NoSigningKey
   */
  const own = async (newest: KeyRow | undefined): Promise<Own> => {
    const { current, previous } = await readGivenKeys(config);
    if (!current) {
      if (newest && !newest.isDevelopment) throw new NoSigningKey(missing);
      return { key: await developmentKey(folder), isDevelopment: true, previous: null };
    }
    const before = newest?.isDevelopment ? await existingDevelopmentKey(folder) : null;
    return { key: current, isDevelopment: false, previous: previous ?? before };
  };

  /** Whether a key signs already, may come as a new one, and whether the one before vouches for it. */
  const placeOf = (
    rows: KeyRow[],
    { key, previous }: Own
  ): 'signs' | 'first' | 'vouched' | 'unvouched' => {
    const newest = rows.at(-1);
    if (!newest) return 'first';
    const { verifierKey } = signerOf(newest, key);
    if (newest.verifierKey === verifierKey) return 'signs';
    if (previous && signerOf(newest, previous).verifierKey === newest.verifierKey) return 'vouched';
    if (rows.some((row) => row.verifierKey === verifierKey)) throw new NoSigningKey(retired);
    // Who names the old public key knows that its private half is lost.
    const isKnownLost = Object.values(config.trustedKeys).includes(newest.verifierKey);
    if (!newest.isDevelopment && !isKnownLost) throw new NoSigningKey(unannounced(newest));
    return 'unvouched';
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

  return {
    /**
     * The signer of this process, entered into the history if it is new. The caller holds the ledger.
     * @param sealed how many events are sealed.
     * @throws NoSigningKey
     */
    signer: async (tx: Transaction, sealed: number): Promise<LedgerSigner> => {
      const rows = await history();
      const newest = rows.at(-1);
      const mine = await own(newest);
      const { key, isDevelopment, previous } = mine;
      if (isDevelopment && !hasWarned) log.warn(DEVELOPMENT_WARNING);
      hasWarned = true;
      const place = placeOf(rows, mine);
      const origin = newest?.origin ?? `asset-provenance/${randomBytes(8).toString('hex')}`;
      const signer = createSigner(origin, key);
      if (place === 'signs') return { origin, signer, isDevelopment };
      const time = tx.at.toISOString();
      await add(tx, {
        origin,
        ordinal: rows.length,
        verifierKey: signer.verifierKey,
        isDevelopment,
        since: sealed,
        addedAt: time,
        change:
          place === 'vouched' && previous
            ? signKeyChange({ origin, size: sealed, time }, createSigner(origin, previous), signer)
            : null,
      });
      return { origin, signer, isDevelopment };
    },

    /** Why nothing can be signed here; null where it can. */
    problem: async (): Promise<Bilingual | null> => {
      try {
        const rows = await history();
        placeOf(rows, await own(rows.at(-1)));
        return null;
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
      const mine = await own(newest).catch((error: unknown) => {
        if (error instanceof NoSigningKey) return null;
        throw error;
      });
      const anchor = mine
        ? rows.find((row) => signerOf(row, mine.key).verifierKey === row.verifierKey)
        : newest;
      const keys = vouchedKeys(
        [...(anchor ? [anchor.verifierKey] : []), ...Object.values(config.trustedKeys)],
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
