import { expect, test } from '@jest/globals';
import { formAnswer } from './form-answer.ts';
import type { ObjectForm } from './object-form.ts';

const put = { status: 200, headers: { ETag: '"e"' } };

test.each([
  ['b.s3.localhost:4566', 'b', 'http://b.s3.localhost:4566/a%2Fb'],
  ['s3.eu-west-1.amazonaws.com', 'b', 'http://b.s3.eu-west-1.amazonaws.com/a%2Fb'],
  ['s3.localhost.localstack.cloud:4566', 'b', 'http://b.s3.localhost.localstack.cloud:4566/a%2Fb'],
  ['127.0.0.1:4566', 'b', 'http://127.0.0.1:4566/b/a%2Fb'],
  ['localhost:4566', 'b', 'http://localhost:4566/b/a%2Fb'],
])(
  'the answer of a form that was sent to %s, for the bucket %s, locates its object at %s',
  (host, bucket, location) => {
    const file = { name: 'f', content: (async function* () {})() };
    const form: ObjectForm = {
      bucket,
      key: 'a/b',
      fields: new Map([['success_action_status', '201']]),
      file,
    };
    const answer = formAnswer(put, form, { headers: { host }, tls: undefined });
    expect(answer.headers.Location).toBe(location);
    expect(answer).toMatchObject({
      status: 201,
      body: expect.stringContaining(`<Location>${location}</Location>`),
    });
  },
);
