import { useEffect, useState } from 'react';

/**
 * Options of a polled query: silent while the page is hidden, fresh when it is shown again, and asked anew
 * by whoever comes back to its screen, who sees what is known meanwhile.
 */
export const usePolling = (milliseconds: number) => {
  const [isVisible, setIsVisible] = useState(() => document.visibilityState === 'visible');
  useEffect(() => {
    const update = () => setIsVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', update);
    return () => document.removeEventListener('visibilitychange', update);
  }, []);
  return { pollingInterval: isVisible ? milliseconds : 0, refetchOnMountOrArgChange: true };
};

export const POLL = { live: 2000, list: 5000, counts: 5000, idle: 30000 } as const;
