// summaly as its own README serves it, a fastify plugin, in some processes: `node summaly.mjs PORT WORKERS`.
//
// SUMMALY_ALLOW_PRIVATE_IP=true lets it fetch from loopback.

import cluster from "node:cluster";
import fastify from "fastify";
import summaly from "@misskey-dev/summaly";

const [port, workers] = process.argv.slice(2).map(Number);

if (cluster.isPrimary) {
  for (let number = 0; number < workers; number++) cluster.fork();
  process.on("SIGTERM", () => process.exit());
} else {
  process.on("disconnect", () => process.exit());
  const app = fastify();
  app.get("/healthz", () => "ok");
  app.register(summaly);
  await app.listen({ host: "127.0.0.1", port });
}
