import { useEffect, useRef, useState } from 'react';
import { Flex, Grid, TextButton } from '@strapi/design-system';
import { CaretDown, CaretUp } from '@strapi/icons';
import type { ReviewCase, VerdictInput } from '../../../../shared/review';
import type { Refusal } from '../../api';
import { useMessages } from '../../i18n';
import {
  TextField,
  tidyLimits,
  today,
  useCatalogTerms,
  useFieldError,
  UsualLimits,
} from '../../ui';
import { FolderSelect } from './FolderSelect';
import { limitsOf, templateOf, templatesFor } from './licence';
import { IS_RARE, MoreFields } from './MoreFields';
import { TemplateSelect } from './TemplateSelect';
import { seenOf } from './useDecide';
import { VerdictForm } from './VerdictForm';

type ApproveFormProps = {
  reviewCase: ReviewCase;
  refusal: Refusal | null;
  isDeciding: boolean;
  hint: string;
  onDecide: (verdict: VerdictInput) => void;
  onCancel: () => void;
};

const filled = (texts: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(texts)
      .map(([locale, text]) => [locale, text.trim()] as const)
      .filter(([, text]) => text !== '')
  );

/** Alternative text, reuse limits and place, prefilled; Enter confirms. */
export const ApproveForm = ({ reviewCase, refusal, onDecide, ...form }: ApproveFormProps) => {
  const { t } = useMessages();
  const { siteTimeZone } = useCatalogTerms();
  const errorOf = useFieldError(refusal);
  const { licenceTemplates, output, task, folder } = reviewCase;
  const [seen] = useState(() => seenOf(reviewCase));
  const [limits, setLimits] = useState(reviewCase.suggestedLimits);
  const [templateId, setTemplateId] = useState(() =>
    templateOf(licenceTemplates, limits, today(siteTimeZone))
  );
  const [alternativeText, setAlternativeText] = useState(output.alternativeText ?? '');
  const [texts, setTexts] = useState(output.alternativeTexts);
  const [folderId, setFolderId] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const [isOpened, setIsOpened] = useState(false);
  const [isTried, setIsTried] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const isMore = isOpened || Object.keys(refusal?.fields ?? {}).some((path) => IS_RARE.test(path));
  const isMissing = limits.isPublicUseAllowed && !alternativeText.trim();
  const decide = () => {
    setIsTried(true);
    if (isMissing) return;
    onDecide({
      verdict: 'approved',
      ...seen,
      reason,
      alternativeText: alternativeText.trim() || null,
      alternativeTexts: filled(texts),
      folderId,
      limits: tidyLimits(limits),
    });
  };

  return (
    <VerdictForm verdict="approved" onSubmit={decide} {...form}>
      <Grid.Root gap={4}>
        <Grid.Item col={6} m={12} xs={12} direction="column" alignItems="stretch">
          <TextField
            ref={first}
            isRequired={limits.isPublicUseAllowed}
            name="alternativeText"
            label={t('review.alternative')}
            hint={t('review.alternative.hint')}
            value={alternativeText}
            error={isTried && isMissing ? t('common.required') : errorOf('alternativeText')}
            onChange={setAlternativeText}
          />
        </Grid.Item>
        <Grid.Item col={3} m={6} xs={12} direction="column" alignItems="stretch">
          <TemplateSelect
            templates={templatesFor(licenceTemplates, task.purpose)}
            value={templateId}
            none={t('review.template.none')}
            onChange={(template) => {
              setTemplateId(template?.licenceTemplateId ?? null);
              if (template) setLimits(limitsOf(template, today(siteTimeZone)));
            }}
          />
        </Grid.Item>
        <Grid.Item col={3} m={6} xs={12} direction="column" alignItems="stretch">
          <FolderSelect
            current={folder}
            value={folderId}
            error={errorOf('folderId')}
            onChange={setFolderId}
          />
        </Grid.Item>
        <UsualLimits limits={limits} onChange={setLimits} errorOf={errorOf} />
        {isMore ? (
          <MoreFields
            limits={limits}
            onLimits={setLimits}
            texts={texts}
            onTexts={setTexts}
            reason={reason}
            onReason={setReason}
            errorOf={errorOf}
          />
        ) : null}
      </Grid.Root>
      <Flex paddingTop={2}>
        <TextButton
          type="button"
          aria-expanded={isMore}
          endIcon={isMore ? <CaretUp aria-hidden /> : <CaretDown aria-hidden />}
          onClick={() => setIsOpened(!isMore)}
        >
          {t(isMore ? 'review.less' : 'review.more')}
        </TextButton>
      </Flex>
    </VerdictForm>
  );
};
