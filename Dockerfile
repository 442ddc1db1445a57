# The bridge with its page. Built in two steps, so that nothing needed only to build it comes along.
#
#   docker build -t otto-market-bridge .
#   docker run -d --name otto-bridge -p 127.0.0.1:8787:8787 -v otto-bridge:/data otto-market-bridge
#   docker logs otto-bridge     # shows the set-up code of the first start
#
# See docs/deployment.md: put a proxy with https in front of it, and name its address or network as the container sees
# it: -e BRIDGE_TRUST_PROXY=loopback,172.17.0.1 for one on the host. No other network is believed who called.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json vite.config.ts vite.service.config.ts plugin-manifest.json ./
COPY src ./src
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=131072 BRIDGE_DATA=/data BRIDGE_HOST=0.0.0.0 BRIDGE_PORT=8787
WORKDIR /app
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/dist ./dist
COPY --chown=root:root package.json plugin-manifest.json LICENSE ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8787
# Stops within ten seconds: calls in hand are finished and committed first.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.BRIDGE_PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=2", "--memory-saver-mode", "dist/bridge/cli.js", "start"]
