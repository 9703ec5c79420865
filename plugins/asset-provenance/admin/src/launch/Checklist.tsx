import { Flex, Typography } from '@strapi/design-system';
import { CheckCircle, CrossCircle, WarningCircle } from '@strapi/icons';
import { styled } from 'styled-components';
import type { Check } from '../../../shared/tasks';
import { checkResults } from '../../../shared/vocabulary';
import { useMessages } from '../i18n';
import type { MessageKey } from '../i18n';
import { OpenIcon } from './icons';
import { useLaunch } from './useLaunchForm';

type Line = {
  id: Check['id'];
  result: Check['result'] | null;
  label: string;
  details: string[];
};

const IDS = [
  'purpose_channel',
  'specification',
  'prompt_use',
  'parameters',
  'references',
  'stage',
] as const satisfies readonly Check['id'][];

const ofField: [RegExp, (typeof IDS)[number]][] = [
  [/^(purpose|channel)/, 'purpose_channel'],
  [/^specification/, 'specification'],
  [/^parameters\.(prompt|negativePrompt)/, 'prompt_use'],
  [/^parameters\.references/, 'references'],
  [/^(stage|finalReason)/, 'stage'],
];
const lineOf = (path: string) => ofField.find(([shape]) => shape.test(path))?.[1] ?? 'parameters';

const List = styled(Flex)`
  list-style: none;
  padding: 0;
`;

const icons = {
  passed: <CheckCircle fill="success600" />,
  attention: <WarningCircle fill="warning600" />,
  missing: <CrossCircle fill="danger600" />,
};

/** What the server computed; while something is missing, what is missing and what waits for it. */
const useLines = (): Line[] => {
  const { t, say } = useMessages();
  const { checking, problems } = useLaunch();
  const { preflight, refusal } = checking;
  const waits = Object.keys(problems);
  if (preflight && !refusal) {
    return preflight.checks.map(({ id, result, label, detail }) => ({
      id,
      result,
      label: say(label),
      details: detail && result !== 'passed' ? [say(detail)] : [],
    }));
  }
  return IDS.map((id) => {
    const wrong = waits.filter((path) => lineOf(path) === id);
    return {
      id,
      result: wrong.length > 0 ? 'missing' : null,
      label: t(`launch.check.${id}` satisfies MessageKey),
      details: wrong.map((path) => problems[path] ?? ''),
    };
  });
};

/** The checklist before a launch; nobody ticks it, it is computed. */
export const Checklist = () => {
  const { t, say } = useMessages();
  const lines = useLines();
  return (
    <List
      tag="ul"
      direction="column"
      alignItems="stretch"
      gap={2}
      aria-label={t('launch.check.title')}
    >
      {lines.map(({ id, result, label, details }) => (
        <Flex tag="li" key={id} gap={2} alignItems="flex-start">
          <Flex
            shrink={0}
            paddingTop={1}
            color="neutral400"
            role="img"
            aria-label={result ? say(checkResults[result]) : t('launch.check.open')}
          >
            {result ? icons[result] : <OpenIcon />}
          </Flex>
          <Flex direction="column" alignItems="stretch" minWidth={0}>
            <Typography textColor={result ? 'neutral800' : 'neutral600'}>{label}</Typography>
            {[...new Set(details)].map((detail) => (
              <Typography
                key={detail}
                variant="pi"
                // The icon carries the colour: warning on grey is too pale to read.
                textColor={result === 'missing' ? 'danger600' : 'neutral700'}
              >
                {detail}
              </Typography>
            ))}
          </Flex>
        </Flex>
      ))}
    </List>
  );
};
