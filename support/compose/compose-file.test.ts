import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { projectRoot } from '../node/own-file.ts';
import { defaultImage, environmentOf } from '../stores/localstack/container-image.ts';

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8');
const { services, networks } = parse(read('docker-compose.yml'));

test('docker compose starts LocalStack as the specification does', () => {
  const { image, environment } = services.localstack;
  const texts = Object.entries(environment).map(([name, value]) => [name, String(value)]);
  expect(image).toBe(defaultImage);
  expect(environmentOf({})).toMatchObject(Object.fromEntries(texts));
});

test('docker compose lets this machine reach the gateway, and the gateway alone LocalStack', () => {
  expect(services.gateway.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
  expect(services.localstack.ports).toBeUndefined();
  expect(services.localstack.networks).toEqual(['behind']);
  expect(networks.behind).toEqual({ internal: true });
});

test('the image has no dependency that only features and containers need', () => {
  const removed = [...read('Dockerfile').matchAll(/ dependencies\.(\S+)/g)].map(([, name]) => name);
  const { dependencies } = JSON.parse(read('package.json'));
  const notForTheGateway = Object.keys(dependencies).filter((name) => /cucumber|testcontainers/.test(name));
  expect(removed.toSorted()).toEqual(notForTheGateway.toSorted());
});
