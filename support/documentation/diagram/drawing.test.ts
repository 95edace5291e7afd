import { expect, test } from '@jest/globals';
import { drawingOf } from './drawing.ts';
import { COLOR_OF_DOORS } from './graph-of.ts';

const svg = (content: string) => `<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN">
<!-- Generated -->
<svg width="10pt" height="20pt" viewBox="0.00 0.00 10.00 20.00" xmlns="http://www.w3.org/2000/svg">
<g id="graph0" class="graph" transform="translate(4 5)">
${content}
</g></svg>`;

/** The markup of a drawing, with links as their numbers. */
function markupOf(content: string): string {
  return drawingOf(svg(content)).pieces.join('');
}

test.each([
  ['<polygon fill="none" stroke="black" stroke-width="2" points="1,2 3,4"/>', '<polygon points="1,2 3,4"/>'],
  ['<path id="p" style="fill:red" fill="black" d="M1,2"/>', '<path d="M1,2"/>'],
  [`<polyline stroke="${COLOR_OF_DOORS}" points="1,2"/>`, '<polyline class="in" points="1,2"/>'],
  ['<g id="edge1" class="edge denied"></g>', '<g class="denied"></g>'],
  ['<g id="node1" class="node"><title>n1</title></g>', '<g></g>'],
  [
    '<text font-family="Courier,monospace" fill="red" x="1" font-size="11.20">a&#45;b</text>',
    '<text class="m" x="1" font-size="10.0">a&#45;b</text>',
  ],
  [
    '<text font-family="Arial" font-weight="bold" font-size="11.2">&lt;b&gt;</text>',
    '<text font-weight="bold" font-size="10.0">&lt;b&gt;</text>',
  ],
  [
    '<a xlink:href="#7" xlink:title="x"><text font-size="11.2">W03</text></a>',
    '<a7><text font-size="10.0">W03</text></a>',
  ],
  [
    '<a xlink:href="#3"><path stroke="black" d="M1,2"/></a>',
    '<a3><path class="hit" d="M1,2"/><path d="M1,2"/></a>',
  ],
  ['<script>alert(1)</script>', 'alert(1)'],
  ['<image xlink:href="x.png"/>', ''],
])('%s becomes %s', (drawn, kept) => {
  expect(markupOf(drawn)).toBe(`<g transform="translate(4 5)">${kept}</g>`);
});

test('the size is in pixels, larger than in points', () => {
  expect(drawingOf(svg(''))).toMatchObject({ width: 12, height: 24, viewBox: '0.00 0.00 10.00 20.00' });
});
