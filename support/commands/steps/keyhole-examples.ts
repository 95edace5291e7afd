// Written by write-examples.ts from the features: npm run examples.
import type { StepExamples } from './step-examples.ts';

export const keyholeExamples: StepExamples = {
  'Block Public Access is off for {bucket}': 'Given Block Public Access is off for the write-only bucket',
  'CloudTrail in {account} shows no {action} by {principal}':
    'Then CloudTrail in account 1 shows no kms:Decrypt by the reader of account 2',
  'CloudTrail in {account} shows {recorded call} by {principal}':
    'Then CloudTrail in account 1 shows kms:Decrypt by the reader of account 1',
  'KMS gets {frequency}': 'Then KMS gets no calls',
  'access is denied: {reason} {action}': 'Then access is denied: the ACL does not allow s3:GetObject',
  'access is granted': 'Then access is granted',
  'access to {resource} is:':
    'Then access to the data key is:\n  | who | make data keys | describe | administer |\n  | the data administrator | yes | yes | yes |\n  | the compute role | yes | yes | same account only |',
  'callers signed in {with or without} MFA': 'Given callers signed in with MFA',
  'requests to S3 come through {endpoint}': 'Given requests to S3 come through the office endpoint',
  'requests {stated fact}': 'Given requests use no TLS',
  'that URL is used to upload {object}': 'When that URL is used to upload "claim.pdf"',
  'the default encryption names {encryption}': 'Then the default encryption names alias/my-key',
  'the key policy of {key} is {key policy}{bypass}': 'Given the key policy of key 2 is "no grants"',
  'the key policy of {key} lacks {string}': 'Given the key policy of key 1 lacks "Role 2 uses key 1"',
  'the listing shows {object} with its size': 'Then the listing shows "hello.txt" with its size',
  'the remedy is to {remedy}':
    'Then the remedy is to allow kms:Decrypt to the reader user in the key policy of the reports key',
  'the request fails: {failure}': 'Then the request fails: the bucket is not empty',
  'the secret arrives unchanged': 'Then the secret arrives unchanged',
  'the {bounding policy} of {role} is {document}':
    'Given the session policy of the cloudquery role is "only listing"',
  'the {scenario} scenario': 'Given the stated-facts scenario',
  '{account} has no {alias}': 'Given account 2 has no alias/my-key',
  '{account} may call KMS {int} time(s) per second': 'Given the data account may call KMS 1 time per second',
  '{alias} of {account} points to {key}': 'Given alias/my-key of account 2 points to key 3',
  '{bucket} encrypts by default with {encryption}': 'Given bucket 1 encrypts by default with SSE-S3',
  '{bucket} holds by encryption:':
    'Then the demo bucket holds by encryption:\n  | encryption | objects | bytes |\n  | SSE-S3 | 2 | 46 |',
  '{bucket} uses a Bucket Key': 'Given the demo bucket uses a Bucket Key',
  '{count} uploads and {count} reads a month cost {money} {bill item}':
    'Then 10,000 uploads and 2,000,000 reads a month cost $0.00 for requests to KMS',
  '{document} is a {control policy} of {account}':
    'Given "no reading" is a service control policy of the partner account',
  '{identity} also has the policy {document}': 'Given the client also has the policy "everything in S3"',
  '{identity} has an MFA device': 'Given the clerk user has an MFA device',
  '{identity} lacks its {attachment}': 'Given the kms-demo user lacks its access keys',
  '{key} is {key state}': 'Given the demo key is disabled',
  '{object or table} is encrypted with {encryption}': 'Then "new.csv" is encrypted with key 3',
  '{object} arrives unchanged': 'Then "plan.csv" arrives unchanged',
  '{object} does not exist': 'Then "big.bin" does not exist',
  '{policy of bucket, secret or table} is {document}':
    'Given the bucket policy of the demo bucket is "ask for KMS"',
  '{principal} assumes {role}{asked session}': 'When the ann user assumes the reader role',
  '{principal} calls {operation} on {key}': 'When the compute role calls DisableKey on the data key',
  '{principal} changes {secret}{sse}': 'When role 2 changes the database secret',
  '{principal} copies {object} onto itself{sse}': 'When role 1 copies "report.csv" onto itself',
  '{principal} creates a key {kind of key}': 'When the data administrator creates a key of origin EXTERNAL',
  '{principal} decrypts the secret{in region}': 'When the reader user decrypts the secret',
  '{principal} deletes {object, bucket or user}': 'When the transfer role deletes "hello.txt"',
  '{principal} encrypts {table} with {encryption}': 'When role 2 encrypts the orders table with alias/my-key',
  '{principal} has copied {object or bucket} onto itself{sse}':
    'Given role 2 has copied "report.csv" onto itself',
  '{principal} has created {secret or table}{sse}': 'Given role 2 has created the orders table',
  '{principal} has granted {principal} decryption{of object} with {key}':
    'Given the data administrator has granted the compute role decryption with the data key',
  '{principal} has presigned an upload of {object}':
    'Given the clerk user has presigned an upload of "claim.pdf"',
  '{principal} has read {object}': 'Given the compute role has read "report.csv"',
  '{principal} has set the ACL of {object or bucket}{acl}':
    'Given the analyst user has set the ACL of the public bucket to public-read',
  '{principal} has set {new setting of a bucket}':
    'Given the orchard-engineer user has set the tag project of the orchard bucket to "harbor"',
  '{principal} has started a multipart upload of {object}':
    'Given the transfer role has started a multipart upload of "big.bin"',
  '{principal} has uploaded {object}{sse}{acl}': 'Given role 2 has uploaded "old.csv"',
  '{principal} has {end of a grant} the grant': 'Given the data administrator has retired the grant',
  '{principal} has {past key use} {key}': 'Given the writer user has encrypted a secret with the shared key',
  '{principal} lists {bucket or access point}': 'When the compute role lists the data bucket',
  '{principal} looks at {metadata or default encryption}':
    'When the transfer role looks at the metadata of "hello.txt"',
  '{principal} re-wraps {object} under {encryption}': 'When role 2 re-wraps "report.csv" under alias/my-key',
  '{principal} reads {object}': 'When the outsider reads "hello.txt"',
  '{principal} reads {secret}': 'When role 1 reads the database secret',
  '{principal} sets the ACL of {object or bucket}{acl}':
    'When the company sets the ACL of "offer.pdf" in the old bucket',
  '{principal} sets {new setting of a bucket}':
    'When the orchard-engineer user sets the tag project of the harbor bucket to "orchard"',
  '{principal} sets {policy of key or bucket} to {document}':
    'When the colleague sets the key policy of the to-client key to "to-client key policy"',
  '{principal} starts a multipart upload of {object}':
    'When the transfer role starts a multipart upload of "big.bin"',
  '{principal} uploads a part of {object}': 'When the transfer role uploads a part of "big.bin"',
  '{principal} uploads {int} object(s) and reads it/each {int} times':
    'When the administrator uploads 1 object and reads it 3 times',
  '{principal} uploads {object}{sse}{acl}': 'When role 2 uploads "new.csv"',
  '{principal} {item use} {table}': 'When role 2 reads an item of the orders table',
  '{principal} {key use} {key}': 'When the colleague creates a grant on the to-client key',
  '{role} is deleted and created again': 'Given the compute role is deleted and created again',
};
