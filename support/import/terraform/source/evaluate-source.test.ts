import { describe, expect, test } from '@jest/globals';
import { UnknownValue } from '../../world/unknown-value.ts';
import { evaluateSource, stepsInto } from './evaluate-source.ts';
import { parseSource } from './parse-source.ts';
import { SourceFault } from './source-scanner.ts';

const ARN = 'arn:aws:s3:::reports';

/** Names as a configuration would have them. */
const NAMES: Readonly<Record<string, unknown>> = {
  aws_s3_bucket: { reports: { arn: ARN } },
  local: { names: ['a', 'b'], none: null },
  var: { by_name: { b: 'two', a: 'one' }, is_open: false },
};

/** The value of the attribute `value` in a text. */
function valueOfText(text: string): unknown {
  const expression = parseSource(text).attributes.value;
  if (expression === undefined) throw new Error('the text has no value');
  return evaluateSource(expression, {
    traverse: (root, steps) =>
      Object.hasOwn(NAMES, root) ? stepsInto(NAMES[root], steps) : new UnknownValue('it is not known'),
    textOf: (path) => (path === 'policy.tpl' ? '{"Resource": "${arn}/*"}' : undefined),
    bound: {},
  });
}

describe('a value of Terraform’s language', () => {
  test.each<[string, unknown]>([
    ['"${aws_s3_bucket.reports.arn}/public/*"', `${ARN}/public/*`],
    ['aws_s3_bucket.reports.arn', ARN],
    ['"a\\"b\\n\\u0041$${c}"', 'a"b\nA${c}'],
    ['[1, -2, true, null,]', [1, -2, true, null]],
    ['[\n  "a", # one\n  "b" // two\n  /* three */\n]', ['a', 'b']],
    ['{ a = 1, "b" : 2\n  (local.names[0]) = 3 }', { a: 3, b: 2 }],
    [
      'jsonencode({ Resource = ["${aws_s3_bucket.reports.arn}/*"] })',
      `{\n  "Resource": [\n    "${ARN}/*"\n  ]\n}`,
    ],
    ['var.is_open ? "*" : "none"', 'none'],
    ['!var.is_open && 1 + 1 == 2', true],
    ['[for name in local.names : "${aws_s3_bucket.reports.arn}/${name}/*"]', [`${ARN}/a/*`, `${ARN}/b/*`]],
    ['[for key, value in var.by_name : value if key != "a"]', ['two']],
    ['{ for key, value in var.by_name : value => key }', { one: 'a', two: 'b' }],
    ['values(var.by_name)', ['one', 'two']],
    ['concat(local.names, ["c"])', ['a', 'b', 'c']],
    ['format("%s/%s", "a", local.names[1])', 'a/b'],
    ['join(",", local.names[*])', 'a,b'],
    ['merge({ a = 1 }, { a = 2 })', { a: 2 }],
    ['coalesce(local.none, "", "x")', 'x'],
    ['lookup(var.by_name, "c", "other")', 'other'],
    ['templatefile("policy.tpl", { arn = aws_s3_bucket.reports.arn })', `{"Resource": "${ARN}/*"}`],
    ['<<-EOF\n    a ${local.names[0]}\n      "b"\n  EOF\n', 'a a\n  "b"\n'],
    ['<<EOF\n{"a": "${aws_s3_bucket.reports.arn}"}\nEOF\n', `{"a": "${ARN}"}\n`],
  ])('is worked out: %s', (text, value) => {
    expect(valueOfText(`value = ${text}\nother = 1\n`)).toEqual(value);
  });

  test.each([
    '"${random_id.suffix.hex}-reports"',
    'cidrsubnet("10.0.0.0/8", 8, 2)',
    'random_id.suffix.hex == "a" ? "*" : "none"',
    'try(random_id.suffix.hex, "*")',
    'coalesce(random_id.suffix.hex, "*")',
    'concat(random_id.suffix.list, ["*"])',
    'join(",", [random_id.suffix.hex])',
    '"%{ if true }*%{ endif }"',
    'file("elsewhere.json")',
    'var.by_name["c"]',
    '[for name in random_id.suffix.list : name]',
    'max(local.names...)',
  ])('is unknown, and never guessed: %s', (text) => {
    expect(valueOfText(`value = ${text}\n`)).toBeInstanceOf(UnknownValue);
  });

  test('keeps what is known beside an unknown part of a document', () => {
    expect(valueOfText('value = jsonencode({ Sid = "A", Resource = random_id.suffix.hex })\n')).toEqual({
      Sid: 'A',
      Resource: expect.any(UnknownValue),
    });
  });

  test.each([
    ['value = "a', 1],
    ['a = 1\nresource "x" {\n  b = \n}\n', 3],
    ['resource "x" "y" {\n', 2],
    ['value = [1 2]\n', 1],
    ['value = <<EOF\nnever ended\n', 2],
    ['???', 1],
  ])('is refused with its line: %j', (text, line) => {
    let fault: unknown;
    try {
      parseSource(text);
    } catch (cause) {
      fault = cause;
    }
    expect(fault).toBeInstanceOf(SourceFault);
    expect(fault).toMatchObject({ line });
  });
});
