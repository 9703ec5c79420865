import { VisuallyHidden, useNotifyAT } from '@strapi/design-system';

/** Tells screen readers, politely, what a message shows: `<LiveRegion message={t('tasks.moved', …)} />`. */
export const LiveRegion = ({ message }: { message: string }) => (
  <VisuallyHidden role="status" aria-live="polite">
    {message}
  </VisuallyHidden>
);

/** The same as a function, through the admin's own region. */
export const useAnnounce = () => useNotifyAT().notifyStatus;
