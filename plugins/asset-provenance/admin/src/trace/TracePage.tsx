import { useState } from 'react';
import { Button, Flex } from '@strapi/design-system';
import { createGlobalStyle } from 'styled-components';
import type { TraceAnswer } from '../../../shared/trace';
import { IfAllowed } from '../access';
import { useTraceFileMutation, useTraceQuery } from '../api';
import { useMessages } from '../i18n';
import {
  DropArea,
  EmptyState,
  ErrorState,
  idOrNull,
  LiveRegion,
  LoadingDetail,
  Notice,
  PageShell,
  text,
  useUrlState,
} from '../ui';
import { Answer } from './Answer';
import { Ask } from './Ask';
import { Decisions } from './Decisions';
import { LedgerPanel } from './ledger/LedgerPanel';

const spec = { q: text(), open: idOrNull() };

/** On paper: the record without the frame of the admin. */
const Printed = createGlobalStyle`
  @media print {
    nav, [data-no-print] { display: none !important; }
    html, body, #strapi, #strapi * { overflow: visible !important; }
    #strapi div:has(main), main { height: auto !important; display: block; }
  }
`;

type FileAnswer = { name: string; answer: TraceAnswer };

/** From any copy, address or id to its record. */
export const TracePage = () => {
  const { t, say } = useMessages();
  const { values, set } = useUrlState(spec);
  const [fileAnswer, setFileAnswer] = useState<FileAnswer | null>(null);
  const [traceFile, file] = useTraceFileMutation();

  // A file is asked by its hash from then on, so that the address can be shared and reloaded.
  const isFile = fileAnswer !== null && fileAnswer.answer.sha256 === values.q;
  const asked = useTraceQuery(values.q, { skip: !values.q || isFile });
  const answer = isFile ? fileAnswer.answer : values.q ? asked.currentData : undefined;
  const error = file.isError ? file.error : asked.error;

  const askFile = async (chosen: File) => {
    const done = await traceFile(chosen);
    if (!('data' in done) || !done.data) return;
    setFileAnswer({ name: chosen.name, answer: done.data });
    set({ q: done.data.sha256 ?? '', open: null });
  };
  const ask = (q: string) => {
    file.reset();
    setFileAnswer(null);
    if (q === values.q && !isFile) void asked.refetch();
    else set({ q, open: null });
  };

  const content = () => {
    if (file.isLoading) return <LoadingDetail />;
    if (file.isError) return <ErrorState error={error} onRetry={file.reset} />;
    if (!values.q)
      return (
        <>
          <EmptyState>{t('trace.empty')}</EmptyState>
          <IfAllowed action="audit.read">
            <LedgerPanel />
            <Decisions />
          </IfAllowed>
        </>
      );
    if (asked.error && !isFile)
      return (
        <ErrorState
          error={asked.error}
          onRetry={() => void asked.refetch()}
          isRetrying={asked.isFetching}
        />
      );
    if (!answer) return <LoadingDetail />;
    return (
      <Flex direction="column" alignItems="stretch" gap={4}>
        {isFile ? <Notice>{t('trace.file-asked', { name: fileAnswer.name })}</Notice> : null}
        <Answer answer={answer} openId={values.open} onOpen={(open) => set({ open })} />
      </Flex>
    );
  };

  const spoken = () => {
    if (!answer) return '';
    const [first] = answer.results;
    if (!first) return t(answer.untracked.length > 0 ? 'trace.untracked' : 'trace.nothing');
    return answer.results.length === 1
      ? say(first.sentence)
      : t('trace.several', { count: answer.results.length });
  };

  return (
    <PageShell
      title={t('trace.title')}
      subtitle={t('trace.subtitle')}
      actions={
        answer && answer.results.length > 0 ? (
          <Button data-no-print variant="tertiary" onClick={() => window.print()}>
            {t('trace.print')}
          </Button>
        ) : undefined
      }
    >
      <Printed />
      <LiveRegion message={spoken()} />
      <DropArea label={t('trace.drop')} onFile={(chosen) => void askFile(chosen)}>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Ask
            question={values.q}
            isAsking={asked.isFetching || file.isLoading}
            onAsk={ask}
            onFile={(chosen) => void askFile(chosen)}
          />
          {content()}
        </Flex>
      </DropArea>
    </PageShell>
  );
};
