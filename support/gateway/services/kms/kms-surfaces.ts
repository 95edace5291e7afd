import { kmsWords } from '../../kms-use/kms-refusal-words.ts';
import { accessDeniedException, subject } from '../../refusal/refusal-words.ts';
import type { Surface } from '../../refusal/surface.ts';

/** How KMS refuses its own callers. Source: AWS KMS developer guide, "Troubleshooting key access". */
export const kmsSurfaces = {
  kms: {
    refuse: (denied, { principal }) =>
      accessDeniedException(`${subject(denied, principal)} ${kmsWords(denied)}`),
  },
} satisfies Readonly<Record<string, Surface>>;
