import { kmsWords } from '../../kms-use/kms-refusal-words.ts';
import { accessDeniedException, subject } from '../../plan/refusal-words.ts';
import type { Surface } from '../../plan/surface.ts';

/** How KMS refuses its own callers. Source: AWS KMS developer guide, "Troubleshooting key access". */
export const kmsSurfaces = {
  kms: {
    refuse: (denied, { principal }) =>
      accessDeniedException(`${subject(denied, principal)} ${kmsWords(denied)}`),
  },
} satisfies Readonly<Record<string, Surface>>;
