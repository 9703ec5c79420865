import type { ReactNode } from 'react';
import { Link } from '@strapi/design-system';
import { Link as RouterLink } from 'react-router-dom';

/** A link inside the admin that looks like Strapi's; addresses come from `paths`. */
export const TextLink = ({ to, children }: { to: string; children: ReactNode }) => (
  <Link tag={RouterLink} to={to}>
    {children}
  </Link>
);
