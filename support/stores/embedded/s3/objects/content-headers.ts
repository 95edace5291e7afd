/** The headers with which an object is to be served. */
export interface ContentHeaders {
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly Expires?: Date | undefined;
  readonly ExpiresString?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
}

const DEFAULT_CONTENT_TYPE = 'binary/octet-stream';

/** The headers of a write with which its object is to be served. */
export function contentHeadersOf(input: ContentHeaders): ContentHeaders {
  return {
    CacheControl: input.CacheControl,
    ContentDisposition: input.ContentDisposition,
    ContentEncoding: input.ContentEncoding,
    ContentLanguage: input.ContentLanguage,
    ContentType: input.ContentType || DEFAULT_CONTENT_TYPE,
    Expires: input.Expires,
    ExpiresString: input.ExpiresString,
    WebsiteRedirectLocation: input.WebsiteRedirectLocation,
  };
}

const NO_METADATA: Metadata = {};

/** The caller's own metadata by name, without `x-amz-meta-`. */
export type Metadata = Readonly<Record<string, string>>;

/** The caller's own metadata, names in lower case. */
export function metadataOf(metadata: Metadata | undefined): Metadata {
  if (metadata === undefined) return NO_METADATA;
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The key of a request. */
export function keyOf({ Key = '' }: { readonly Key?: string | undefined }): string {
  return Key;
}
