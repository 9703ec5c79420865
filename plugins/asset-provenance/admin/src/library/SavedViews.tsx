import { useState } from 'react';
import { Box, Checkbox, Flex, TextButton, Typography } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import type { LibraryView } from '../../../shared/library';
import { useAct, useDeleteViewMutation, useLibraryViewsQuery, useSaveViewMutation } from '../api';
import { useMessages } from '../i18n';
import { Choices, FormDialog, TextField, today, useCatalogTerms, useFormSend } from '../ui';
import { areSame } from './libraryState';
import type { Filters, LibraryState } from './libraryState';
import { builtInViews } from './views';

type DialogProps = { onClose: () => void };

/** Keeps the filters and the order of the list under a name. */
const SaveDialog = ({ filters, onClose }: DialogProps & { filters: Filters }) => {
  const { t } = useMessages();
  const [save, { isLoading }] = useSaveViewMutation();
  const [name, setName] = useState('');
  const [isShared, setIsShared] = useState(false);
  const { send, errorOf, problem } = useFormSend<LibraryView>({
    fields: ['name'],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={t('library.view.save')}
      act={t('common.save')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() =>
        send(
          name.trim() ? () => save({ name, isShared, filters }) : null,
          t('library.view.saved', { name: name.trim() })
        )
      }
    >
      <TextField
        isRequired
        label={t('library.view.save.name')}
        value={name}
        error={errorOf('name', name)}
        onChange={setName}
      />
      <Checkbox checked={isShared} onCheckedChange={(checked) => setIsShared(checked === true)}>
        {t('library.view.save.shared')}
      </Checkbox>
    </FormDialog>
  );
};

const DeleteDialog = ({ view, onClose }: DialogProps & { view: LibraryView }) => {
  const { t } = useMessages();
  const act = useAct();
  const [remove, { isLoading }] = useDeleteViewMutation();
  const { viewId, name } = view;
  return (
    <FormDialog
      isDangerous
      title={t('library.view.delete')}
      act={t('library.view.delete')}
      isBusy={isLoading}
      onClose={onClose}
      onAct={async () => {
        const done = await act(remove(viewId), t('library.view.deleted', { name }));
        if (done.ok) onClose();
      }}
    >
      <Typography>{t('library.view.delete.effect', { name })}</Typography>
    </FormDialog>
  );
};

/** Views that come with the product, one's own and those that others share. */
export const SavedViews = ({ list }: { list: LibraryState }) => {
  const { t } = useMessages();
  const { channels, siteTimeZone } = useCatalogTerms();
  const { data: saved = [] } = useLibraryViewsQuery();
  const [dialog, setDialog] = useState<'save' | 'delete' | null>(null);
  const close = () => setDialog(null);

  const views = [
    ...builtInViews(today(siteTimeZone), Object.keys(channels)).map(({ id, label, filters }) => ({
      id,
      label: t(label),
      filters,
      saved: null,
    })),
    ...saved.map((view) => ({
      id: view.viewId,
      label: view.isOwn
        ? view.name
        : t('library.view.of', { name: view.name, owner: view.ownerName }),
      filters: view.filters,
      saved: view,
    })),
  ];
  const active = views.find(({ filters }) => areSame(filters, list.filters));
  const own = active?.saved?.isOwn ? active.saved : null;

  return (
    <Flex gap={3} wrap="wrap" paddingBottom={4} alignItems="center">
      <Box>
        <Choices
          look="chips"
          isLabelHidden
          label={t('library.views')}
          value={active?.id ?? null}
          options={views.map(({ id, label }) => ({ value: id, label }))}
          onChange={(id) => {
            const chosen = views.find((view) => view.id === id);
            if (chosen) list.show(chosen.filters);
          }}
        />
      </Box>
      {active ? null : (
        <TextButton startIcon={<Plus aria-hidden />} onClick={() => setDialog('save')}>
          {t('library.view.save')}
        </TextButton>
      )}
      {own ? (
        <TextButton startIcon={<Trash aria-hidden />} onClick={() => setDialog('delete')}>
          {t('library.view.delete')}
        </TextButton>
      ) : null}
      {dialog === 'save' ? <SaveDialog filters={list.filters} onClose={close} /> : null}
      {dialog === 'delete' && own ? <DeleteDialog view={own} onClose={close} /> : null}
    </Flex>
  );
};
