import { Button } from '@strapi/design-system';
import { useMessages } from '../../i18n';
import { KeyHint } from '../KeyHint';
import { acts } from './acts';
import type { GivenVerdict } from './useDecide';

type ActButtonsProps = { isDisabled: boolean; onAct: (verdict: GivenVerdict) => void };

/** The verdicts as buttons, with their keys. */
export const ActButtons = ({ isDisabled, onAct }: ActButtonsProps) => {
  const { t } = useMessages();
  return acts.map(({ verdict, key, icon: Icon, variant }) => (
    <Button
      key={verdict}
      variant={variant}
      startIcon={<Icon aria-hidden />}
      endIcon={<KeyHint>{key.toUpperCase()}</KeyHint>}
      disabled={isDisabled}
      onClick={() => onAct(verdict)}
    >
      {t(`review.act.${verdict}`)}
    </Button>
  ));
};
