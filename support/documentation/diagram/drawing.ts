import { COLOR_OF_DOORS, MONO, SLACK } from './graph-of.ts';

/** A drawing without colors, fonts and ids. Between its pieces of markup stand links, by their place in a list. */
export interface Drawing {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly viewBox: string;
  /** Markup, and numbers of links in turn: `['<g>…<a href="', 0, '">…']`. */
  readonly pieces: readonly (string | number)[];
}

/** Attributes of shape and place, by element. No other is kept, so that colors and fonts are the style sheet's. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  g: [],
  polygon: ['points'],
  polyline: ['points'],
  path: ['d'],
  ellipse: ['cx', 'cy', 'rx', 'ry'],
  text: ['text-anchor', 'x', 'y', 'font-weight'],
};

/** Classes that the style sheet knows. Graphviz adds its own. */
const CLASSES: ReadonlySet<string> = new Set(['account', 'principal', 'resource', 'allowed', 'denied']);

/** Pixels for one point of Graphviz. */
const SCALE = 1.2;

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<![^>]*>|<title>[\s\S]*?<\/title>|<(\/?)([a-z]+)([^>]*?)(\/?)>|[^<]+/g;

/** Reads the SVG that Graphviz wrote, and keeps only shapes, places and words. */
export function drawingOf(svg: string): Drawing {
  const [, viewBox = '0 0 0 0'] = /viewBox="([-0-9. ]+)"/.exec(svg) ?? [];
  const [width = 0, height = 0] = viewBox.split(' ').slice(2).map(Number);
  const pieces: (string | number)[] = [''];
  const write = (text: string) => {
    pieces[pieces.length - 1] += text;
  };
  let linked = false;
  for (const { 0: token, 1: slash, 2: name, 3: attributes = '', 4: end = '' } of svg.matchAll(TOKEN)) {
    if (name === undefined) write(token.startsWith('<') ? '' : token.trim());
    else if (name === 'a' && slash === '') {
      linked = true;
      write('<a');
      pieces.push(Number(/xlink:href="#(\d+)"/.exec(attributes)?.[1]), '>');
    } else if (name === 'a') {
      linked = false;
      write('</a>');
    } else if (KEPT[name] !== undefined) {
      // A wide line without ink under the line of an arrow, so that a finger meets it.
      if (linked && name === 'path')
        write(opened(name, attributes, end).replace('<path', '<path class="hit"'));
      write(slash === '/' ? `</${name}>` : opened(name, attributes, end));
    }
  }
  return { width: Math.ceil(width * SCALE), height: Math.ceil(height * SCALE), viewBox, pieces };
}

function opened(name: string, attributes: string, end: string): string {
  const own = new Map(
    [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
  );
  const kept = (KEPT[name] ?? []).flatMap((key) => (own.has(key) ? ` ${key}="${own.get(key)}"` : []));
  const transform = own.get('transform');
  const moved = transform === undefined ? '' : ` transform="${transform}"`;
  const classes = classesOf(name, own);
  const fontSize = Number(own.get('font-size'));
  const sized = name === 'text' ? ` font-size="${(fontSize / SLACK).toFixed(1)}"` : '';
  return `<${name}${classes}${kept.join('')}${sized}${moved}${end}>`;
}

function classesOf(name: string, own: ReadonlyMap<string, string>): string {
  const classes = (own.get('class') ?? '').split(' ').filter((one) => CLASSES.has(one));
  if (name === 'text' && own.get('font-family')?.includes(MONO) === true) classes.push('m');
  if (own.get('stroke') === COLOR_OF_DOORS) classes.push('in');
  return classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
}
