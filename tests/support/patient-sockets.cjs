// Preloaded into the servers of tests. Whoever tests is busy for seconds at times (decoding pictures,
// waiting for a program), and would then send a request on a connection that the server just closed.
const http = require('node:http');

const PATIENCE_MS = 120_000;
const { createServer } = http;

http.createServer = (...given) => {
  const server = createServer(...given);
  server.keepAliveTimeout = PATIENCE_MS;
  return server;
};
