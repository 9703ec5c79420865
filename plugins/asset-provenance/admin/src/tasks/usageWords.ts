import type { Usage } from '../../../shared/tasks';
import { useFormat } from '../i18n';

/** What the provider counted, by its own names. */
export const useUsageWords = () => {
  const { number } = useFormat();
  return (usage: Usage | null): string | null =>
    usage && Object.keys(usage).length > 0
      ? Object.entries(usage)
          .map(([name, value]) => `${name} ${typeof value === 'number' ? number(value) : value}`)
          .join('\n')
      : null;
};
