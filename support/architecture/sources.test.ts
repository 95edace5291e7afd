import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { sdkClients } from '../aws/sdk-clients.ts';
import { ROOT } from './imports.ts';
import {
  filesWithSources,
  type Publication,
  type Reference,
  readPublications,
  readSources,
  sourceTexts,
} from './sources.ts';

const publications = readPublications();
const found = filesWithSources().flatMap((file) =>
  sourceTexts(file).map((text) => ({ file, text, ...readSources(text, publications) })),
);

interface Outcome {
  readonly id: string;
  readonly source: string;
  readonly page: string;
}
const register: { readonly outcomes: readonly Outcome[] } = parse(
  readFileSync(new URL('scenarios/outcomes.yaml', ROOT), 'utf8'),
);

/** The titles of AWS's page in an outcome's source: as written, and without the name of the service. */
function titlesOf({ source }: Outcome): readonly string[] {
  const title = /AWS: (.*)$/.exec(source)?.[1] ?? '';
  return [title, title.replace(/ \([^()]*\)$/, '')];
}

/** The page that the source of an outcome names, as publication and title; undefined if sources.yaml has no such page. */
function pageOf(
  outcome: Outcome,
): { readonly publication: Publication; readonly title?: string } | undefined {
  const [whole = '', title = ''] = titlesOf(outcome);
  for (const publication of publications.values()) {
    const { name, url, operations, pages } = publication;
    if (name === whole && url === outcome.page) return { publication };
    const known = [whole, title].find((each) => pages.get(each) === outcome.page);
    if (known !== undefined) return { publication, title: known };
    if (whole === `${title} (${name})` && operations?.replace('*', title) === outcome.page)
      return { publication };
  }
  return undefined;
}

/** The API references, by the client of the SDK that has their operations and types. */
const CLIENTS: Readonly<Record<string, object>> = {
  'Amazon S3 API reference': { ...sdkClients.s3, ...sdkClients.s3control },
  'AWS KMS API reference': sdkClients.kms,
  'IAM API reference': sdkClients.iam,
  'AWS Organizations API reference': sdkClients.organizations,
  'AWS STS API reference': sdkClients.sts,
  'Secrets Manager API reference': sdkClients.secretsmanager,
  'Amazon DynamoDB API reference': sdkClients.dynamodb,
};

function isInModel({ publication, operation }: Reference): boolean {
  if (operation === undefined) return true;
  const client = CLIENTS[publication.name] ?? {};
  return [`${operation}Command`, `${operation}$`, `_${operation}$`].some((name) => name in client);
}

describe('the sources in comments', () => {
  test('are many', () => {
    expect(found.length).toBeGreaterThan(300);
  });

  test('name publications and pages of sources.yaml', () => {
    const faults = found.flatMap(({ file, faults }) => faults.map((fault) => `${file}: ${fault}`));
    expect(faults).toEqual([]);
  });

  test('name operations and types that the service has', () => {
    const unknown = found.flatMap(({ file, references }) =>
      references.filter((each) => !isInModel(each)).map(({ operation }) => `${file}: ${operation}`),
    );
    expect(unknown).toEqual([]);
  });
});

test.each(register.outcomes.map((outcome) => [outcome.id, outcome] as const))(
  'the source of outcome %s is a page of sources.yaml, with the URL that the outcome gives',
  (_, outcome) => {
    expect(pageOf(outcome) ?? `${outcome.source}: ${outcome.page}`).toEqual(
      expect.objectContaining({ publication: expect.anything() }),
    );
  },
);

describe('sources.yaml', () => {
  const references = [
    ...found.flatMap((each) => each.references),
    ...register.outcomes.map(pageOf).filter((page) => page !== undefined),
  ];

  test.each([...publications.values()].map((publication) => [publication.name, publication] as const))(
    'has no page of %s that the tree does not name',
    (_, publication) => {
      const named = references.filter((each) => each.publication.name === publication.name);
      expect(named.length).toBeGreaterThan(0);
      const titles = new Set(named.flatMap((each) => ('titles' in each ? each.titles : (each.title ?? []))));
      expect([...publication.pages.keys()].filter((title) => !titles.has(title))).toEqual([]);
    },
  );

  /** The hosts of publishers, besides AWS's documentation. */
  const HOSTS: Readonly<Record<string, string>> = {
    'AWS Knowledge Center': 'repost.aws',
    'AWS Key Management Service pricing': 'aws.amazon.com',
    "LocalStack's documentation": 'docs.localstack.cloud',
    "Docker's documentation": 'docs.docker.com',
    'Smithy specification': 'smithy.io',
    'Content Security Policy Level 3': 'www.w3.org',
    'Fetch Metadata Request Headers': 'www.w3.org',
    'FIPS 186-5': 'csrc.nist.gov',
    'RFC 2046': 'www.rfc-editor.org',
    'RFC 7578': 'www.rfc-editor.org',
    'RFC 3986': 'www.rfc-editor.org',
    'RFC 8259': 'www.rfc-editor.org',
    'RFC 9110': 'www.rfc-editor.org',
  };

  test.each([...publications.values()])('has URLs of the publisher of $name', (publication) => {
    const { name, url, operations = url, pages } = publication;
    const expected = `https://${HOSTS[name] ?? 'docs.aws.amazon.com'}/`;
    const others = [url, operations, ...pages.values()].filter((each) => !each.startsWith(expected));
    expect(others).toEqual([]);
    expect([...pages.values()].filter((each) => !each.startsWith(url))).toEqual([]);
  });
});

describe('a source', () => {
  test.each<[string, string, readonly string[]]>([
    ['of a page', 'IAM user guide, "IAM identifiers"', []],
    ['of two pages', 'IAM user guide, "IAM identifiers" and "Rename an IAM user"', []],
    ['of a section', 'IAM user guide, "IAM identifiers", section "Unique identifiers"', []],
    ['of an operation, with a remark', 'AWS KMS API reference, CreateGrant; the text is not documented', []],
    ['of a recorded answer', "AWS's answers to AssumeRole", []],
    ['of an unknown page', 'IAM user guide, "Nonsense"', ['IAM user guide has no page "Nonsense"']],
    [
      'of a section that is called none',
      'IAM user guide, "IAM identifiers", "Unique"',
      ['IAM user guide has no page "Unique"'],
    ],
    [
      'of an unknown guide',
      'S3 guide, "ACLs"',
      ['"S3 guide, "ACLs"" does not begin with a publication of sources.yaml'],
    ],
    [
      'of an unknown guide in second place',
      'IAM user guide, "IAM identifiers"; user guide, "ACLs"',
      ['"user guide, "ACLs"" does not begin with a publication of sources.yaml'],
    ],
  ])('%s: %s', (_, text, faults) => {
    expect(readSources(text, publications).faults).toEqual(faults);
  });
});
