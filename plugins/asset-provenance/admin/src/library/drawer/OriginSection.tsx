import { Box, Flex, Typography } from '@strapi/design-system';
import type {
  FileOrigin,
  Finding,
  LibraryItem,
  OriginDeclaration,
} from '../../../../shared/library';
import { digitalSourceTypes, markKinds } from '../../../../shared/vocabulary';
import { useFileOriginQuery } from '../../api';
import { useMessages, useTerm } from '../../i18n';
import { DescriptionList, Ellipsis, FieldRow, RelativeTime } from '../../ui';
import { Asked, Section } from './Section';

const FindingItem = ({ finding }: { finding: Finding }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { mark, tool, digitalSourceType, isSignatureValid, signer } = finding;
  const signature = () => {
    if (!isSignatureValid) return t('library.findings.signature.invalid');
    return signer
      ? t('library.findings.signature.valid', { signer })
      : t('library.findings.signature.valid.unknown');
  };
  return (
    <Box tag="li">
      <Typography fontWeight="bold">{termOf(markKinds, mark)}</Typography>
      <DescriptionList>
        {tool ? <FieldRow label={t('library.findings.tool')}>{tool}</FieldRow> : null}
        {digitalSourceType ? (
          <FieldRow label={t('library.findings.type')}>
            {termOf(digitalSourceTypes, digitalSourceType)}
          </FieldRow>
        ) : null}
        {isSignatureValid === null ? null : (
          <FieldRow label={t('library.findings.signature')}>
            <Typography textColor={isSignatureValid ? 'success700' : 'danger700'}>
              {signature()}
            </Typography>
          </FieldRow>
        )}
      </DescriptionList>
    </Box>
  );
};

const Declaration = ({ declaration }: { declaration: OriginDeclaration }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { isGenerated, digitalSourceType, tool, note, declaredBy, declaredAt } = declaration;
  const details = [termOf(digitalSourceTypes, digitalSourceType), tool].filter(Boolean);
  return (
    <Flex tag="li" direction="column" alignItems="stretch" gap={1}>
      <Typography fontWeight="bold">
        {t(isGenerated ? 'library.declaration.generated' : 'library.declaration.not-generated')}
      </Typography>
      {details.length > 0 ? <Typography>{details.join(' · ')}</Typography> : null}
      {note ? <Ellipsis lines={3}>{note}</Ellipsis> : null}
      <Typography variant="pi" textColor="neutral600">
        {declaredBy.name} · <RelativeTime at={declaredAt} />
      </Typography>
    </Flex>
  );
};

const Findings = ({ origin }: { origin: FileOrigin }) => {
  const { t } = useMessages();
  if (origin.findings.length === 0)
    return (
      <Typography textColor="neutral600">
        {t(origin.examinedAt ? 'library.findings.none' : 'library.findings.unexamined')}
      </Typography>
    );
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
      {origin.findings.map((finding, index) => (
        <FindingItem key={`${finding.mark}/${index}`} finding={finding} />
      ))}
    </Flex>
  );
};

/** What the file itself says about where it comes from, and what people said. */
export const OriginSection = ({ item }: { item: LibraryItem }) => {
  const { t } = useMessages();
  const query = useFileOriginQuery(item.fileDocumentId);
  const { currentData } = query;
  // What was made here is not examined: its task says more than any mark.
  const isExamined = item.origin !== 'generated' || (currentData?.findings.length ?? 0) > 0;
  return (
    <>
      {isExamined ? (
        <Section title={t('library.findings')}>
          <Asked query={query}>{(origin) => <Findings origin={origin} />}</Asked>
        </Section>
      ) : null}
      {currentData && currentData.declarations.length > 0 ? (
        <Section title={t('library.declarations')}>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
            {currentData.declarations.map((declaration) => (
              <Declaration key={declaration.declaredAt} declaration={declaration} />
            ))}
          </Flex>
        </Section>
      ) : null}
    </>
  );
};
