import { createHmac } from 'node:crypto';
import { basicTime } from '../../../../authentication/signing-time.ts';
import type { AccessKey } from '../../../testing/lab-under-test.ts';

/** For tests: what a form is made of. */
export interface FormUnderTest {
  readonly fields: Readonly<Record<string, string>>;
  /** Conditions besides those that the fields and the bucket need. */
  readonly conditions?: readonly unknown[];
  readonly expiration?: string;
  readonly file?: string | null;
  readonly signed?: 'V4' | 'V2';
}

/** For tests: the fields and the file of a form that a principal signs, each field under a condition that it meets. */
export function signedForm(bucket: string, key: AccessKey, form: FormUnderTest): FormData {
  const { fields, conditions = [], signed = 'V4' } = form;
  const date = basicTime(Date.now());
  const scope = [date.slice(0, 8), 'eu-west-1', 's3', 'aws4_request'];
  const token: Record<string, string> =
    key.sessionToken === undefined ? {} : { 'x-amz-security-token': key.sessionToken };
  const ofV4 = {
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': [key.accessKeyId, ...scope].join('/'),
    'x-amz-date': date,
  };
  const all: Readonly<Record<string, string>> = { ...fields, ...token, ...(signed === 'V4' && ofV4) };
  const policy = {
    expiration: form.expiration ?? new Date(Date.now() + 60_000).toISOString(),
    conditions: [{ bucket }, ...Object.entries(all).map(([name, value]) => met(name, value)), ...conditions],
  };
  const encoded = Buffer.from(JSON.stringify(policy)).toString('base64');
  const signature: Readonly<Record<string, string>> =
    signed === 'V4'
      ? { 'x-amz-signature': hmac(signingKey(key.secretAccessKey, scope), encoded).toString('hex') }
      : {
          AWSAccessKeyId: key.accessKeyId,
          signature: createHmac('sha1', key.secretAccessKey).update(encoded).digest('base64'),
        };
  return formOf({ ...all, policy: encoded, ...signature }, form.file);
}

/** For tests: a form of these fields, and of a file unless it is null. */
export function formOf(fields: Readonly<Record<string, string>>, file: string | null = 'hello'): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (file !== null) form.append('file', new Blob([file]), 'cat.png');
  return form;
}

/** A field with the name of the file in it is known only when the form is sent. */
function met(name: string, value: string): unknown {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: S3's own variable
  const [before, ...after] = value.split('${filename}');
  return after.length === 0 ? { [name]: value } : ['starts-with', `$${name}`, before];
}

function signingKey(secret: string, scope: readonly string[]): Buffer {
  return scope.reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secret}`));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
