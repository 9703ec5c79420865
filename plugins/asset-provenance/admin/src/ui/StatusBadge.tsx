import { Flex, Status, Tooltip, Typography } from '@strapi/design-system';
import { useMessages } from '../i18n';
import { statusOf } from './statuses';
import type { StatusFamily, StatusValue } from './statuses';

type StatusBadgeProps<Of extends StatusFamily> = {
  of: Of;
  value: StatusValue<Of>;
  size?: 'XS' | 'S';
  /** More to say on hover, before the meaning of the term. */
  detail?: string;
};

/** Icon + word + colour of one status, the same everywhere. */
export const StatusBadge = <Of extends StatusFamily>({
  of,
  value,
  size = 'XS',
  detail,
}: StatusBadgeProps<Of>) => {
  const { say } = useMessages();
  const status = statusOf(of, value);
  if (!status) return <Status size={size}>{value}</Status>;

  const { icon: Icon, variant } = status.look;
  const meaning = [detail, status.term.meaning && say(status.term.meaning)]
    .filter(Boolean)
    .join(' ');
  const badge = (
    <Status size={size} variant={variant} width="fit-content" maxWidth="100%" shrink={0}>
      <Flex gap={1} color={`${variant}600`}>
        <Icon aria-hidden width="1.2rem" height="1.2rem" />
        <Typography tag="span" variant="pi" fontWeight="bold" textColor={`${variant}700`} ellipsis>
          {say(status.term)}
        </Typography>
      </Flex>
    </Status>
  );
  if (!meaning) return badge;
  // The design system's Status takes no ref, which a tooltip needs to find its place.
  return (
    <Tooltip label={meaning}>
      <Flex inline maxWidth="100%">
        {badge}
      </Flex>
    </Tooltip>
  );
};
