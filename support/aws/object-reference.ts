/** The bucket and the key of an object, as requests name them. */
export interface ObjectName {
  readonly Bucket: string;
  readonly Key: string;
}

/** An object (the current version if none is given) or, with an upload id, a multipart upload in progress. */
export interface ObjectReference extends ObjectName {
  readonly VersionId?: string | undefined;
  readonly UploadId?: string | undefined;
}
