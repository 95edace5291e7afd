import { accessDenied, because, subject } from '../../refusal/refusal-words.ts';
import type { Surface } from '../../refusal/surface.ts';

/** How IAM refuses. Source: IAM user guide, "Troubleshoot access denied error messages". */
export const iamSurfaces = {
  iam: {
    refuse: (denied, { principal }) =>
      accessDenied(
        `${subject(denied, principal)} on resource: ${denied.permission.resource} ${because(denied)}`,
      ),
  },
} satisfies Readonly<Record<string, Surface>>;
