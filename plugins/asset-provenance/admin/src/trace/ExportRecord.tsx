import { useId, useState } from 'react';
import { Box, Button, Checkbox, Flex, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { permissionActions } from '../../../shared/permissions';
import { RECORD_VARIANTS, recordVariants } from '../../../shared/record-export';
import type { RecordVariant } from '../../../shared/record-export';
import { usePermissions } from '../access';
import { useAct, useExportRecordMutation } from '../api';
import { useMessages } from '../i18n';
import { Choices } from '../ui';

const details = {
  public: 'trace.export.public.holds',
  full: 'trace.export.full.holds',
} as const satisfies Record<RecordVariant, string>;

/** The record as a zip that proves what it says without this site. */
export const ExportRecord = ({ outputId }: { outputId: string }) => {
  const { t, say, isChinese } = useMessages();
  const { can } = usePermissions();
  const act = useAct();
  const hintId = useId();
  const [variant, setVariant] = useState<RecordVariant>('full');
  const [hasFiles, setHasFiles] = useState(false);
  const [save, { isLoading }] = useExportRecordMutation();
  const isAllowed = can('trace.read');

  const run = () =>
    act(
      save({ outputId, variant, files: hasFiles, language: isChinese ? 'zh' : 'en' }),
      t('trace.export.done')
    );

  const hint = () => {
    if (!isAllowed)
      return t('permission.who', { permission: say(permissionActions['trace.read']) });
    return variant === 'full' && !can('record.read-private')
      ? t('trace.export.no-prompts', {
          permission: say(permissionActions['record.read-private']),
        })
      : t('trace.export.verify');
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Choices
        label={t('trace.export.variant')}
        look="cards"
        minimum="18rem"
        value={variant}
        onChange={setVariant}
        options={RECORD_VARIANTS.map((value) => ({
          value,
          label: say(recordVariants[value]),
          detail: t(details[value]),
          isDisabled: !isAllowed,
        }))}
      />
      <Checkbox
        checked={hasFiles}
        disabled={!isAllowed}
        onCheckedChange={(isOn: boolean | 'indeterminate') => setHasFiles(isOn === true)}
      >
        {t('trace.export.files')}
      </Checkbox>
      <Box>
        <Button
          variant="secondary"
          startIcon={<Download aria-hidden />}
          loading={isLoading}
          disabled={!isAllowed}
          aria-describedby={hintId}
          onClick={() => void run()}
        >
          {t('trace.export.act')}
        </Button>
      </Box>
      <Typography id={hintId} variant="pi" textColor="neutral600">
        {hint()}
      </Typography>
    </Flex>
  );
};
