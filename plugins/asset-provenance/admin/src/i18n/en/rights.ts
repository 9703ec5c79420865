export const rights = {
  'rights.title': 'Rights',
  'rights.subtitle':
    'Who allows the use of reference pictures, and the licences that approvals are made with.',
  'rights.view.records': 'Rights records',
  'rights.view.templates': 'Licence templates',
  'rights.standing': 'Standing',
  'rights.empty':
    'No rights record yet: one is stated when a reference picture is used in a launch.',
  'rights.until': 'Valid until',
  'rights.no-end': 'No end stated',
  'rights.stated-by': 'Stated by',
  'rights.withdrawn-by': 'Withdrawn by',
  'rights.picture': 'The picture',
  'rights.evidence': 'Evidence',
  'rights.affected': 'What stands on it',
  'rights.affected.title': 'What stands on the rights of {holder}',
  'rights.affected.counts':
    '{outputs, plural, one {# result} other {# results}} of {tasks, plural, one {# task} other {# tasks}} were made from it.',
  'rights.affected.assets': 'Approved assets',
  'rights.affected.entries': 'Entries that show one',
  'rights.affected.outside': 'Placements outside',
  'rights.affected.no-assets': 'No approved asset was made from it.',
  'rights.affected.no-entries': 'No entry shows what was made from it.',
  'rights.affected.no-outside': 'No placement outside is recorded.',
  'rights.policy.block':
    'If it is withdrawn or ends, entries that show one of these cannot be published any more.',
  'rights.policy.warn':
    'If it is withdrawn or ends, publishing entries that show one of these warns.',
  'rights.policy.off':
    'Withdrawing it or its end does not stop publishing: the policy of this site is off.',
  'rights.policy.block.over': 'Entries that show one of these cannot be published.',
  'rights.policy.warn.over': 'Publishing entries that show one of these warns.',
  'rights.policy.off.over': 'Publishing is not stopped: the policy of this site is off.',
  'rights.withdraw': 'Withdraw the rights',
  'rights.withdraw.reason': 'Why are they withdrawn?',
  'rights.withdraw.effect':
    '{outputs, plural, one {# result} other {# results}} stand on it, {entries, plural, one {# published field shows} other {# published fields show}} one. What is published stays until somebody takes it down; this cannot be undone.',
  'rights.withdrawn': 'The rights of {holder} are withdrawn.',
  'rights.template.add': 'Add a template',
  'rights.template.edit': 'Change “{name}”',
  'rights.template.remove': 'Remove “{name}”',
  'rights.template.remove.act': 'Remove',
  'rights.template.remove.effect':
    'It is not offered any more. What was approved with it keeps its limits.',
  'rights.template.removed': 'The template is removed.',
  'rights.template.saved': 'The template is saved.',
  'rights.template.empty':
    'No licence template yet: with one, approving is prefilled with the limits that a purpose usually has.',
  'rights.template.name': 'Name',
  'rights.template.purposes': 'Offered first for',
  'rights.template.all': 'For every purpose',
  'rights.template.valid-for': 'Valid for, in days from the approval',
  'rights.template.valid-for.hint': 'Empty: until the last day below, if there is one.',
  'rights.template.days': 'Valid for {days, plural, one {# day} other {# days}}',
  'rights.template.as-limits': 'Valid as its limits say',
} as const;
