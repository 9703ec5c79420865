import { Box, IconButton, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { styled } from 'styled-components';
import { useFormat, useMessages, useTerm } from '../i18n';
import { Notice } from '../ui';
import { switchedWords } from './switching';
import { useLaunch } from './useLaunchForm';

const List = styled(Box)`
  list-style: disc;
  padding-left: ${({ theme }) => theme.spaces[4]};
`;

/** What the newly chosen model does not do as the one before; the rest was kept. */
export const SwitchNotice = () => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { number, duration } = useFormat();
  const { offered, switched, forgetSwitch } = useLaunch();
  if (!offered || switched.length === 0) return null;
  const rows = switched.map((one) => switchedWords(one, { t, termOf, number, duration }));

  return (
    <Notice
      role="status"
      title={t('launch.switched', { model: offered.model.name })}
      action={
        <IconButton variant="ghost" label={t('common.close')} onClick={forgetSwitch}>
          <Cross />
        </IconButton>
      }
    >
      <List tag="ul">
        {rows.map(({ label, before, after }) => (
          <li key={label}>
            <Typography>
              {t(after === null ? 'launch.switched.dropped' : 'launch.switched.changed', {
                label,
                before: before ?? t('common.none'),
                after,
              })}
            </Typography>
          </li>
        ))}
      </List>
    </Notice>
  );
};
