import { readFileSync } from 'node:fs';
import { ownFile } from '../node/own-file.ts';

const KEYHOLE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 0 14 14"><path d="M5 0a4.2 4.2 0 0 1 2.3 7.7L8.6 14H1.4l1.3-6.3A4.2 4.2 0 0 1 5 0z" fill="#7a6fb0"/></svg>';

/** A file that pages load. */
export interface Asset {
  readonly type: string;
  readonly text: string;
}

const READERS: Readonly<Record<string, () => Asset>> = {
  'keyhole.css': () => ({ type: 'text/css; charset=utf-8', text: fileText('keyhole.css') }),
  'lab.css': () => ({ type: 'text/css; charset=utf-8', text: fileText('lab.css') }),
  'lab.js': () => ({ type: 'text/javascript; charset=utf-8', text: fileText('lab.js') }),
  // Without it a browser would ask for /favicon.ico, which is a request to S3.
  'icon.svg': () => ({ type: 'image/svg+xml', text: KEYHOLE }),
};

/** A file that the pages of a lab load, by its name; undefined for another name. */
export function assetNamed(name: string): Asset | undefined {
  return Object.hasOwn(READERS, name) ? READERS[name]?.() : undefined;
}

function fileText(name: string): string {
  return readFileSync(ownFile(`support/documentation/assets/${name}`), 'utf8');
}
