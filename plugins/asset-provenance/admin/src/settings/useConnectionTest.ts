import { useState } from 'react';
import { useRefusal, useTestConnectionMutation } from '../api';
import type { Bilingual } from '../i18n';

type Told = { isOk: boolean; text: Bilingual; at: number };

/** Asks a provider for something that costs nothing; the answer stays until the next one. */
export const useConnectionTest = (providerId: string) => {
  const describe = useRefusal();
  const [test, { isLoading }] = useTestConnectionMutation();
  const [told, setTold] = useState<Told | null>(null);

  const ask = async () => {
    try {
      const { isOk, en, zh } = await test(providerId).unwrap();
      setTold({ isOk, text: { en, zh }, at: Date.now() });
    } catch (error) {
      const { what, why, next } = describe(error);
      const said = [what, why, next].filter(Boolean).join(' ');
      setTold({ isOk: false, text: { en: said, zh: said }, at: Date.now() });
    }
  };
  return { ask, told, isAsking: isLoading };
};
