import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { serviceNames } from '../aws/services.ts';
import { modelOf, operationNames } from '../wire/sdk-schemas.ts';

const ROOT = new URL('../../', import.meta.url);

/** The members with which requests ask for the rest of a list. */
const CONTINUING: ReadonlySet<string> = new Set([
  'ContinuationToken',
  'ExclusiveStartKey',
  'ExclusiveStartTableName',
  'KeyMarker',
  'Marker',
  'NextToken',
  'PartNumberMarker',
]);

/** Files that ask for one page of a list and need no other, with the reason. */
const ONE_PAGE: Readonly<Record<string, string>> = {
  'support/access/verify/real-requests.ts': 'It asks for permissions, and reads no list.',
  'support/aws/iam-identity.ts': 'Every page of a group tells which group it is.',
  'support/client/bucket-requests.ts': 'A step lists as any client does that is content with 1,000 keys.',
  'support/client/key-management.ts': 'A step asks for one permission; a key has one policy.',
  'support/gateway/services/s3/acl-of-new-bucket.ts': 'It wants the owner, which every page tells.',
  'support/gateway/services/s3/acls-in-force.ts': 'It wants the owner, which every page tells.',
  'support/gateway/services/iam/resource-tags.ts': 'A device has at most 50 tags, and a page 100.',
  'support/backends/store-presence.ts': 'It asks whether the store answers.',
  'support/gateway/services/s3/objects-in-bucket.ts': 'Its docstring promises at most 1,000 keys.',
  'support/gateway/services/s3/state-checks/completion-checksums.ts':
    'It asks for the upload, not for its parts.',
  'support/gateway/services/s3/state-checks/empty-completion.ts': 'It asks whether the upload exists.',
  'support/gateway/services/s3/state-checks/upload-id-marker.ts': 'It asks whether the upload exists.',
  'support/stores/endpoint/remembered-facts/iam/credentials-given.ts': 'A user has two access keys at most.',
  'support/stores/endpoint/remembered-facts/s3/bucket-directory.ts':
    'A list of buckets without a limit is whole.',
  'support/stores/endpoint/remembered-facts/s3/stored-encryptions.ts': 'It asks whether the upload exists.',
  'support/stores/endpoint/remembered-facts/s3/upload-initiators.ts': 'It asks whether the upload exists.',
};

/** The operations whose answers come in pages, with the members that ask for the rest. */
function pagedOperations(): ReadonlyMap<string, readonly string[]> {
  const paged = new Map<string, readonly string[]>();
  for (const service of serviceNames) {
    for (const operation of operationNames(service)) {
      const members = modelOf(service, operation).input.shape.members.map(({ name }) => name);
      const continuing = members.filter((name) => CONTINUING.has(name));
      // Two services may have an operation of the same name.
      if (continuing.length > 0) paged.set(operation, [...(paged.get(operation) ?? []), ...continuing]);
    }
  }
  return paged;
}

/** The paged operations that a text requests without naming a member that asks for the rest. */
function requestedInOnePage(text: string, paged: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const requested = text.matchAll(/operation: '(\w+)'|'(\w+)', \{|\bnew (\w+)Command\(/g);
  const names = new Set([...requested].map(([, looked, asked, command]) => looked ?? asked ?? command ?? ''));
  return [...names].filter((name) => paged.get(name)?.every((member) => !text.includes(member)));
}

test('the check sees a list of which one page is read', () => {
  const paged = pagedOperations();
  expect(requestedInOnePage("read('ListRoles', {})", paged)).toEqual(['ListRoles']);
  expect(requestedInOnePage('iam.send(new ListRolesCommand({}))', paged)).toEqual(['ListRoles']);
  expect(requestedInOnePage("read('ListRoles', { Marker })", paged)).toEqual([]);
  expect(requestedInOnePage("read('GetRole', {})", paged)).toEqual([]);
});

test('what asks for a list asks for all of its pages', () => {
  const paged = pagedOperations();
  const files = globSync('{support,steps}/**/*.ts', { cwd: ROOT }).filter(
    (path) => !/\.test\.ts$|\/(testing|proof|bench|embedded|permissions)\//.test(path),
  );
  const found = files.filter(
    (path) => requestedInOnePage(readFileSync(new URL(path, ROOT), 'utf8'), paged).length > 0,
  );
  expect(found.sort()).toEqual(Object.keys(ONE_PAGE).sort());
});
