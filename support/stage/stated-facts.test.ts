import { expect, test } from '@jest/globals';
import { factNamed, STATED_FACTS } from './stated-facts.ts';

test.each([
  ['come from 203.0.113.7', { 'aws:SourceIp': ['203.0.113.7'] }],
  ['come from 2001:db8::7', { 'aws:SourceIp': ['2001:db8::7'] }],
  ['use TLS 1.2', { 'aws:SecureTransport': ['true'], 's3:TlsVersion': ['1.2'] }],
  ['use no TLS', { 'aws:SecureTransport': ['false'] }],
  ['have kms:TrailingDaysWithoutKeyUsage "90"', { 'kms:TrailingDaysWithoutKeyUsage': ['90'] }],
])('"requests %s" gives condition keys their values', (words, fact) => {
  expect(factNamed(words)).toEqual(fact);
  expect(STATED_FACTS.filter(({ source }) => new RegExp(`^(?:${source})$`).test(words))).toHaveLength(1);
});

test.each([
  ['come from 203.0.113.777', /"requests come from 203\.0\.113\.777": aws:SourceIp must be one IP address/],
  ['use TLS 1.9', /s3:TlsVersion must be 1\.0/],
  ['have s3:prefix "home/"', /s3:prefix cannot be assumed/],
  ['have s3:BuketTag/team "red"', /is not a condition key of AWS/],
  ['are quick', /states no fact/],
])('"requests %s" is refused', (words, message) => {
  expect(() => factNamed(words)).toThrow(message);
});
