import { Button } from '@strapi/design-system';
import { ListPlus } from '@strapi/icons';
import { useLocation, useNavigate } from 'react-router-dom';
import { saveCommon } from '../batches/storage';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { useLaunch } from './useLaunchForm';

/** Takes the form along to a table of which each row is a launch. */
export const LaunchMany = () => {
  const { t } = useMessages();
  const { request } = useLaunch();
  const { search } = useLocation();
  const navigate = useNavigate();
  if (!request) return null;
  return (
    <Button
      variant="tertiary"
      fullWidth
      startIcon={<ListPlus aria-hidden />}
      onClick={() => {
        saveCommon(request, search);
        navigate(paths.launchBatch);
      }}
    >
      {t('batch.from-form')}
    </Button>
  );
};
