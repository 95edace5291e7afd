// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are written so
import { accountOf } from '../../../aws/principal.ts';
import { isForOwnersOnly, worksAcrossAccounts } from '../../layers/own-account-only.ts';
import { namesAccount } from '../../matching/principal-matcher.ts';
import type { Json, Trial } from '../trials/trial.ts';
import { withConditions, withDocuments, withDocumentsEach, withStatements, withText } from './corrections.ts';
import type { Answer } from './oracle.ts';

/**
 * A known difference between the two engines, and what AWS says. It corrects the question that the oracle is asked, or
 * its answer. So the rest of the trial is still compared.
 */
export interface Explained {
  /** The rule, in one sentence that is also the name of its test. */
  readonly name: string;
  /** The AWS page that states the rule. */
  readonly source: string;
  /** The trial in a form that the oracle answers as AWS documents; unchanged if the rule does not apply. */
  readonly question?: (trial: Trial) => Trial;
  /** Several questions that replace one; all of them must be allowed. */
  readonly questions?: (trial: Trial) => readonly Trial[];
  /** The answer that AWS documents, made from the oracle's answer. */
  readonly answer?: (answer: Answer, trial: Trial) => Answer;
}

const SERVICE_LINKED = ':role/aws-service-role/';

function isServiceLinked({ principal }: Trial): boolean {
  return principal.type === 'AssumedRole' && principal.roleArn.includes(SERVICE_LINKED);
}

/** Denied implicitly, unless the answer is an explicit deny already. */
function implicitly(answer: Answer): Answer {
  return answer === 'Allowed' ? 'ImplicitlyDenied' : answer;
}

/** Every known difference between the two engines, with the AWS page by which this engine is right. */
export const EXPLAINED: readonly Explained[] = [
  {
    name: 'service control policies bind no services',
    source: 'Organizations user guide, "Service control policies (SCPs)"',
    question: (trial) => (trial.principal.type === 'Service' ? withDocuments(trial, { scp: [] }) : trial),
  },
  {
    name: 'service and resource control policies bind no service-linked roles',
    source:
      'Organizations user guide, "Service control policies (SCPs)" and "Resource control policies (RCPs)"',
    question: (trial) => (isServiceLinked(trial) ? withDocuments(trial, { scp: [], rcp: [] }) : trial),
  },
  {
    name: 'the root user can always manage the bucket policy',
    source: 'S3 API reference, "DeleteBucketPolicy", "GetBucketPolicy" and "PutBucketPolicy"',
    question: (trial) => {
      const { principal, action, resourceAccount } = trial;
      const mends = principal.type === 'Root' && principal.accountId === resourceAccount;
      return mends && /BucketPolicy$/.test(action) ? withDocuments(trial, { resource: undefined }) : trial;
    },
  },
  {
    name: 'the root user cannot assume roles',
    source: 'STS API reference, "AssumeRole"',
    answer: (answer, { principal, action }) =>
      principal.type === 'Root' && action === 'sts:AssumeRole' ? implicitly(answer) : answer,
  },
  {
    name: 'only S3 serves requests without a signature',
    source: 'KMS developer guide, "Default key policy"; STS API reference, "AssumeRole"',
    answer: (answer, { principal, action }) =>
      principal.type === 'Anonymous' && !action.startsWith('s3:') ? 'ImplicitlyDenied' : answer,
  },
  {
    name: 'some operations of KMS and DynamoDB never work on resources of other accounts',
    source:
      'KMS developer guide, "Allowing users in other accounts to use a KMS key"; DynamoDB developer guide, "DynamoDB API operations supported by resource-based policies"',
    answer: (answer, { principal, action, resourceAccount }) => {
      const account = accountOf(principal);
      const foreign = account !== undefined && account !== resourceAccount;
      return foreign && !worksAcrossAccounts(action) ? 'ImplicitlyDenied' : answer;
    },
  },
  {
    name: 'only identities of its account manage a bucket policy',
    source: 'S3 API reference, "DeleteBucketPolicy", "GetBucketPolicy" and "PutBucketPolicy"',
    answer: (answer, { principal, action, resourceAccount }) =>
      isForOwnersOnly(action) && accountOf(principal) !== resourceAccount ? implicitly(answer) : answer,
  },
  {
    name: 'IfExists holds for a missing key whatever the set operator',
    source:
      'IAM user guide, "IAM JSON policy elements: Condition operators", "...IfExists condition operators"',
    question: (trial) =>
      withConditions(trial, (operator, key) =>
        /^ForAnyValue:.*IfExists$/.test(operator) && !(key in trial.keys) ? 'holds' : 'as it is',
      ),
  },
  {
    name: 'NotPrincipal in a Deny excepts only principals that it lists with their whole chain',
    source: 'IAM user guide, "AWS JSON policy elements: NotPrincipal"',
    question: (trial) => withStatements(trial, (statement) => deniesUnlisted(statement, trial)),
  },
  {
    name: 'a single address is the range of that address alone',
    source:
      'IAM user guide, "IAM JSON policy elements: Condition operators", "IP address condition operators"',
    question: (trial) => withText(trial, /"(\d+\.\d+\.\d+\.\d+)"/g, '"$1/32"'),
  },
  {
    name: '0.0.0.0/0 is every address',
    source:
      'IAM user guide, "IAM JSON policy elements: Condition operators", "IP address condition operators"',
    question: (trial) =>
      withText(
        withText(trial, /:"0\.0\.0\.0\/0"/g, ':["0.0.0.0/0"]'),
        /"0\.0\.0\.0\/0"/g,
        '"0.0.0.0/1","128.0.0.0/1"',
      ),
  },
  {
    name: 'policy variables are plain text in language versions before 2012-10-17',
    source: 'IAM user guide, "IAM JSON policy elements: Version"',
    question: (trial) =>
      withDocumentsEach(trial, (document) =>
        document.Version === '2012-10-17'
          ? document
          : JSON.parse(JSON.stringify(document).replaceAll('${', '${$}{')),
      ),
  },
  {
    name: 'an inverted operator holds against a variable without a value',
    source: 'IAM user guide, "IAM policy elements: Variables and tags", "Policy variables with no value"',
    question: (trial) =>
      withConditions(trial, (operator, key, value) => {
        if (!operator.includes('StringNot') || !(key in trial.keys)) return 'as it is';
        const values = [value].flat().filter((element) => !isUnresolved(element, trial));
        return values.length === 0 ? 'holds' : { instead: values };
      }),
  },
  {
    name: 'a session policy does not limit what a resource policy gives to the session itself',
    source: 'IAM user guide, "Policies and permissions in IAM", "Session policies"',
    // The oracle knows this of permissions boundaries, so each limit is asked for as a boundary.
    questions: (trial) => {
      const { session, resource } = trial.documents;
      if (session === undefined || resource === undefined) return [trial];
      const unlisted = (statement: Json) =>
        statement.Effect === 'Deny' && statement.NotPrincipal !== undefined
          ? { ...NEVER, Principal: '*' }
          : statement;
      return [
        withDocuments(trial, { session: undefined }),
        // A boundary would make NotPrincipal deny. The principals that it excepts are already settled here.
        withStatements(withDocuments(trial, { session: undefined, boundary: session }), unlisted),
      ];
    },
  },
];

/** A statement that never applies. */
const NEVER = { Effect: 'Deny', Action: 's3:GetBucketTagging', Resource: 'arn:aws:s3:::nothing' };

function isUnresolved(value: unknown, { keys }: Trial): boolean {
  const [, key] = /^\$\{([\w:]+)\}$/.exec(String(value)) ?? [];
  return key !== undefined && !(key in keys);
}

function deniesUnlisted(statement: Json, { principal }: Trial): Json {
  if (statement.Effect !== 'Deny' || statement.NotPrincipal === undefined) return statement;
  const names: readonly string[] =
    JSON.stringify(statement.NotPrincipal).match(/[\w:/.-]*\d{12}[\w:/.-]*/g) ?? [];
  const chain =
    'arn' in principal ? [principal.arn, ...('roleArn' in principal ? [principal.roleArn] : [])] : [];
  const account = accountOf(principal);
  const listed =
    chain.every((name) => names.includes(name)) &&
    (account === undefined || names.some((name) => namesAccount(name, account)));
  const { NotPrincipal: _, ...rest } = statement;
  return listed && account !== undefined ? statement : { ...rest, Principal: '*' };
}

/** The questions by which the oracle answers a trial as AWS documents; all of them must be allowed. */
export function correctedQuestions(trial: Trial): readonly Trial[] {
  const question = EXPLAINED.reduce((asked, { question: correct }) => correct?.(asked) ?? asked, trial);
  return EXPLAINED.reduce<readonly Trial[]>(
    (all, { questions }) => (questions === undefined ? all : all.flatMap(questions)),
    [question],
  );
}

/** The answers to the questions of a trial as one answer, corrected by every difference that applies. */
export function correctedAnswer(answers: readonly Answer[], trial: Trial): Answer {
  const worst = (['ExplicitlyDenied', 'ImplicitlyDenied'] as const).find((answer) =>
    answers.includes(answer),
  );
  return EXPLAINED.reduce(
    (answer, { answer: correct }) => correct?.(answer, trial) ?? answer,
    worst ?? 'Allowed',
  );
}
