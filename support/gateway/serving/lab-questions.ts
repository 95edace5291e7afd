import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import { hostName } from '../../wire/request-head.ts';
import { requestText } from '../../wire/request-text.ts';
import { bucketOfHost } from '../../wire/routing/s3-address.ts';

/** The path of a lab's own answers. No bucket can have that name. */
const LAB_PATH = '/_keyhole/';

/** The path at which a lab says which one it is. */
export const labPath = `${LAB_PATH}lab`;

/** The most bytes of a question, unless it may be larger. */
const LARGEST_QUESTION = 64 * 1024;

/** An answer to a question: the status and a document that JSON can hold. */
export interface LabAnswer {
  readonly status: number;
  readonly document: object;
}

/** The questions that a lab answers besides those about decisions. */
export interface LabQuestions {
  /** The document of `GET /_keyhole/lab`. */
  readonly about: () => object;
  /** Answers `POST /_keyhole/<name>`, by name. They never reject. */
  readonly answers: Readonly<Record<string, (question: unknown) => Promise<LabAnswer>>>;
  /** The most bytes of questions that may be large, by name. */
  readonly largest?: Readonly<Record<string, number>> | undefined;
}

/** The answers of a lab, and the addresses that may ask. */
export interface QuestionedLab extends LabQuestions {
  /** True if the peer at an address may ask. */
  readonly mayAsk: (address: string) => boolean;
}

/**
 * Answers a question to a lab; undefined for every other request, which is for AWS. A question is unsigned and names no
 * bucket in its host. The address of the client's socket says whether it may ask.
 *
 * An answer to a POST may contain credentials. A browser cannot send one without saying so: it adds `Origin` or
 * `Sec-Fetch-Site`, and it asks first if it may send JSON. Both are refused.
 */
export async function answerQuestion(
  http: HttpRequest,
  { mayAsk, about, answers, largest = {} }: QuestionedLab,
): Promise<HttpResponse | undefined> {
  const { authorization, host = '' } = http.headers;
  if (authorization !== undefined || bucketOfHost(hostName(host)) !== undefined) return undefined;
  const answerTo = answerer(http, { about, answers });
  if (answerTo === undefined) return undefined;
  if (!mayAsk(http.sourceIp))
    return refused(`keyhole answers this machine only; ${http.sourceIp} is another: see --observer`);
  if (http.method === 'GET') return response(await answerTo(undefined));
  if (isOfBrowser(http))
    return refused('keyhole answers this question to programs only, and not to browsers');
  const name = http.target.slice(LAB_PATH.length);
  const question = await questionIn(http, Object.hasOwn(largest, name) ? largest[name] : undefined);
  return question === undefined
    ? response({ status: 400, document: { message: 'the question is not JSON, or it is too long' } })
    : response(await answerTo(question.value));
}

/** The function that answers a request; undefined if it is for AWS. */
function answerer(
  { method, target }: HttpRequest,
  { about, answers }: LabQuestions,
): ((question: unknown) => Promise<LabAnswer>) | undefined {
  if (method === 'GET' && target === labPath) return async () => ({ status: 200, document: about() });
  if (method !== 'POST' || !target.startsWith(LAB_PATH)) return undefined;
  const name = target.slice(LAB_PATH.length);
  return Object.hasOwn(answers, name) ? answers[name] : undefined;
}

function isOfBrowser({ headers }: HttpRequest): boolean {
  const isJson = /^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '');
  return !isJson || headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
}

/** The value of a request's JSON; undefined if it is not JSON or too long. */
async function questionIn(http: HttpRequest, largest = LARGEST_QUESTION) {
  const text = await requestText(http, largest);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return undefined;
  }
}

function refused(message: string): HttpResponse {
  return response({ status: 403, document: { message } });
}

function response({ status, document }: LabAnswer): HttpResponse {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return { status, headers, body: `${JSON.stringify(document)}\n` };
}
