import type { Bilingual, GateReason, OverrideOffer } from '../../../shared';
import { Refusal } from '../kernel';

/** What can be done about a refusal besides removing its reasons. */
export type WayRound =
  /** The person may override it: how. */
  | { kind: 'offered'; offer: OverrideOffer }
  /** The person may override refusals, but not this one. */
  | { kind: 'draft' | 'no_entry' }
  | { kind: 'none' };

export type Refused = {
  /** `uid/documentId` */
  entry: string;
  reasons: GateReason[];
  wayRound: WayRound;
  /** Of the one message that Strapi's own screens show. */
  language: keyof Bilingual;
};

const distinct = (texts: string[]): string[] => [...new Set(texts)];

const aboutWayRound: Record<WayRound['kind'], Bilingual | null> = {
  offered: {
    en: 'You may publish it all the same: give a reason in the panel “Provenance” of the entry, then publish again within 15 minutes.',
    zh: '您有权越过发布校验：请在条目的“溯源”面板中填写理由，并在 15 分钟内再次发布。',
  },
  draft: {
    en: 'This cannot be overridden: drafts are never published.',
    zh: '草稿不能发布，不可越过发布校验。',
  },
  no_entry: {
    en: 'There is no entry yet that could be let through: save it as a draft first, give a reason, then publish it.',
    zh: '条目尚不存在，无法越过发布校验：请先保存为草稿，填写理由后再发布。',
  },
  none: null,
};

/** The gate's no: 400 with every reason, the field of each, and who can change it. */
export class PublishRefused extends Refusal {
  constructor(readonly refused: Refused) {
    const { reasons, wayRound, language } = refused;
    const sentences = (as: keyof Bilingual) =>
      distinct(
        reasons.map(({ field, message }) =>
          field
            ? as === 'en'
              ? `${message.en} (${field})`
              : `${message.zh}（${field}）`
            : message[as]
        )
      );
    const about = aboutWayRound[wayRound.kind];
    super(
      400,
      {
        en: `This cannot be published. ${sentences('en').join(' ')}`,
        zh: `无法发布。${sentences('zh').join('')}`,
      },
      {
        code: 'publish_refused',
        reasons,
        override: wayRound.kind === 'offered' ? wayRound.offer : null,
        // Where the Content Manager looks for them: it shows each beside its field, and throws without.
        errors: reasons.flatMap(({ field, message }) =>
          field
            ? [{ path: field.split('.'), message: message[language], name: 'ValidationError' }]
            : []
        ),
        next: {
          en: distinct([
            ...reasons.map(({ whoCanUnblock }) => whoCanUnblock.en),
            ...(about ? [about.en] : []),
          ]).join(' '),
          zh: distinct([
            ...reasons.map(({ whoCanUnblock }) => whoCanUnblock.zh),
            ...(about ? [about.zh] : []),
          ]).join(''),
        },
      },
      language
    );
  }
}
