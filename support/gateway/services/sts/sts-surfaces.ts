import { accessDenied, subject } from '../../refusal/refusal-words.ts';
import type { Surface } from '../../refusal/surface.ts';

/** How STS refuses: it names no policy. Source: AWS's answers to AssumeRole. */
export const stsSurfaces = {
  sts: {
    refuse: (denied, { principal }) =>
      accessDenied(
        principal.type === 'WebIdentity'
          ? `Not authorized to perform ${denied.permission.action}`
          : `${subject(denied, principal)} on resource: ${denied.permission.resource}`,
      ),
  },
} satisfies Readonly<Record<string, Surface>>;
