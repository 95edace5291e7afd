/** The bucket and the key of an object, as requests name them. */
export interface ObjectPlace {
  readonly Bucket: string;
  readonly Key: string;
}
