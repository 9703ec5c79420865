// Ends the process by SIGKILL at a named point of `asset-provenance`'s diagnostics channel, once:
// when the file KILL_AT_FLAG exists and holds the name of the point that is passed.
const { existsSync, readFileSync, unlinkSync } = require('node:fs');
const { subscribe } = require('node:diagnostics_channel');
const { isMainThread } = require('node:worker_threads');

const flag = process.env.KILL_AT_FLAG;

if (isMainThread && flag) {
  subscribe('asset-provenance', ({ point }) => {
    if (!existsSync(flag) || readFileSync(flag, 'utf8') !== point) return;
    // Gone first, so that the next start lives.
    unlinkSync(flag);
    process.kill(process.pid, 'SIGKILL');
  });
}
