/** Where an object is, as requests say it. */
export interface ObjectPlace {
  readonly Bucket: string;
  readonly Key: string;
}
