import { describe, expect, test } from '@jest/globals';
import { newTags } from './tags.ts';

describe('tags', () => {
  test.each([
    ['key', 128, { Key: 'k'.repeat(129), Value: 'v' }, 'k'.repeat(129)],
    ['value', 256, { Key: 'k', Value: 'v'.repeat(257) }, 'v'.repeat(257)],
  ])('tell which of them has a %s of more than %d characters', (member, most, tag, value) => {
    expect(() => newTags([{ Key: 'first', Value: '' }, tag])).toThrow(
      `1 validation error detected: Value '${value}' at 'tags.2.member.${member}' failed to satisfy constraint: Member must have length less than or equal to ${most}`,
    );
  });
});
