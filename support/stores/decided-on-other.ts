/** A bucket, object or table is not in the state that a request was decided on: the request has to be decided again. */
export class DecidedOnOther extends Error {
  constructor(place: string) {
    super(`${place} is no longer what it was when the request was decided`);
    this.name = 'DecidedOnOther';
  }
}
