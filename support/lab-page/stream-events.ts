/** The fields of a server-sent event. */
interface ServerSentEvent {
  readonly id?: string;
  /** The name of the event; a message without one. */
  readonly event?: string;
  readonly data: string;
}

/** One event. A line break within the data begins another line of data. */
export function event({ id, event: name, data }: ServerSentEvent): string {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  const head = [
    ...(id === undefined ? [] : [`id: ${id.replaceAll(/[\r\n\0]/g, '')}\n`]),
    ...(name === undefined ? [] : [`event: ${name}\n`]),
  ];
  return `${head.join('')}${lines.join('')}\n`;
}

/** The begin of a stream: how soon to come again, and which lab it is, so that a reader notices another one. */
export function hello(lab: string): Uint8Array {
  return Buffer.from(`retry: 2000\n\n${event({ event: 'lab', data: lab })}`);
}

/** A comment, by which a reader that has gone is noticed. */
export const QUIET: Uint8Array = Buffer.from(': the lab is quiet\n\n');

/** Why a stream ends: the lab does, or its scenario was changed and the reader comes again. */
export type Farewell = 'end' | 'renewed';

/** The last event of a stream. */
export function farewell(why: unknown): Uint8Array {
  return Buffer.from(event({ event: why === 'renewed' ? 'renewed' : 'end', data: '' }));
}
