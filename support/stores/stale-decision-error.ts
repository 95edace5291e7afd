/**
 * The error of a call whose bucket, object or table is no longer in the state that the call was decided on.
 * The gateway decides the request again.
 */
export class StaleDecisionError extends Error {
  constructor(place: string) {
    super(`${place} is no longer what it was when the request was decided`);
    this.name = 'StaleDecisionError';
  }
}
