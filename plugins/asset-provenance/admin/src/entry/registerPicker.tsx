import type { ComponentType } from 'react';
import { useNotification } from '@strapi/strapi/admin';
import type { StrapiApp } from '@strapi/strapi/admin';
import { toStockFile, useLazyFileStandingQuery } from '../api';
import { useMessages } from '../i18n';
import { Boundary } from './Boundary';
import { useEntryOfForm } from './useEntryOfForm';

type PickerProps = { onSelectAssets?: (files: unknown[]) => void };

const NAME = 'media-library';

/** Says what stands against files as soon as they are put into a text: a text field has no badges. */
const usePicked = () => {
  const { say, t } = useMessages();
  const { toggleNotification } = useNotification();
  const [ask] = useLazyFileStandingQuery();
  const entry = useEntryOfForm();

  return (files: unknown[]) => {
    for (const file of files.flatMap((one) => toStockFile(one) ?? []))
      void ask({ ...entry, fileDocumentId: file.documentId }).then(({ data }) => {
        const why = data?.reasons.map(({ message }) => say(message)).join(' ');
        if (why)
          toggleNotification({
            type: 'warning',
            message: t('entry.picked', { name: file.name, why }),
            timeout: 8000,
          });
      });
  };
};

/** The picker of the Blocks and Markdown editors: the stock one, and what stands against the choice. */
export const registerPicker = (app: Pick<StrapiApp, 'library' | 'addComponents'>) => {
  // Strapi types its components as taking nothing; this is what the editors give it.
  const Stock = app.library.components[NAME] as ComponentType<PickerProps> | undefined;
  if (!Stock) return;
  const Watched = (props: PickerProps) => {
    const tell = usePicked();
    return (
      <Stock
        {...props}
        onSelectAssets={(files) => {
          props.onSelectAssets?.(files);
          tell(files);
        }}
      />
    );
  };
  const Picker = (props: PickerProps) => (
    <Boundary fallback={<Stock {...props} />}>
      <Watched {...props} />
    </Boundary>
  );
  app.addComponents({ name: NAME, Component: Picker });
};
