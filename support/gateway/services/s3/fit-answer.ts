import type { HttpResponse } from '../../../wire/http.ts';
import type { Deciding } from '../../desk/deciding.ts';
import type { AllowedCall } from '../../desk/service-desk.ts';
import { withCharge } from './requester-pays.ts';
import { withholdHeaders } from './withhold-headers.ts';

/** The answer as its caller gets it; undefined for one that stays as it is. */
export function fitAnswer(
  answer: HttpResponse,
  call: AllowedCall<'s3'>,
  deciding: Deciding,
): Promise<HttpResponse> | undefined {
  const withholding = withholdHeaders(answer, call, deciding);
  return withholding === undefined
    ? withCharge(answer, call)
    : withholding.then((kept) => withCharge(kept, call) ?? kept);
}
