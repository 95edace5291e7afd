import type { HttpResponse } from '../wire/http.ts';

/**
 * The headers of every answer. Only the lab's own files load, no script stands within a page, and no other page frames it.
 * Styles of elements carry numbers alone: the indentation of a line, the width of a drawing.
 */
const GUARD: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  // With `no-referrer`, a browser would hide the origin of a form that a page sends.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** An answer with the headers that guard a lab's pages. */
export function pageResponse(status: number, type: string, body: HttpResponse['body']): HttpResponse {
  return { status, headers: { 'Content-Type': type, ...GUARD }, body };
}
