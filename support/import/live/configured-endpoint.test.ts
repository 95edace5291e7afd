import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { configuredEndpoint } from './configured-endpoint.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhole-config-'));
const before = { ...process.env };
const CONFIG = `[default]
endpoint_url = http://127.0.0.1:1

[profile data]
endpoint_url = http://127.0.0.1:2

[profile aws]
region = eu-west-1

[profile ignoring]
endpoint_url = http://127.0.0.1:2
ignore_configured_endpoint_urls = true
`;

function restore() {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, before, {
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
  });
}

beforeAll(() => {
  writeFileSync(join(folder, 'config'), CONFIG);
  writeFileSync(join(folder, 'credentials'), '');
  restore();
});
afterEach(restore);
afterAll(() => {
  rmSync(folder, { recursive: true });
  restore();
  for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'])
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
});

describe('configuredEndpoint', () => {
  test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
    ['data', {}, 'http://127.0.0.1:2'],
    ['aws', {}, undefined],
    ['missing', {}, undefined],
    ['ignoring', {}, undefined],
    ['aws', { AWS_ENDPOINT_URL: 'http://127.0.0.1:3' }, 'http://127.0.0.1:3'],
    ['data', { AWS_ENDPOINT_URL: 'http://127.0.0.1:3' }, 'http://127.0.0.1:3'],
    ['data', { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, undefined],
  ])('of the profile %s with %j is %s', async (profile, variables, endpoint) => {
    Object.assign(process.env, variables);
    expect(await configuredEndpoint(profile)).toBe(endpoint);
  });
});
