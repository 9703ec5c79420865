// A server must not outlive the test run that started it: its standard input closes with the parent.
process.stdin.once('close', () => process.exit(1)).once('end', () => process.exit(1));
process.stdin.resume();
process.stdin.unref?.();
