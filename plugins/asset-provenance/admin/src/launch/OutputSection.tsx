import { Field, Textarea } from '@strapi/design-system';
import { STAGES, stages } from '../../../shared/vocabulary';
import type { FinalWithoutDraft } from '../../../shared/vocabulary';
import { useMeaning, useMessages } from '../i18n';
import { Choices } from '../ui';
import { withUsual } from './form';
import { ImageOutput } from './ImageOutput';
import { FieldSlot, Section } from './parts';
import { SeedField } from './SeedField';
import { useLaunch } from './useLaunchForm';
import { VideoOutput } from './VideoOutput';

type Form = ReturnType<typeof useLaunch>['form'];

/** A final that no chosen draft led to; what comes from an earlier task has its reason there, unless one must be given. */
const wantsReason = ({ stage, derivedFrom }: Form, policy: FinalWithoutDraft): boolean => {
  if (stage !== 'final' || policy === 'off') return false;
  return policy === 'require' ? derivedFrom?.derivation !== 'promote' : derivedFrom === null;
};

/** Draft first: exploring is cheap, a final is what is delivered. */
const StageField = () => {
  const { t, say } = useMessages();
  const meaningOf = useMeaning();
  const { catalog, form, change, errorOf } = useLaunch();
  const { finalWithoutDraft } = catalog;
  const isRequired = finalWithoutDraft === 'require';
  return (
    <>
      <FieldSlot path="stage">
        <Choices
          look="segments"
          label={t('launch.stage')}
          value={form.stage}
          error={errorOf('stage')}
          hint={meaningOf(stages, form.stage) ?? undefined}
          onChange={(stage) =>
            change((before) => keepRatio(before, withUsual({ ...before, stage }, catalog)), 'stage')
          }
          options={STAGES.map((stage) => ({ value: stage, label: say(stages[stage]) }))}
        />
      </FieldSlot>
      {wantsReason(form, finalWithoutDraft) ? (
        <FieldSlot path="finalReason">
          <Field.Root
            width="100%"
            required={isRequired}
            hint={t(isRequired ? 'launch.final-reason.hint.required' : 'launch.final-reason.hint')}
            error={errorOf('finalReason')}
          >
            <Field.Label>{t('launch.final-reason')}</Field.Label>
            <Textarea
              name="finalReason"
              rows={2}
              resizable
              value={form.finalReason}
              onChange={(event) => change({ finalReason: event.target.value })}
            />
            <Field.Hint />
            <Field.Error />
          </Field.Root>
        </FieldSlot>
      ) : null}
    </>
  );
};

/** A stage sets size, quality and count; the ratio stays as it was chosen. */
const keepRatio = (before: Form, after: Form): Form => ({
  ...after,
  image: { ...after.image, aspectRatio: before.image.aspectRatio },
  video: { ...after.video, aspectRatio: before.video.aspectRatio },
});

export const OutputSection = () => {
  const { t } = useMessages();
  const { form, offered } = useLaunch();
  if (!offered) return null;
  return (
    <Section title={t('launch.output.title')}>
      <StageField />
      {form.kind === 'image' ? (
        <ImageOutput model={offered.model} />
      ) : (
        <VideoOutput model={offered.model} />
      )}
      {offered.model.hasSeed ? <SeedField /> : null}
    </Section>
  );
};
