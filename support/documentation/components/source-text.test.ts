import { describe, expect, test } from '@jest/globals';
import { PageContext } from '../site/page-context.ts';
import { siteOf } from '../site/site-of.ts';
import { recordedScenario, sampleRecord } from '../testing/sample-record.ts';
import { sourceText } from './source-text.ts';

const context = new PageContext(siteOf([sampleRecord()], { repeat: 'npm run spec' }), 'exchange/source/');
const rendered = (text: string) => sourceText(context, recordedScenario(), text).text.trim();

describe('the source of a pattern', () => {
  test.each([
    ['has its headings below that of the page', '# Title\n\n## Part', '<h2>Part</h2>'.replaceAll('h2', 'h3')],
    ['shows markup as text', '<script>x</script>', '<p>&lt;script&gt;x&lt;/script&gt;</p>'],
    ['keeps links', '[a](https://example.org/x)', '<p><a href="https://example.org/x">a</a></p>'],
    ['makes no link of a script', '[a](javascript:alert(1))', '<p>[a](javascript:alert(1))</p>'],
    ['makes no link to a file that the site lacks', '[a](../README.md)', '<p>[a](../README.md)</p>'],
    [
      'fetches no image',
      '![a](https://example.org/x.png)',
      '<p>!<a href="https://example.org/x.png">a</a></p>',
    ],
    ['escapes code', '`<b>`', '<p><code>&lt;b&gt;</code></p>'],
    [
      'leads to documents by their paths',
      '`key-policy.json`',
      '<p><a href="../documents/key-policy.json/index.html"><code>key-policy.json</code></a></p>',
    ],
  ])('%s', (_, text, expected) => {
    expect(rendered(text)).toBe(expected);
  });
});
