import { describe, expect, test } from '@jest/globals';
import { PageContext } from '../site/page-context.ts';
import {
  accessScenario,
  accessSite,
  denied,
  exampleOf,
  granted,
  requestOf,
} from '../testing/sample-access.ts';
import { diagram, prepareDrawings } from './diagram.ts';
import { pathsInWords } from './paths-in-words.ts';

const ODD = 'the <b>"&\\N\u0000 role';

/** The drawing of a pattern as markup. */
async function drawn(...[examples, more]: Parameters<typeof accessSite>): Promise<string> {
  const { site, pattern } = accessSite(examples, more);
  await prepareDrawings(site);
  return diagram(new PageContext(site, 'exchange/'), pattern)?.text ?? '';
}

const written = requestOf([granted('s3:PutObject'), granted('kms:GenerateDataKey')]);
const readRefused = requestOf([granted('s3:GetObject'), denied('kms:Decrypt')]);
const both = [exampleOf([written]), exampleOf([readRefused], { line: 20 })];

describe('a drawing', () => {
  test('has accounts, principals, doors and paths', async () => {
    const text = await drawn(both);
    for (const words of [
      'vault account 111111111111',
      'writer role',
      'shared key',
      'kms:Decrypt',
      's3:PutObject',
    ])
      expect(text).toContain(`>${words}<`);
    expect(text.match(/<g class="allowed">/g)).toHaveLength(2);
    expect(text.match(/<g class="denied">/g)).toHaveLength(1);
  });

  test('has neither colors nor fonts nor ids', async () => {
    expect(await drawn(both)).not.toMatch(/ (?:fill=|stroke|font-family|id=|xlink:href|style="(?!--w))/);
  });

  test('leads from the id of an outcome to its decision, with a name that says the path', async () => {
    expect(await drawn(both)).toContain(
      '<a href="reading/index.html#L20-why" aria-label="E01, denied: the writer role, kms:Decrypt, the shared key">',
    );
  });

  test('leads from an arrow to the statement that allows it, in the policy of the resource', async () => {
    const own = { ...statement, policy: 'the policy of the role', layer: 'identity' };
    const allowed = granted('kms:GenerateDataKey', {
      allowedBy: [{ ...own, source: { file: statement.source.file, line: 10 } }, statement],
    });
    expect(await drawn([exampleOf([requestOf([allowed])])])).toContain(
      '<a class="arrow" href="documents/key-policy.json/index.html#L4" aria-label="Allowed: the writer role, kms:GenerateDataKey, the shared key. Leads to key-policy.json:4"',
    );
  });

  test('leads from an arrow to the statement that came nearest', async () => {
    const refused = requestOf([denied('kms:Decrypt')]);
    const [permission] = refused.decisions;
    const denial = permission?.denial && { ...permission.denial, nearest: statement };
    const nearest = { ...refused, decisions: refused.decisions.map((one) => ({ ...one, denial })) };
    expect(await drawn([exampleOf([nearest])])).toMatch(
      /<a class="arrow" href="documents\/key-policy.json\/index.html#L4" aria-label="Denied: [^"]*Leads to key-policy.json:4"/,
    );
  });

  test('leads from an arrow to the decision if no statement of the site made it so', async () => {
    const other = { ...statement, source: { file: 'elsewhere.json', line: 1 } };
    const byAws = requestOf([granted('kms:GenerateDataKey', { allowedBy: [other] })]);
    expect(await drawn([exampleOf([byAws])])).toMatch(
      /<a class="arrow" href="reading\/index.html#L10-answer" aria-label="[^"]*Leads to the example, since no document has a statement"/,
    );
    expect(await drawn([exampleOf([requestOf([denied('kms:Decrypt')])])])).toMatch(
      /<a class="arrow" href="reading\/index.html#E01"/,
    );
  });

  test('escapes names, and draws those that no XML can hold', async () => {
    const scenario = accessScenario();
    const principals = scenario.principals.map((principal) => ({ ...principal, phrase: ODD }));
    const odd = requestOf([granted('s3:PutObject')], { caller: ODD });
    const text = await drawn([exampleOf([odd])], { scenarios: [{ ...scenario, principals }] });
    expect(text).toMatch(/>&lt;b&gt;(?:"|&quot;)&amp;\\N(?: |&#160;){2}role</);
    expect(text).not.toContain('<b>"');
  });

  test('is not there if there is nothing to draw', async () => {
    expect(await drawn([exampleOf([])])).toBe('');
  });

  test('without a register names the place of the example', async () => {
    const text = await drawn([exampleOf([written], { outcomes: [] })], { outcomes: [] });
    expect(text).toContain('>reading:10<');
    expect(text).toContain('places to the decision');
  });

  test('that was not prepared is a mistake of the caller', () => {
    const { site, pattern } = accessSite(both);
    expect(() => diagram(new PageContext(site, ''), pattern)).toThrow(TypeError);
  });
});

describe('the paths in words', () => {
  test('name the answer, the statement and the outcome', () => {
    const { site, pattern } = accessSite([
      exampleOf([requestOf([granted('kms:GenerateDataKey', { allowedBy: [statement] })])]),
    ]);
    const text = pathsInWords(new PageContext(site, 'exchange/'), pattern).text;
    expect(text).toContain('<td><code>kms:GenerateDataKey</code></td><td>the shared key</td>');
    expect(text).toContain('<code>key-policy.json:4</code>');
    expect(text).toContain('>E01</a>');
  });

  test('fold those that the drawing leaves out', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      exampleOf([requestOf([granted('s3:GetObject')], { caller: `reader ${index}` })], { line: index + 1 }),
    );
    const { site, pattern } = accessSite(many);
    expect(pathsInWords(new PageContext(site, 'exchange/'), pattern).text).toContain(
      '<summary>28 more paths</summary>',
    );
  });

  test('are empty without a path', () => {
    const { site, pattern } = accessSite([exampleOf([])]);
    expect(pathsInWords(new PageContext(site, ''), pattern).text).toBe('');
  });
});

const statement = {
  policy: 'the key policy of the shared key',
  layer: 'key policy',
  statement: 'the statement "Write"',
  effect: 'Allow' as const,
  source: { file: 'scenarios/exchange/key-policy.json', line: 4 },
};
