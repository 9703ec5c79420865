import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Box, Button, Flex } from '@strapi/design-system';
import { useNavigate } from 'react-router-dom';
import { styled } from 'styled-components';
import type { Catalog } from '../../../shared/catalog';
import type { LaunchInput, TaskDetail } from '../../../shared/tasks';
import { useAct, useLaunchMutation } from '../api';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { Notice } from '../ui';
import { AdvancedSection } from './AdvancedSection';
import type { LaunchForm as Form } from './form';
import { ModelSection } from './ModelSection';
import { OutputSection } from './OutputSection';
import { focusField } from './parts';
import { PresetSection } from './PresetSection';
import { PromptSection } from './PromptSection';
import { PurposeSection } from './PurposeSection';
import { ReferencesSection } from './ReferencesSection';
import { RepeatDialog } from './RepeatDialog';
import { isUnaffordable } from './money';
import { rememberKind, rememberModel, saveDraft } from './storage';
import { Summary } from './Summary';
import { LaunchProvider, useLaunchForm } from './useLaunchForm';

const Columns = styled(Box)`
  container-type: inline-size;

  > div {
    display: grid;
    gap: ${({ theme }) => theme.spaces[6]};
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
  }
  @container (min-width: 84rem) {
    > div {
      grid-template-columns: minmax(0, 64rem) minmax(28rem, 40rem);
    }
  }
`;

const Sticky = styled(Box)`
  position: sticky;
  top: ${({ theme }) => theme.spaces[6]};
`;

type LaunchFormProps = {
  catalog: Catalog;
  /** Names the starting point; what was typed is kept apart for each. */
  start: string;
  initial: () => Form;
  /** Whether `initial` brought back what was typed before. */
  isRestored: boolean;
  onStartAnew: () => void;
};

export const LaunchForm = ({
  catalog,
  start,
  initial,
  isRestored,
  onStartAnew,
}: LaunchFormProps) => {
  const { t } = useMessages();
  const navigate = useNavigate();
  const act = useAct();
  const [launch, { isLoading }] = useLaunchMutation();
  const [first, setFirst] = useState<TaskDetail | null>(null);
  const context = useLaunchForm(catalog, start, initial);
  const { form, offered, request, checking, spend, problems, showAll, refuse } = context;

  const send = async (body: LaunchInput) => {
    const done = await act(launch(body));
    if (!done.ok) {
      refuse(done.refusal);
      focusField(Object.keys(done.refusal.fields));
      return;
    }
    if (offered) rememberModel({ providerId: offered.providerId, modelId: offered.modelId });
    rememberKind(form.kind);
    if (done.data.isRepeat) {
      setFirst(done.data.task);
      return;
    }
    saveDraft(start, null);
    navigate(paths.task(done.data.task.taskId));
  };

  const onLaunch = () => {
    if (isUnaffordable(spend)) return;
    showAll();
    // What was wrong before the last change may be right by now: then the launch itself says.
    const wrong = checking.isChecking ? [] : Object.keys(problems);
    if (wrong.length > 0) focusField(wrong);
    else if (request && !isLoading) void send(request);
  };

  return (
    <LaunchProvider value={context}>
      <Columns
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) onLaunch();
        }}
      >
        <div>
          <Flex direction="column" alignItems="stretch" gap={5} minWidth={0}>
            {isRestored ? (
              <Notice
                action={
                  <Button size="S" variant="tertiary" onClick={onStartAnew}>
                    {t('launch.restored.drop')}
                  </Button>
                }
              >
                {t('launch.restored')}
              </Notice>
            ) : null}
            <PresetSection />
            <PurposeSection />
            <ModelSection />
            <PromptSection />
            <ReferencesSection />
            <OutputSection />
            <AdvancedSection />
          </Flex>
          <Sticky>
            <Summary isLaunching={isLoading} onLaunch={onLaunch} />
          </Sticky>
        </div>
      </Columns>
      {first && request ? (
        <RepeatDialog
          task={first}
          hasKey={Boolean(request.idempotencyKey)}
          isLaunching={isLoading}
          onClose={() => setFirst(null)}
          onLaunchAnyway={(repeatReason) =>
            void send({ ...request, idempotencyKey: null, repeatReason })
          }
        />
      ) : null}
    </LaunchProvider>
  );
};
