export const handOver = {
  'hand-over.title': 'Hand-over',
  'hand-over.subtitle': 'Give what one person holds to another.',
  'hand-over.link': 'Hand-over',
  'hand-over.effect':
    'Tasks, assets, reviews that wait and re-checks go to the successor at once. Who made and who decided what stays on record.',
  'hand-over.from': 'From',
  'hand-over.to': 'To',
  'hand-over.choose': 'Choose a person',
  'hand-over.left': '{name} (has left)',
  'hand-over.reason': 'Reason',
  'hand-over.act': 'Hand over',
  'hand-over.holds': 'What this person holds',
  'hand-over.counts':
    '{tasks, plural, one {# task} other {# tasks}}, {assets, plural, one {# asset} other {# assets}}, {reviews, plural, one {# review} other {# reviews}}, {rechecks, plural, one {# re-check} other {# re-checks}}, {presets, plural, one {# preset} other {# presets}}',
  'hand-over.done': 'Handed over',
} as const;
