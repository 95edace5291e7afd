# The gateway for any AWS client. By itself it keeps everything in memory; docker-compose.yml puts LocalStack behind it.
FROM node:24-trixie-slim AS build
WORKDIR /keyhole
COPY . .
# One step, so that only its result is kept. Types are checked elsewhere; running features and starting containers are not
# the gateway's, and what only they need stays out.
RUN typescript="typescript@$(npm pkg get devDependencies.typescript | tr -d '"')" \
 && npm pkg delete devDependencies peerDependencies peerDependenciesMeta \
 && npm install --ignore-scripts \
 && npm exec --yes --package="$typescript" -- tsc -p tsconfig.build.json --noCheck --declaration false --types '' \
 && mkdir /gateway && mv package.json node_modules dist scenarios /gateway && rm -r ~/.npm

FROM node:24-trixie-slim
ENV NODE_ENV=production
WORKDIR /keyhole
COPY --from=build /gateway ./
# The user that the base image has for this.
USER 1000:1000
EXPOSE 4566
HEALTHCHECK --interval=2s --timeout=2s --start-period=60s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/4566 && printf 'GET /_keyhole/decisions HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["node", "dist/support/commands/keyhole.js"]
CMD ["lab", "--empty", "--host", "0.0.0.0"]
