// A server must not outlive the test run that started it: its standard input closes with the parent.
// Node loads this file in the server's own threads and children too; they are none of our business.
const { isMainThread } = require('node:worker_threads');

if (isMainThread && String(process.ppid) === process.env.EXIT_WITH_PARENT) {
  process.stdin.once('close', () => process.exit(1)).once('end', () => process.exit(1));
  process.stdin.resume();
  process.stdin.unref?.();
}
