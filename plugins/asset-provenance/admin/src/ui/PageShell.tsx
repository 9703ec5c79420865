import type { ReactNode } from 'react';
import { Flex } from '@strapi/design-system';
import { BackButton, Layouts, Page } from '@strapi/strapi/admin';
import { useFormat, useMessages } from '../i18n';
import { KeysHelp } from './KeysHelp';
import type { KeyBinding } from './useKeys';

type PageShellProps = {
  title: string;
  subtitle?: ReactNode;
  /** Rows shown, and whether there are more: stands behind the title. */
  count?: { shown: number; hasMore: boolean };
  /** At the right of the title; the primary act last. */
  actions?: ReactNode;
  /** Where *back* goes when there is no history. */
  backTo?: string;
  keys?: readonly KeyBinding[];
  children: ReactNode;
};

/** Anatomy of every screen: header with title, count and acts, then the content. */
export const PageShell = ({
  title,
  subtitle,
  count,
  actions,
  backTo,
  keys,
  children,
}: PageShellProps) => {
  const { t } = useMessages();
  const { number } = useFormat();
  const counted = () => {
    if (!count) return title;
    const words = count.hasMore
      ? t('common.count-more', { count: number(count.shown) })
      : t('common.count', { count: count.shown });
    return `${title} (${words})`;
  };

  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header
        title={counted()}
        subtitle={subtitle}
        navigationAction={backTo ? <BackButton fallback={backTo} /> : undefined}
        primaryAction={
          <Flex gap={2}>
            {keys ? <KeysHelp bindings={keys} /> : null}
            {actions}
          </Flex>
        }
      />
      <Layouts.Content>{children}</Layouts.Content>
    </Page.Main>
  );
};
