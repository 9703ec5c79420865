import { useParams } from 'react-router-dom';
import { DonePage } from './DonePage';
import { FocusPage } from './FocusPage';
import { QueuePage } from './QueuePage';

/** The place of a case in the address that says that there is none left. */
const DONE = 'done';

export const ReviewPage = () => {
  const { outputId } = useParams();
  if (!outputId) return <QueuePage />;
  return outputId === DONE ? <DonePage /> : <FocusPage key={outputId} outputId={outputId} />;
};
