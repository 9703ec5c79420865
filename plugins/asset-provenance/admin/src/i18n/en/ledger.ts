export const ledger = {
  'ledger.title': 'Ledger',
  'ledger.what':
    'Every event is sealed to the one before it. Whoever changes, removes, inserts or reorders one before an exported checkpoint is found out.',
  'ledger.verify': 'Verify now',
  'ledger.verifying': 'Verifying: {checked} of {of} events.',
  'ledger.never-verified': 'It was not verified yet.',
  'ledger.failed': 'The verification did not come to its end.',
  'ledger.verified':
    '{size, plural, one {# event} other {# events}} and {rows, plural, one {# row} other {# rows}} were compared',
  'ledger.covered':
    '{covered, plural, one {# event is} other {# events are}} covered by a checkpoint outside the database.',
  'ledger.covered.none':
    'No checkpoint outside the database covers it: who owns the database could have written all of it anew.',
  'ledger.uncovered':
    '{count, plural, one {# event waits for a checkpoint: nothing vouches for it yet.} other {# events wait for a checkpoint: nothing vouches for them yet.}}',
  'ledger.event': 'Event {sequence}',
  'ledger.events': 'Events {sequence}–{until}',
  'ledger.further': '{count, plural, one {# further finding} other {# further findings}}',
  'ledger.sealed': 'Sealed events',
  'ledger.unsealed': 'Not sealed yet',
  'ledger.checkpoint': 'Newest checkpoint',
  'ledger.checkpoint.covers': 'Signs {size, plural, one {# event} other {# events}}',
  'ledger.checkpoint.none': 'None yet.',
  'ledger.checkpoint.save': 'Save checkpoint',
  'ledger.root': 'Merkle root',
  'ledger.key': 'Verifier key',
  'ledger.exports': 'Exported to',
  'ledger.exports.none': 'Nowhere: configure a folder outside the database.',
  'ledger.exports.upTo': '{name}: up to event {size}',
  'ledger.exports.failed': '{name}: the last attempt failed. {problem}',
  'ledger.unsigned': 'Checkpoints are not signed',
  'ledger.development': 'Signed with a development key',
  'ledger.development.next':
    'The server made it for itself: it proves nothing to others. Give it a key of your own.',
} as const;
