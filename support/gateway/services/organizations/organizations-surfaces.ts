import { accessDeniedException, because, subject } from '../../refusal/refusal-words.ts';
import type { Surface } from '../../refusal/surface.ts';

/** How AWS Organizations refuses. Source: IAM user guide, "Troubleshoot access denied error messages". */
export const organizationsSurfaces = {
  organizations: {
    refuse: (denied, { principal }) =>
      accessDeniedException(
        `${subject(denied, principal)} on resource: ${denied.permission.resource} ${because(denied)}`,
      ),
  },
} satisfies Readonly<Record<string, Surface>>;
