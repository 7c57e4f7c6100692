# Waymark with its production dependencies, for `docker compose up` (compose.yaml) or alone (docs/operations.md).
# Install scripts of packages never run.

FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY bin/ bin/
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY vite.chat.config.ts vite.desk.config.ts vite.embed.config.ts vite.server.config.ts vite.site.config.ts vite.web-chat.config.ts ./
COPY scripts/ scripts/
COPY src/ src/
COPY dialogs/ dialogs/
RUN npm run build && npm run sbom && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3978 \
    DATA_DIR=/data
WORKDIR /app
COPY --from=build /build/node_modules/ node_modules/
COPY --from=build /build/dist/ dist/
COPY package.json ./
COPY bin/ bin/
COPY dialogs/ dialogs/
COPY docs/ docs/
COPY knowledge/ knowledge/
# The only folder that is written to. The root file system may be read-only.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3978
# Liveness, not readiness: a restart does not bring a database back.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself gets the signals: no shell, no npm in between.
CMD ["node", "bin/waymark.js", "serve"]
