// What takes longest begins first, so that nothing long is left for one worker at the end. Jest knows how
// long files took where it ran before; a fresh clone knows only which suites start servers of their own.
const Sequencer = require('@jest/test-sequencer').default;

const LONGEST_FIRST = ['faults', 'providers', 'api', 'unit'];

module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ context }) => LONGEST_FIRST.indexOf(context.config.displayName?.name);
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};
