import { Button, Flex, Typography } from '@strapi/design-system';
import type { NearestParameters } from '../../../shared/costs';
import type { Refusal } from '../api';
import { useFormat, useMessages, useTerm } from '../i18n';
import { Notice } from '../ui';
import { isParameterField, worded } from '../ui/parameterRows';
import { nearestOf } from './money';

const PREFIX = 'parameters.';
const nameIn = (path: string) => (path.startsWith(PREFIX) ? path.slice(PREFIX.length) : path);

/** *Size 1024 × 1024, Quality Low*. */
const useNearestWords = () => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { number, duration } = useFormat();
  return (nearest: NearestParameters): string[] =>
    Object.entries(nearest).flatMap(([field, value]) => {
      if (!isParameterField(field)) return [];
      const words = worded(field, value, { t, termOf, number, duration }) ?? t('common.none');
      return [t('spend.beyond.change', { field: t(`parameter.${field}`), value: words })];
    });
};

type BeyondStageProps = {
  refusal: Refusal;
  /** Sets them in the form; null where the form has no input for them. */
  onTake: ((nearest: NearestParameters) => void) | null;
};

/** More than the stage may ask for: what, and the nearest that is allowed at one press. */
export const BeyondStage = ({ refusal, onTake }: BeyondStageProps) => {
  const { t } = useMessages();
  const wordsOf = useNearestWords();
  const nearest = nearestOf(refusal);
  return (
    <Notice
      of="danger"
      role="alert"
      title={t('spend.beyond.title')}
      action={
        nearest && onTake ? (
          <Button size="S" variant="secondary" onClick={() => onTake(nearest)}>
            {t('spend.beyond.take')}
          </Button>
        ) : null
      }
    >
      <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
        {Object.entries(refusal.fields).map(([path, problem]) => {
          const field = nameIn(path);
          return (
            <Typography tag="li" key={path}>
              {isParameterField(field)
                ? t('spend.beyond.problem', { field: t(`parameter.${field}`), problem })
                : problem}
            </Typography>
          );
        })}
      </Flex>
      {nearest
        ? t('spend.beyond.nearest', { changes: wordsOf(nearest).join(' · ') })
        : refusal.next}
    </Notice>
  );
};
