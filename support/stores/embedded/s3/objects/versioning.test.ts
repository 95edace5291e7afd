import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { body, type S3UnderTest, s3UnderTest, textOf } from '../testing/s3-under-test.ts';

type Step =
  | { readonly do: 'put'; readonly key: string }
  | { readonly do: 'delete'; readonly key: string }
  | { readonly do: 'remove'; readonly key: string; readonly nth: number }
  | { readonly do: 'versioning'; readonly status: 'Enabled' | 'Suspended' };

const key = fc.constantFrom('a', 'b');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('put' as const), key }),
  fc.record({ do: fc.constant('delete' as const), key }),
  fc.record({ do: fc.constant('remove' as const), key, nth: fc.nat(5) }),
  fc.record({
    do: fc.constant('versioning' as const),
    status: fc.constantFrom('Enabled' as const, 'Suspended' as const),
  }),
);

/** A version as the model sees it: content, or undefined for a delete marker. The newest is first. */
interface ModelVersion {
  readonly id: string;
  readonly content: string | undefined;
}

class Model {
  readonly keys = new Map<string, ModelVersion[]>([
    ['a', []],
    ['b', []],
  ]);
  versioning: string | undefined;

  of(name: string): ModelVersion[] {
    return this.keys.get(name) ?? [];
  }

  add(name: string, id: string, content: string | undefined): void {
    const others = id === 'null' ? this.of(name).filter((version) => version.id !== 'null') : this.of(name);
    this.keys.set(name, [{ id, content }, ...others]);
  }

  remove(name: string, id: string): void {
    this.keys.set(
      name,
      this.of(name).filter((version) => version.id !== id),
    );
  }
}

async function take(s3: S3UnderTest, model: Model, step: Step, content: string): Promise<void> {
  const Bucket = 'b-1';
  if (step.do === 'versioning') {
    await s3.call('PutBucketVersioning', { Bucket, VersioningConfiguration: { Status: step.status } });
    model.versioning = step.status;
  } else if (step.do === 'put') {
    const { VersionId } = await s3.call('PutObject', { Bucket, Key: step.key, Body: body(content) });
    expect(VersionId !== undefined).toBe(model.versioning === 'Enabled');
    model.add(step.key, VersionId ?? 'null', content);
  } else if (step.do === 'delete') {
    const { VersionId, DeleteMarker } = await s3.call('DeleteObject', { Bucket, Key: step.key });
    expect(DeleteMarker === true).toBe(model.versioning !== undefined);
    if (VersionId === undefined) model.remove(step.key, 'null');
    else model.add(step.key, VersionId, undefined);
  } else {
    const version = model.of(step.key)[step.nth];
    if (version === undefined) return;
    await s3.call('DeleteObject', { Bucket, Key: step.key, VersionId: version.id });
    model.remove(step.key, version.id);
  }
}

async function listed(s3: S3UnderTest, pageSize: number): Promise<string[]> {
  const found: string[] = [];
  let markers: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
  for (let truncated = true; truncated; ) {
    const page = await s3.call('ListObjectVersions', { Bucket: 'b-1', MaxKeys: pageSize, ...markers });
    const entries = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    expect(entries.length).toBeLessThanOrEqual(pageSize);
    found.push(...entries.map((version) => `${version.Key} ${version.VersionId} ${version.IsLatest}`));
    truncated = page.IsTruncated === true;
    markers = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
  return found;
}

async function check(s3: S3UnderTest, model: Model): Promise<void> {
  for (const [Key, versions] of model.keys) {
    const current = versions[0];
    const read = s3.call('GetObject', { Bucket: 'b-1', Key });
    if (current?.content === undefined) await expect(read).rejects.toMatchObject({ code: 'NoSuchKey' });
    else expect(await textOf((await read).Body)).toBe(current.content);
    for (const { id, content } of versions) {
      const reading = s3.call('GetObject', { Bucket: 'b-1', Key, VersionId: id });
      if (content === undefined)
        await expect(reading).rejects.toMatchObject({ code: 'MethodNotAllowed', status: 405 });
      else expect(await textOf((await reading).Body)).toBe(content);
    }
  }
  const expected = [...model.keys].flatMap(([name, versions]) =>
    versions.map(({ id }, at) => `${name} ${id} ${at === 0}`),
  );
  expect((await listed(s3, 100)).sort()).toEqual(expected.sort());
  expect((await listed(s3, 1)).sort()).toEqual(expected.sort());
}

describe('versions', () => {
  test('come and go as in a simple model, versioning on, suspended or never on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const s3 = await s3UnderTest('b-1');
        const model = new Model();
        for (const [n, step] of steps.entries()) await take(s3, model, step, `content ${n}`);
        await check(s3, model);
      }),
      { numRuns: 80 },
    );
  });

  test('of a key are listed newest first', async () => {
    const s3 = await s3UnderTest('b-1');
    await s3.call('PutBucketVersioning', { Bucket: 'b-1', VersioningConfiguration: { Status: 'Enabled' } });
    const ids: (string | undefined)[] = [];
    for (let n = 0; n < 5; n++)
      ids.unshift((await s3.call('PutObject', { Bucket: 'b-1', Key: 'k' })).VersionId);
    const page = await s3.call('ListObjectVersions', { Bucket: 'b-1' });
    expect(page.Versions?.map((version) => version.VersionId)).toEqual(ids);
    expect(page.Versions?.map((version) => version.IsLatest)).toEqual([true, false, false, false, false]);
  });

  test('a listing goes on behind a version that was deleted meanwhile', async () => {
    const s3 = await s3UnderTest('b-1');
    await s3.call('PutBucketVersioning', { Bucket: 'b-1', VersioningConfiguration: { Status: 'Enabled' } });
    for (let n = 0; n < 4; n++) await s3.call('PutObject', { Bucket: 'b-1', Key: 'k' });
    const all = await s3.call('ListObjectVersions', { Bucket: 'b-1' });
    const marker = all.Versions?.[1]?.VersionId;
    await s3.call('DeleteObject', { Bucket: 'b-1', Key: 'k', VersionId: marker });
    const rest = await s3.call('ListObjectVersions', {
      Bucket: 'b-1',
      KeyMarker: 'k',
      VersionIdMarker: marker,
    });
    expect(rest.Versions?.map((version) => version.VersionId)).toEqual(
      all.Versions?.slice(2).map((version) => version.VersionId),
    );
  });

  test('that cannot be are refused, and that are not are not found', async () => {
    const s3 = await s3UnderTest('b-1');
    await s3.call('PutObject', { Bucket: 'b-1', Key: 'k' });
    const read = (VersionId: string) => s3.call('GetObject', { Bucket: 'b-1', Key: 'k', VersionId });
    await expect(read('A'.repeat(32))).rejects.toMatchObject({ code: 'InvalidArgument' });
    await s3.call('PutBucketVersioning', { Bucket: 'b-1', VersioningConfiguration: { Status: 'Enabled' } });
    await expect(read('short')).rejects.toMatchObject({ code: 'InvalidArgument' });
    await expect(read('A'.repeat(32))).rejects.toMatchObject({
      code: 'NoSuchVersion',
      members: { Key: 'k', VersionId: 'A'.repeat(32) },
    });
  });

  test('a deleted key says so in headers', async () => {
    const s3 = await s3UnderTest('b-1');
    await s3.call('PutBucketVersioning', { Bucket: 'b-1', VersioningConfiguration: { Status: 'Enabled' } });
    const { VersionId } = await s3.call('DeleteObject', { Bucket: 'b-1', Key: 'k' });
    await expect(s3.call('HeadObject', { Bucket: 'b-1', Key: 'k' })).rejects.toMatchObject({
      status: 404,
      headers: { 'x-amz-delete-marker': 'true', 'x-amz-version-id': VersionId },
    });
  });
});
