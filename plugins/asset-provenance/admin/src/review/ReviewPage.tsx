import { useParams } from 'react-router-dom';
import { FocusPage } from './FocusPage';
import { QueuePage } from './QueuePage';

export const ReviewPage = () => {
  const { outputId } = useParams();
  return outputId ? <FocusPage key={outputId} outputId={outputId} /> : <QueuePage />;
};
