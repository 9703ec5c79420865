export const tasks = {
  'tasks.title': 'Tasks',
  'tasks.subtitle': 'Every generation task with its state, parameters and results.',
  'tasks.empty': 'There are no tasks yet. Launch the first one.',
  'tasks.detail': 'Task',
  'tasks.parameters': 'Parameters',
} as const;
