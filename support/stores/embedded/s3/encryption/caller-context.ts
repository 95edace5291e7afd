import { invalidArgument } from '../s3-errors.ts';

const HEADER = 'x-amz-server-side-encryption-context';

/** The encryption context that a caller sent: base64 of a JSON object of strings. Throws AwsError `InvalidArgument`. */
export function callerContextOf(header: string | undefined): Readonly<Record<string, string>> {
  if (header === undefined) return {};
  const context = parsed(Buffer.from(header, 'base64').toString());
  if (!isStringMap(context)) {
    const message = `The header '${HEADER}' shall be Base64-encoded UTF-8 string holding JSON which represents a string-string map`;
    throw invalidArgument(message, HEADER, header);
  }
  return context;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isStringMap(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((entry) => typeof entry === 'string');
}
