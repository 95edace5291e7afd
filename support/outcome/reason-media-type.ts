/** The media type under which steps attach the reason of a denial to a run's messages, in plain words. */
export const reasonMediaType = 'text/x.keyhole.reason+plain';
