import { personal } from '../kernel';
import { generationTasks } from './content-types/generation-task';
import { outputs } from './content-types/output';

/** Where tasks and outputs name people; prompts are no words about people here: they have a rule of their own. */
export const personalRows = [
  personal(generationTasks, {
    persons: [
      { id: 'ownerId', name: 'ownerName' },
      { id: 'spendDecidedById', name: 'spendDecidedByName' },
    ],
    words: ['repeatReason', 'finalReason', 'regenerateReason', 'changes', 'spendReason'],
  }),
  personal(outputs, {
    persons: [
      { id: 'submittedById', name: 'submittedByName' },
      { id: 'assigneeId', name: 'assigneeName' },
      { id: 'ownerId' },
      { name: 'adoptedByName', told: ['output.adopted'] },
    ],
    words: ['submissionNote', 'verdictReason', 'adoptedReason'],
  }),
];
