import type { Core, UID } from '@strapi/strapi';
import { sha256 } from '../kernel';

type Attribute = {
  type: string;
  component?: string;
  components?: string[];
  repeatable?: boolean;
};

/** Where media can stand in the rows of one content type or component. */
export type MediaModel = {
  /** Names of media fields. */
  media: Set<string>;
  /** Fields whose text can show media. */
  texts: { name: string; type: 'blocks' | 'richtext' }[];
  /** Fields that hold components; `isList`: repeatable, or a dynamic zone. */
  components: Map<string, { isList: boolean }>;
  /** Table that links rows to their components; null when there is none. */
  componentLinks: string | null;
};

/** Reads from the models of the site where media can stand. */
export const createModels = (strapi: Core.Strapi) => {
  const known = new Map<string, MediaModel>();
  const reaches = new Map<string, boolean>();

  const attributesOf = (uid: string) =>
    Object.entries(strapi.getModel(uid as UID.Schema)?.attributes ?? {}) as [string, Attribute][];

  const componentsOf = ({ type, component, components }: Attribute): string[] => {
    if (type === 'component') return component ? [component] : [];
    return type === 'dynamiczone' ? (components ?? []) : [];
  };

  /** The model and every component that can stand in it, however deep. */
  const reachableFrom = (uid: string): Set<string> => {
    const found = new Set([uid]);
    for (const each of found) {
      for (const [, attribute] of attributesOf(each))
        for (const component of componentsOf(attribute)) found.add(component);
    }
    return found;
  };

  const isShowing = ({ type }: Attribute): boolean =>
    ['media', 'blocks', 'richtext'].includes(type);

  const hasDrafts = (uid: string): boolean =>
    Boolean(strapi.contentTypes[uid as UID.ContentType]?.options?.draftAndPublish);

  const isLocalised = (uid: string): boolean => {
    const { i18n } = (strapi.contentTypes[uid as UID.ContentType]?.pluginOptions ?? {}) as {
      i18n?: { localized?: boolean };
    };
    return Boolean(i18n?.localized);
  };

  const canHoldMedia = (uid: string): boolean => {
    const answer =
      reaches.get(uid) ??
      [...reachableFrom(uid)].some((each) =>
        attributesOf(each).some(([, attribute]) => isShowing(attribute))
      );
    reaches.set(uid, answer);
    return answer;
  };

  const linkTableOf = (uid: string, field: string): string | null => {
    const attribute = strapi.db.metadata.get(uid).attributes[field] as
      { joinTable?: { name: string } } | undefined;
    return attribute?.joinTable?.name ?? null;
  };

  const describe = (uid: string): MediaModel => {
    const model: MediaModel = {
      media: new Set(),
      texts: [],
      components: new Map(),
      componentLinks: null,
    };
    for (const [name, attribute] of attributesOf(uid)) {
      const { type } = attribute;
      if (type === 'media') model.media.add(name);
      if (type === 'blocks' || type === 'richtext') model.texts.push({ name, type });
      if (componentsOf(attribute).some(canHoldMedia)) {
        model.components.set(name, { isList: type === 'dynamiczone' || !!attribute.repeatable });
        model.componentLinks ??= linkTableOf(uid, name);
      }
    }
    return model;
  };

  return {
    attributesOf,
    canHoldMedia,

    modelOf: (uid: string): MediaModel => {
      const model = known.get(uid) ?? describe(uid);
      known.set(uid, model);
      return model;
    },

    /** Content types whose entries can show media. */
    mediaTypes: (): string[] => Object.keys(strapi.contentTypes).filter(canHoldMedia).sort(),

    /** Models that can hold a component, with the table that links them to their components. */
    holdersOf: (component: string): { uid: string; linkTable: string }[] =>
      [...Object.keys(strapi.contentTypes), ...Object.keys(strapi.components)].flatMap((uid) => {
        const field = attributesOf(uid).find(([, attribute]) =>
          componentsOf(attribute).includes(component)
        )?.[0];
        const linkTable = field ? linkTableOf(uid, field) : null;
        return linkTable ? [{ uid, linkTable }] : [];
      }),

    isContentType: (uid: string): boolean => uid in strapi.contentTypes,

    hasDrafts,

    /** Changes whenever usages could read differently: other fields, drafts or languages. */
    fingerprint: (): string => {
      const types = Object.keys(strapi.contentTypes).filter(canHoldMedia).sort();
      const described = [...new Set(types.flatMap((uid) => [...reachableFrom(uid)]))].map((uid) => [
        uid,
        hasDrafts(uid),
        isLocalised(uid),
        attributesOf(uid).filter(
          ([, attribute]) => isShowing(attribute) || componentsOf(attribute).length > 0
        ),
      ]);
      return sha256(JSON.stringify(described));
    },
  };
};
export type Models = ReturnType<typeof createModels>;
