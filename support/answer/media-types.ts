/** The media type of the reason of a denial in a run's messages, in plain words. */
export const reasonMediaType = 'text/x.keyhole.reason+plain';

/** The media type of the decisions on a request in a run's messages, as JSON. */
export const decisionMediaType = 'application/x.keyhole.decision+json';

/** The media type of a policy that a step changed in a run's messages, as JSON. */
export const changedPolicyMediaType = 'application/x.keyhole.changed-policy+json';

/** The media type of the reason why an example was skipped, in plain words. */
export const skippedMediaType = 'text/x.keyhole.skipped+plain';

/** The media type of an assumption that the decision on a request rests on, in plain words. */
export const assumptionMediaType = 'text/x.keyhole.assumption+plain';
