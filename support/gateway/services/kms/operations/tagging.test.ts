import { beforeEach, describe, expect, test } from '@jest/globals';
import { type KmsUnderTest, kmsUnderTest } from '../testing/kms-under-test.ts';

let kms: KmsUnderTest;
beforeEach(() => {
  kms = kmsUnderTest();
});

const tag = (TagKey: string, TagValue = 'v') => ({ TagKey, TagValue });
const fiftyTags = Array.from({ length: 50 }, (_, index) => tag(`tag${index}`));

describe('tags', () => {
  test('are set with the key, added, replaced and removed', async () => {
    const KeyId = await kms.keyArn({ Tags: [tag('a'), tag('b')] });
    await kms.call('TagResource', { KeyId, Tags: [tag('b', 'w'), tag('c')] });
    await kms.call('UntagResource', { KeyId, TagKeys: ['a', 'none'] });
    expect(await kms.call('ListResourceTags', { KeyId })).toEqual({
      Tags: [tag('b', 'w'), tag('c')],
      Truncated: false,
    });
  });

  test('are listed page by page', async () => {
    const KeyId = await kms.keyArn({ Tags: [tag('a'), tag('b'), tag('c')] });
    const first = await kms.call('ListResourceTags', { KeyId, Limit: 2 });
    expect(first).toMatchObject({ Tags: [tag('a'), tag('b')], Truncated: true });
    const rest = await kms.call('ListResourceTags', { KeyId, Limit: 2, Marker: first.NextMarker });
    expect(rest).toEqual({ Tags: [tag('c')], Truncated: false });
  });

  test.each([
    [[tag('a'), tag('a', 'w')], 'TagException', 'Duplicate tag keys'],
    [[tag('aws:a')], 'TagException', 'Tags beginning with aws: are reserved'],
    [[tag('AWS:a')], 'TagException', 'Tags beginning with aws: are reserved'],
    [[...fiftyTags, tag('last')], 'TagException', 'Too many tags'],
    [[tag('a', 'my & your team')], 'TagException', 'Invalid tag: '],
    [[tag('a\tb')], 'TagException', 'Invalid tag: '],
    [
      [tag('a'), tag('k'.repeat(129))],
      'ValidationException',
      `1 validation error detected: Value '${'k'.repeat(129)}' at 'tags.2.member.tagKey' failed to satisfy constraint: Member must have length less than or equal to 128`,
    ],
    [
      [tag('a', 'v'.repeat(257))],
      'ValidationException',
      `1 validation error detected: Value '${'v'.repeat(257)}' at 'tags.1.member.tagValue' failed to satisfy constraint: Member must have length less than or equal to 256`,
    ],
  ])('are refused, with a new key and on an old one, case %#', async (Tags, code, message) => {
    await expect(kms.call('CreateKey', { Tags })).rejects.toMatchObject({ code, message });
    const KeyId = await kms.keyArn();
    await expect(kms.call('TagResource', { KeyId, Tags })).rejects.toMatchObject({ code, message });
    expect((await kms.call('ListResourceTags', { KeyId })).Tags).toEqual([]);
  });

  test('take letters of every script, digits, blanks and some signs', async () => {
    const Tags = [tag('empty', ''), tag('équipe 团队 1', '_.:/=+-@')];
    const KeyId = await kms.keyArn({ Tags });
    expect((await kms.call('ListResourceTags', { KeyId })).Tags).toEqual(Tags);
  });

  test('are fifty at most', async () => {
    const KeyId = await kms.keyArn({ Tags: fiftyTags });
    await kms.call('TagResource', { KeyId, Tags: [tag('tag0', 'w')] });
    await expect(kms.call('TagResource', { KeyId, Tags: [tag('last')] })).rejects.toMatchObject({
      code: 'TagException',
    });
  });
});
