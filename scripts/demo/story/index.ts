import type { Cms } from '../cms';
import type { Report } from '../report';
import { audit } from './audit';
import type { Audited } from './audit';
import { makeFilm } from './film';
import { followUp } from './follow-up';
import { makeFirstPicture } from './picture';
import { publishPicture } from './publishing';
import { reviewPicture } from './review';
import { setTheStage } from './stage';
import type { Stage } from './stage';
import { showTrouble } from './trouble';

/** The whole story, act by act. `onStage` learns of the people as soon as they are there. */
export const playStory = async (
  report: Report,
  { onStart, onStage }: { onStart: (cms: Cms) => void; onStage: (stage: Stage) => void }
): Promise<Audited> => {
  const stage = await setTheStage(report, onStart);
  onStage(stage);
  const first = await makeFirstPicture(report, stage);
  const picture = await reviewPicture(report, stage, first);
  const article = await publishPicture(report, stage, { draft: first.draft, approved: picture });
  const film = await makeFilm(report, stage, article);
  await showTrouble(report, stage);
  await followUp(report, stage, article);
  return audit(report, stage, { article, picture, film });
};
