/** The format of a time on the wire. */
export type TimestampFormat = 'date-time' | 'http-date' | 'epoch-seconds';

/** A value without parts; `stream` is the bytes of an object, `events` an event stream. */
export interface ScalarShape {
  readonly kind: 'string' | 'boolean' | 'number' | 'blob' | 'stream' | 'events' | 'timestamp';
  /** The format of a timestamp, if the model names one; otherwise it depends on the place. */
  readonly format?: TimestampFormat | undefined;
}

/** A list. In XML and the query protocol each item is named `itemName`, unless the list is flattened. */
export interface ListShape {
  readonly kind: 'list';
  readonly item: Shape;
  readonly itemName: string;
}

/** A map whose keys are strings. */
export interface MapShape {
  readonly kind: 'map';
  readonly value: Shape;
  readonly keyName: string;
  readonly valueName: string;
}

/** A structure or, with exactly one member present, a union. */
export interface StructureShape {
  readonly kind: 'structure';
  /** The name of its XML element if it is the root. */
  readonly rootName: string;
  readonly union: boolean;
  readonly members: readonly Member[];
  /** Members by {@link Member.wireName}, attributes excluded. */
  readonly byWireName: ReadonlyMap<string, Member>;
}

/** The shape of a value in the SDK's schemas, and on the wire. */
export type Shape = ScalarShape | ListShape | MapShape | StructureShape;

/** The part of an HTTP message that carries a member; `body` is the default. */
export type Place = 'body' | 'label' | 'query' | 'header' | 'prefix-headers' | 'payload';

/** One member of a structure. */
export interface Member {
  /** The SDK's name. */
  readonly name: string;
  /** Its XML element (or attribute) and query parameter. */
  readonly wireName: string;
  readonly shape: Shape;
  readonly required: boolean;
  readonly flattened: boolean;
  readonly attribute: boolean;
  readonly place: Place;
  /** The header in lower case, the header prefix, or the query parameter that carries the member; otherwise `''`. */
  readonly placeName: string;
  /** The header's name in AWS's letter case. */
  readonly headerName: string;
  /**
   * The tag `<Wire xmlns:…` up to its attributes, and `</Wire>`; kept because they are written far more often than
   * compiled.
   */
  readonly open: string;
  readonly close: string;
}

/** One operation as the SDK describes it. */
export interface OperationModel {
  readonly name: string;
  /** Method, URI and status of a REST operation; undefined for other protocols. */
  readonly http?: { readonly method: string; readonly uri: string; readonly status: number } | undefined;
  readonly input: BoundStructure;
  /** The output; undefined if the operation has none. */
  readonly output: BoundStructure | undefined;
}

/** An operation's input or output with its members sorted by place. */
export interface BoundStructure {
  readonly shape: StructureShape;
  readonly labels: readonly Member[];
  readonly headers: readonly Member[];
  readonly prefixHeaders: readonly Member[];
  readonly queries: readonly Member[];
  readonly payload: Member | undefined;
  /** The remaining members, which the body carries, as a structure of their own; undefined if there are none. */
  readonly body: StructureShape | undefined;
}
