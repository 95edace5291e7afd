/** The media type under which steps attach the reason of a denial to a run's messages, in plain words. */
export const reasonMediaType = 'text/x.keyhole.reason+plain';

/** The media type under which steps attach what was decided about each request, as JSON. */
export const decisionMediaType = 'application/x.keyhole.decision+json';

/** Why a scenario was not run, in plain words. */
export const skippedMediaType = 'text/x.keyhole.skipped+plain';
