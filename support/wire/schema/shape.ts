/** How a moment is written on the wire. */
export type TimestampFormat = 'date-time' | 'http-date' | 'epoch-seconds';

/** A value without parts; `stream` is an object's bytes, `events` an event stream. */
export interface ScalarShape {
  readonly kind: 'string' | 'boolean' | 'number' | 'blob' | 'stream' | 'events' | 'timestamp';
  /** Of a timestamp, where the model says so; otherwise the place it is found in decides. */
  readonly format?: TimestampFormat | undefined;
}

/** A list; in XML and the query protocol each item is named `itemName` unless the list is flattened. */
export interface ListShape {
  readonly kind: 'list';
  readonly item: Shape;
  readonly itemName: string;
}

/** A map from strings. */
export interface MapShape {
  readonly kind: 'map';
  readonly value: Shape;
  readonly keyName: string;
  readonly valueName: string;
}

/** A structure or, with exactly one member present, a union. */
export interface StructureShape {
  readonly kind: 'structure';
  /** The name of its XML element where it is the root. */
  readonly rootName: string;
  readonly union: boolean;
  readonly members: readonly Member[];
  /** Members by {@link Member.wireName}, attributes excluded. */
  readonly byWireName: ReadonlyMap<string, Member>;
}

/** What a value of the SDK's schemas looks like, on the wire as well. */
export type Shape = ScalarShape | ListShape | MapShape | StructureShape;

/** Where in an HTTP message a member travels; `body` is the default. */
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
  /** The header in lower case, header prefix or query parameter that carries it; `''` elsewhere. */
  readonly placeName: string;
  /** The header as AWS writes it. */
  readonly headerName: string;
  /** `<Wire xmlns:…>` up to its attributes, and `</Wire>`: written far more often than compiled. */
  readonly open: string;
  readonly close: string;
}

/** One operation as the SDK describes it. */
export interface OperationModel {
  readonly name: string;
  /** Undefined where the service is not RESTful. */
  readonly http?: { readonly method: string; readonly uri: string; readonly status: number } | undefined;
  readonly input: BoundStructure;
  /** Undefined where the operation answers nothing. */
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
  /** What remains for the body, as a structure of its own; undefined if nothing does. */
  readonly body: StructureShape | undefined;
}
