import { useEffect, useRef, useState } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import type { LicenceTemplate, ReuseLimits } from '../../../../shared/reuse';
import type { ReviewItem } from '../../../../shared/review';
import { useReviewCaseQuery } from '../../api';
import { useMessages } from '../../i18n';
import { LimitsList, today, useCatalogTerms } from '../../ui';
import { limitsOf, templatesFor } from '../decide/licence';
import { TemplateSelect } from '../decide/TemplateSelect';
import { VerdictForm } from '../decide/VerdictForm';

type BulkApproveFormProps = {
  first: ReviewItem;
  isDeciding: boolean;
  hint: string;
  onDecide: (limits: ReuseLimits | null) => void;
  onCancel: () => void;
};

/** Approving many: the limits that are suggested for each, or those of one template. */
export const BulkApproveForm = ({ first, onDecide, ...form }: BulkApproveFormProps) => {
  const { t } = useMessages();
  const { siteTimeZone } = useCatalogTerms();
  const { data } = useReviewCaseQuery(first.output.outputId);
  const [template, setTemplate] = useState<LicenceTemplate | null>(null);
  const start = useRef<HTMLDivElement>(null);
  useEffect(() => start.current?.focus(), []);
  const limits = template && limitsOf(template, today(siteTimeZone));
  return (
    <VerdictForm verdict="approved" onSubmit={() => onDecide(limits)} {...form}>
      <Flex
        ref={start}
        tabIndex={-1}
        style={{ outline: 'none' }}
        gap={6}
        alignItems="flex-start"
        wrap="wrap"
      >
        <Box width="32rem" maxWidth="100%">
          <TemplateSelect
            templates={templatesFor(data?.licenceTemplates ?? [], first.task.purpose)}
            value={template?.licenceTemplateId ?? null}
            none={t('review.bulk.suggested')}
            onChange={setTemplate}
          />
        </Box>
        <Box flex="1" minWidth="24rem">
          {limits ? <LimitsList limits={limits} /> : null}
          <Typography variant="pi" textColor="neutral600" tag="p">
            {t('review.bulk.alternative')}
          </Typography>
        </Box>
      </Flex>
    </VerdictForm>
  );
};
