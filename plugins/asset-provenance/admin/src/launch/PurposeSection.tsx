import { Flex, SingleSelect, SingleSelectOption, Field, Typography } from '@strapi/design-system';
import { Discuss, Image, PaintBrush, ShoppingCart, User } from '@strapi/icons';
import { purposes as knownPurposes } from '../../../shared/vocabulary';
import type { Specification } from '../../../shared/parameters';
import { useFormat, useMessages } from '../i18n';
import { Choices, TextField } from '../ui';
import type { Icon } from '../ui/icon';
import { ApprovedAssets } from './ApprovedAssets';
import { specificationsFor, withUsual, withPurpose } from './form';
import { FieldSlot, Pair, Section } from './parts';
import { useLaunch } from './useLaunchForm';

const icons: Record<string, Icon> = {
  product_hero: ShoppingCart,
  social_cover: Discuss,
  poster_sketch: PaintBrush,
  character: User,
};
const meanings: Record<string, { meaning?: { en: string; zh: string } }> = knownPurposes;

const useSpecificationWords = () => {
  const { t } = useMessages();
  const { bytes, duration } = useFormat();
  return ({ name, aspectRatio, size, format, maxBytes, maxDurationSeconds }: Specification) =>
    [
      name,
      aspectRatio,
      size.replace('x', ' × '),
      format.toUpperCase(),
      t('launch.specification.most', { limit: bytes(maxBytes) }),
      maxDurationSeconds && t('launch.specification.most', { limit: duration(maxDurationSeconds) }),
    ]
      .filter(Boolean)
      .join(' · ');
};

const SpecificationField = () => {
  const { t } = useMessages();
  const wordsOf = useSpecificationWords();
  const { catalog, form, specification, change } = useLaunch();
  const candidates = specificationsFor(catalog, form, form.kind);
  if (!form.purpose || !form.channel) return null;
  if (candidates.length < 2) {
    return (
      <Flex direction="column" alignItems="stretch" gap={1}>
        <Typography variant="pi" fontWeight="bold">
          {t('launch.specification')}
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {specification ? wordsOf(specification) : t('launch.specification.none')}
        </Typography>
      </Flex>
    );
  }
  return (
    <FieldSlot path="specification">
      <Field.Root>
        <Field.Label>{t('launch.specification')}</Field.Label>
        <SingleSelect
          value={specification?.name ?? null}
          onChange={(name) =>
            change(
              (before) =>
                withUsual(
                  {
                    ...before,
                    specification: { ...before.specification, [before.kind]: String(name) },
                  },
                  catalog
                ),
              'specification'
            )
          }
        >
          {candidates.map((candidate) => (
            <SingleSelectOption key={candidate.name} value={candidate.name}>
              {wordsOf(candidate)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
    </FieldSlot>
  );
};

/** What it is for and where it appears; these set the rest. */
export const PurposeSection = () => {
  const { t, say } = useMessages();
  const { catalog, form, change, errorOf } = useLaunch();

  return (
    <Section title={t('launch.purpose.title')}>
      <FieldSlot path="purpose">
        <Choices
          look="cards"
          label={t('launch.purpose')}
          isRequired
          value={form.purpose}
          error={errorOf('purpose')}
          onChange={(purpose) =>
            change((before) => withPurpose(before, catalog, purpose), 'purpose')
          }
          options={Object.entries(catalog.purposes).map(([key, term]) => {
            const meaning = term.meaning ?? meanings[key]?.meaning;
            return {
              value: key,
              label: say(term),
              icon: icons[key] ?? Image,
              detail: meaning && say(meaning),
            };
          })}
        />
      </FieldSlot>
      <FieldSlot path="channel">
        <Choices
          label={t('launch.channel')}
          isRequired
          value={form.channel}
          error={errorOf('channel')}
          onChange={(channel) =>
            change(
              (before) =>
                withUsual(
                  { ...before, channel, specification: { image: null, video: null } },
                  catalog
                ),
              'channel'
            )
          }
          options={Object.entries(catalog.channels).map(([key, term]) => ({
            value: key,
            label: say(term),
          }))}
        />
      </FieldSlot>
      <SpecificationField />
      <FieldSlot path="subject">
        <TextField
          label={t('launch.subject')}
          hint={t('launch.subject.hint')}
          value={form.subject}
          error={errorOf('subject')}
          onChange={(subject) => change({ subject })}
        />
      </FieldSlot>
      <Pair>
        <FieldSlot path="brand">
          <TextField
            label={t('launch.brand')}
            value={form.brand}
            error={errorOf('brand')}
            onChange={(brand) => change({ brand })}
          />
        </FieldSlot>
        <FieldSlot path="series">
          <TextField
            label={t('launch.series')}
            value={form.series}
            error={errorOf('series')}
            onChange={(series) => change({ series })}
          />
        </FieldSlot>
      </Pair>
      <ApprovedAssets />
    </Section>
  );
};
