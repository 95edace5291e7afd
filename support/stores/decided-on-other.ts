/** An object or table turned out to be encrypted otherwise than what a request was decided on: it has to be decided again. */
export class DecidedOnOther extends Error {
  constructor(place: string) {
    super(`${place} is no longer encrypted as it was when the request was decided`);
    this.name = 'DecidedOnOther';
  }
}
