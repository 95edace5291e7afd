import { describe, expect, test } from '@jest/globals';
import { undefinedStep } from './undefined-step.ts';

const shapes = [
  '{principal} has uploaded {object}{sse}',
  '{principal} reads {object}',
  'the {bounding policy} of {role} is {document}',
  'access is denied: {denial}',
];

describe('an undefined step', () => {
  test.each([
    ['the transfer role has uploded "hello.txt"', '{principal} has uploaded {object}{sse}'],
    ['the transfer role reeds "hello.txt"', '{principal} reads {object}'],
    ['acess is denied: no policy', 'access is denied: {denial}'],
  ])('%s: names the wording that comes nearest', (text, shape) => {
    expect(undefinedStep(text, shapes)).toBe(
      `steps/ does not define this step; did you mean "${shape}"? steps/README.md lists the vocabulary`,
    );
  });

  test.each(['the moon shines', 'the moon is full', ''])('"%s": nothing comes near', (text) => {
    expect(undefinedStep(text, shapes)).toBe(
      'steps/ does not define this step; steps/README.md lists the vocabulary',
    );
  });
});
